use stackwright_cfn::kind::ec2::InstanceId;
use stackwright_cfn::vpclattice as cfn;
use stackwright_core::{
    Construct, Expr, IntoValue, Scope, Str, Text, Value, With, handle, non_empty,
};

use super::LatticeRuleHandle;
use crate::ec2::{ApplicationProtocol, Peer, Port, VpcHandle};
use crate::elb::TargetHealthCheck;
use crate::units::whole_seconds;

/// The tasks that requests of VPC Lattice end at, by their addresses; ECS registers them
/// ([`lattice`](crate::ecs::Service::lattice)). What stands behind a load balancer is a
/// [`LatticeAlbTargetGroup`](super::LatticeAlbTargetGroup), a function a
/// [`LatticeFunctionTargetGroup`](super::LatticeFunctionTargetGroup).
///
/// VPC Lattice is let in by the prefix list that AWS keeps for it, as requests come from addresses and
/// not from a group: `com.amazonaws.REGION.vpc-lattice`. Its id is another in every region, and
/// CloudFormation cannot look it up, so it is to be said; `aws ec2 describe-managed-prefix-lists` tells it.
///
/// A change of the VPC, the port, the name or what is spoken replaces it.
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html>
#[derive(Clone, Debug)]
pub struct LatticeTargetGroup {
    vpc: VpcHandle,
    port: Port,
    peer: Peer,
    name: Option<Value<Str>>,
    is_grpc: bool,
    check: Option<TargetHealthCheck>,
    instances: Option<Vec<Expr>>,
}

impl LatticeTargetGroup {
    /// Tasks in a VPC that take requests on a port, as `Port::http(8080)`, from VPC Lattice, as
    /// `Peer::prefix_list("pl-0721453c7ac4ec009")`.
    pub fn new(vpc: impl Into<VpcHandle>, port: Port, lattice: Peer) -> Self {
        LatticeTargetGroup {
            vpc: vpc.into(),
            port,
            peer: lattice,
            name: None,
            is_grpc: false,
            check: None,
            instances: None,
        }
    }

    /// Targets that are instances, known by their ids: what no service of Amazon ECS registers. Let VPC
    /// Lattice in by a rule of their group.
    pub fn instances(vpc: impl Into<VpcHandle>, port: Port) -> Self {
        LatticeTargetGroup {
            instances: Some(Vec::new()),
            ..LatticeTargetGroup::new(vpc, port, Peer::any_ipv4())
        }
    }

    /// A group that exists, by its ARN, and the addresses of VPC Lattice. It is left alone.
    pub fn imported(arn: impl IntoValue<Str>, lattice: Peer) -> ImportedLatticeTargetGroup {
        ImportedLatticeTargetGroup {
            arn: arn.into_value(),
            peer: lattice,
        }
    }

    /// Names it: 3 to 128 small letters, digits and hyphens. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// A target that is an instance, of a group of [instances](Self::instances); it makes it one.
    pub fn instance(mut self, id: impl IntoValue<InstanceId>) -> Self {
        let id = id.into_value().into_expr();
        let target = Expr::object([("Id", id)]);
        self.instances.get_or_insert_default().push(target);
        self
    }

    /// Its tasks speak gRPC. Their health is not asked for, unless it is
    /// [said](Self::health_check) how: over HTTP/1.1 on a port of its own, or else over HTTP/2.
    pub fn grpc(mut self) -> Self {
        self.is_grpc = true;
        self
    }

    /// How it is found out whether a task is well: a path that is asked for. By asking for `/`, if this is
    /// not said; a check of another kind, which VPC Lattice does not have, turns it off.
    pub fn health_check(mut self, check: impl Into<TargetHealthCheck>) -> Self {
        self.check = Some(check.into());
        self
    }
}

/// What services need to know of a group.
pub(crate) struct Receives {
    /// Where requests come from.
    pub peer: Peer,
    /// The port that is asked for health, if it is another one.
    pub health_port: Option<Port>,
}

impl Construct for LatticeTargetGroup {
    type Handle = LatticeTargetGroupHandle;

    fn build(self, scope: Scope<'_>) -> LatticeTargetGroupHandle {
        use cfn::target_group::{
            TargetGroupConfig, TargetGroupConfigProtocol as Protocol,
            TargetGroupConfigProtocolVersion as ProtocolVersion, Type,
        };

        let health_port = self.check.as_ref().and_then(|check| check.port);
        scope.set_data(Receives {
            peer: self.peer,
            health_port,
        });
        let protocol = match self.port.application() {
            Some(ApplicationProtocol::Https) => Protocol::Https,
            Some(_) => Protocol::Http,
            None => Protocol::Tcp,
        };
        let version = self.is_grpc.then_some(ProtocolVersion::Grpc);
        let is_grpc = self.is_grpc;
        let check = self.check.map(|check| health_check(check, is_grpc));
        let config = TargetGroupConfig::new()
            .vpc_identifier(self.vpc.vpc_id())
            .protocol(protocol)
            .with(self.port.number(), |config, port| config.port(port))
            .with(version, |config, version| config.protocol_version(version))
            .with(check, |config, check| config.health_check(check));
        let targets = self.instances.clone().and_then(non_empty);
        let group = cfn::TargetGroup::new()
            .r#type(match self.instances {
                Some(_) => Type::Instance,
                None => Type::Ip,
            })
            .config(config)
            .with(targets, |group, targets| {
                group.targets(Value::from_expr(Expr::List(targets)))
            })
            .with(self.name, |group, name| group.name(name));
        scope.set_primary(scope.add("Resource", group));
        LatticeTargetGroupHandle::new(scope)
    }
}

fn health_check(check: TargetHealthCheck, is_grpc: bool) -> cfn::target_group::HealthCheckConfig {
    use cfn::target_group::{
        HealthCheckConfig, HealthCheckConfigProtocolVersion as Spoken, Matcher,
    };

    // Of a group that speaks gRPC it has to be said: what answers there speaks HTTP/2 only.
    let spoken = is_grpc.then_some(match check.port {
        Some(_) => Spoken::Http1,
        None => Spoken::Http2,
    });

    let asked = check.http();
    let is_asked = asked.is_some();
    let (path, codes) = asked.unzip();
    let matcher = codes.map(|codes| Matcher::new().http_code(codes));
    HealthCheckConfig::new()
        .enabled(is_asked)
        .with(spoken, |check, version| check.protocol_version(version))
        .with(path, |check, path| check.path(path))
        .with(check.port.and_then(Port::number), |check, port| {
            check.port(port)
        })
        .health_check_interval_seconds(whole_seconds(check.interval))
        .health_check_timeout_seconds(whole_seconds(check.timeout))
        .healthy_threshold_count(check.healthy)
        .unhealthy_threshold_count(check.unhealthy)
        .with(matcher, |check, matcher| check.matcher(matcher))
}

/// A group that exists; see [`LatticeTargetGroup::imported`].
#[derive(Clone, Debug)]
pub struct ImportedLatticeTargetGroup {
    arn: Value<Str>,
    peer: Peer,
}

impl Construct for ImportedLatticeTargetGroup {
    type Handle = LatticeTargetGroupHandle;

    fn build(self, scope: Scope<'_>) -> LatticeTargetGroupHandle {
        scope.define("Ref", self.arn.clone());
        scope.define("Arn", self.arn);
        scope.set_data(Receives {
            peer: self.peer,
            health_port: None,
        });
        LatticeTargetGroupHandle::new(scope)
    }
}

handle! {
    /// Names a target group of VPC Lattice.
    pub struct LatticeTargetGroupHandle(cfn::TargetGroupHandle);
}

impl LatticeTargetGroupHandle {
    /// The port of a task that [has this name](crate::ecs::Container::named_port), as a target of
    /// this group: for [`lattice`](crate::ecs::Service::lattice).
    pub fn port(self, name: impl Into<Text>) -> LatticeTarget {
        LatticeTarget {
            group: self,
            port: name.into(),
            alternate: None,
            test: None,
        }
    }
}

/// Where the tasks of a service are registered; see [`LatticeTargetGroupHandle::port`].
///
/// Deployments that shift requests, as [`blue_green`](crate::ecs::Service::blue_green), want to know of
/// a second group and of the rule that leads to both:
///
/// ```
/// use stackwright_aws::ecs::FargateService;
/// use stackwright_aws::vpclattice::{LatticeRuleHandle, LatticeTargetGroupHandle};
///
/// fn orders(
///     service: FargateService,
///     [blue, green]: [LatticeTargetGroupHandle; 2],
///     rule: LatticeRuleHandle,
/// ) -> FargateService {
///     service.blue_green().lattice(blue.port("http").shifting_to(green, rule))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct LatticeTarget {
    pub(crate) group: LatticeTargetGroupHandle,
    pub(crate) port: Text,
    pub(crate) alternate: Option<(LatticeTargetGroupHandle, Value<Str>)>,
    pub(crate) test: Option<Value<Str>>,
}

impl LatticeTarget {
    /// The second group, and the rule whose weights a deployment changes.
    pub fn shifting_to(
        mut self,
        other: impl Into<LatticeTargetGroupHandle>,
        production: impl Into<LatticeRuleHandle>,
    ) -> Self {
        self.alternate = Some((other.into(), production.into().arn().assume()));
        self
    }

    /// The rule that leads to new tasks before others do.
    pub fn test_rule(mut self, rule: impl Into<LatticeRuleHandle>) -> Self {
        self.test = Some(rule.into().arn().assume());
        self
    }
}
