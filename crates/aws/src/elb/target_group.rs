use crate::filled;
use std::time::Duration;

use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::ec2::InstanceId;
use stackwright_cfn::kind::lambda::FunctionArn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, Expr, IntoValue, RawResource, Scope, Str, Text, Value, With, handle,
};

use super::TargetHealthCheck;
use super::balancer::Attributes;
use super::conditions::text;
use super::health_check::How;
use crate::ec2::{ApplicationProtocol, Port, VpcHandle};
use crate::units::{Percent, whole_seconds};

/// The addresses that a listener forwards requests to; a service registers its tasks in it.
///
/// A target that leaves is given 30 seconds to finish, not AWS's 300: a deployment waits for it.
///
/// # Findings
///
/// - `ELB105`: it is on something that is not one TCP port.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html>
#[derive(Clone, Debug)]
pub struct TargetGroup {
    vpc: Option<VpcHandle>,
    port: Option<Port>,
    name: Option<Value<Str>>,
    kind: Kind,
    version: Option<&'static str>,
    health_check: Option<TargetHealthCheck>,
    control: Option<u16>,
    ipv6: bool,
    targets: Vec<Expr>,
    attributes: Attributes,
    is_bare: bool,
}

/// What a target is.
#[derive(Clone, Debug)]
enum Kind {
    /// An address: under awsvpc, which Fargate demands, a task is one.
    Ip,
    Instance,
    Lambda(Value<FunctionArn>),
}

impl TargetGroup {
    /// Targets in this VPC that take requests on a port, as `Port::http(3000)`; with
    /// `Port::https(8443)` they are sent requests, and asked for health, over TLS.
    pub fn new(vpc: impl Into<VpcHandle>, port: Port) -> Self {
        TargetGroup {
            vpc: Some(vpc.into()),
            port: Some(port),
            ..TargetGroup::unplaced()
        }
    }

    /// Targets that are instances, known by their ids, and not addresses: for services on instances
    /// whose tasks share the network of the instance.
    pub fn instances(vpc: impl Into<VpcHandle>, port: Port) -> Self {
        TargetGroup {
            kind: Kind::Instance,
            ..TargetGroup::new(vpc, port)
        }
    }

    /// A Lambda function, by its ARN. Adds the permission to call it, named `Permission`. Its
    /// health is not asked for unless [`health_check`](Self::health_check) says how.
    pub fn lambda(function: impl IntoValue<FunctionArn>) -> Self {
        TargetGroup {
            kind: Kind::Lambda(function.into_value()),
            ..TargetGroup::unplaced()
        }
    }

    /// Targets of a service that is still to say where and on which port.
    pub(super) fn unplaced() -> Self {
        let mut attributes = Attributes::default();
        attributes.set(DELAY, 30);
        TargetGroup {
            vpc: None,
            port: None,
            name: None,
            kind: Kind::Ip,
            version: None,
            health_check: None,
            control: None,
            ipv6: false,
            targets: Vec::new(),
            attributes,
            is_bare: false,
        }
    }

    /// Writes what is said of it, and leaves all else to AWS, as the 300 seconds that a target which leaves may take,
    /// and how health is asked for where no [check](Self::health_check) is said: for groups that are deployed so.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html>
    pub fn without_defaults(mut self) -> Self {
        self.attributes.remove(DELAY);
        self.is_bare = true;
        self
    }

    pub(super) fn within(mut self, vpc: VpcHandle) -> Self {
        self.vpc = Some(vpc);
        self
    }

    pub(super) fn by_instance(mut self) -> Self {
        self.kind = Kind::Instance;
        self
    }

    pub(super) fn on(mut self, port: Port) -> Self {
        self.port = Some(port);
        self
    }

    pub(super) fn port(&self) -> Option<Port> {
        self.port
    }

    /// Names it: at most 32 letters, digits and hyphens. A named target group cannot be replaced
    /// by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// How it is found out whether a target is well; by asking for `/`, if this is not said, or of
    /// gRPC for its [health service](https://github.com/grpc/grpc/blob/master/doc/health-checking.md).
    pub fn health_check(mut self, check: impl Into<TargetHealthCheck>) -> Self {
        self.health_check = Some(check.into());
        self
    }

    /// How long a target that leaves may finish its requests: at most 3,600 seconds.
    pub fn deregistration_delay(mut self, delay: Duration) -> Self {
        self.attributes.set(DELAY, whole_seconds(delay));
        self
    }

    /// Speaks HTTP/2 to targets.
    pub fn http2(mut self) -> Self {
        self.version = Some("HTTP2");
        self
    }

    /// Speaks gRPC to targets. The listener has to speak HTTPS.
    pub fn grpc(mut self) -> Self {
        self.version = Some(GRPC);
        self
    }

    /// A target that no service registers: an address, in the VPC or reachable from it.
    pub fn address(mut self, address: impl IntoValue<Str>) -> Self {
        self.targets.push(Expr::object([("Id", text(address))]));
        self
    }

    /// A target outside of the VPC, over a peering or a line of one's own.
    pub fn address_outside(mut self, address: impl IntoValue<Str>) -> Self {
        self.targets.push(Expr::object([
            ("Id", text(address)),
            ("AvailabilityZone", Expr::from("all")),
        ]));
        self
    }

    /// A target that is an instance, of a group of [instances](Self::instances).
    pub fn instance(mut self, id: impl IntoValue<InstanceId>) -> Self {
        let id = id.into_value().into_expr();
        self.targets.push(Expr::object([("Id", id)]));
        self
    }

    /// Targets have IPv6 addresses.
    pub fn ipv6(mut self) -> Self {
        self.ipv6 = true;
        self
    }

    /// Sends a client to the same target for so long, by a cookie of the load balancer: 1 second to
    /// 7 days.
    pub fn sticky(mut self, duration: Duration) -> Self {
        let seconds = whole_seconds(duration);
        self.attributes.flag("stickiness.enabled", true);
        self.attributes.set("stickiness.type", "lb_cookie");
        self.attributes
            .set("stickiness.lb_cookie.duration_seconds", seconds);
        self
    }

    /// The same as long as a cookie of the application's own is there, and at most for so long.
    pub fn sticky_by_cookie(mut self, name: impl IntoValue<Str>, duration: Duration) -> Self {
        let seconds = whole_seconds(duration);
        self.attributes.flag("stickiness.enabled", true);
        self.attributes.set("stickiness.type", "app_cookie");
        self.attributes
            .set("stickiness.app_cookie.cookie_name", name);
        self.attributes
            .set("stickiness.app_cookie.duration_seconds", seconds);
        self
    }

    /// Gives a new target its share little by little, within 30 to 900 seconds.
    pub fn slow_start(mut self, duration: Duration) -> Self {
        let seconds = whole_seconds(duration);
        self.attributes.set("slow_start.duration_seconds", seconds);
        self
    }

    /// Which target gets a request; each in its turn, if this is not said.
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        let (kind, mitigates) = match algorithm {
            Algorithm::RoundRobin => ("round_robin", None),
            Algorithm::LeastOutstandingRequests => ("least_outstanding_requests", None),
            Algorithm::WeightedRandom => ("weighted_random", Some("off")),
            Algorithm::WeightedRandomWithAnomalyMitigation => ("weighted_random", Some("on")),
        };
        self.attributes.set("load_balancing.algorithm.type", kind);
        if let Some(word) = mitigates {
            self.attributes
                .set("load_balancing.algorithm.anomaly_mitigation", word);
        }
        self
    }

    /// Whether requests are sent to targets in all zones, or in the one that they came in at; as the
    /// load balancer says, if this is not said.
    pub fn cross_zone(mut self, crosses: bool) -> Self {
        self.attributes
            .flag("load_balancing.cross_zone.enabled", crosses);
        self
    }

    /// How few targets of a zone may be well before something is done about it.
    pub fn healthy_targets(mut self, least: HealthyTargets) -> Self {
        least.write(&mut self.attributes);
        self
    }

    /// A function is told of every value of a header or a parameter, and not of the last one alone.
    pub fn multi_value_headers(mut self) -> Self {
        self.attributes
            .flag("lambda.multi_value_headers.enabled", true);
        self
    }

    /// Sends a target one request at a time, or as many as it says that it can take (target
    /// optimizer): an agent of AWS runs beside it and says so on this port, which is opened as
    /// the other one is.
    ///
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html#register-targets-target-optimizer>
    pub fn one_request_at_a_time(mut self, control: u16) -> Self {
        self.control = Some(control);
        self
    }

    /// Sets an attribute that has no setter here, as `("stickiness.enabled", "true")`; it wins over
    /// what a setter said before.
    pub fn attribute(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.attributes.set(key, value);
        self
    }
}

/// The attribute that says how long a target that leaves may finish its requests.
pub(super) const DELAY: &str = "deregistration_delay.timeout_seconds";

const GRPC: &str = "GRPC";

/// Which target gets a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// Each in its turn.
    RoundRobin,
    /// The one that has the fewest to answer.
    LeastOutstandingRequests,
    /// Any.
    WeightedRandom,
    /// Any, and fewer to one that fails more than the others.
    WeightedRandomWithAnomalyMitigation,
}

/// How few targets of a zone may be well: below it, the zone is taken out of DNS, or requests are
/// sent to those as well that are not.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#target-group-health>
#[derive(Clone, Copy, Debug, Default)]
pub struct HealthyTargets {
    dns: (Option<u32>, Option<Percent>),
    routing: (Option<u32>, Option<Percent>),
}

impl HealthyTargets {
    /// As AWS has it: one, for both.
    pub fn new() -> Self {
        HealthyTargets::default()
    }

    /// With fewer than so many, the zone is taken out of DNS.
    pub fn dns(mut self, count: u32) -> Self {
        self.dns.0 = Some(count);
        self
    }

    /// With a smaller share than this, the zone is taken out of DNS.
    pub fn dns_share(mut self, share: Percent) -> Self {
        self.dns.1 = Some(share);
        self
    }

    /// With fewer than so many, requests are sent to all targets.
    pub fn routing(mut self, count: u32) -> Self {
        self.routing.0 = Some(count);
        self
    }

    /// With a smaller share than this, requests are sent to all targets.
    pub fn routing_share(mut self, share: Percent) -> Self {
        self.routing.1 = Some(share);
        self
    }

    pub(super) fn write(self, attributes: &mut Attributes) {
        let counts = [
            (
                "target_group_health.dns_failover.minimum_healthy_targets.count",
                self.dns.0,
            ),
            (
                "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count",
                self.routing.0,
            ),
        ];
        let shares = [
            (
                "target_group_health.dns_failover.minimum_healthy_targets.percentage",
                self.dns.1,
            ),
            (
                "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
                self.routing.1,
            ),
        ];
        let counts = counts.map(|(key, count)| (key, count.map(i64::from)));
        let shares = shares.map(|(key, share)| (key, share.map(|share| share.rounded())));
        for (key, number) in counts.into_iter().chain(shares) {
            if let Some(number) = number {
                attributes.set(key, number);
            }
        }
    }
}

/// What others need to know of a target group.
pub(crate) struct Receives {
    /// The port that takes requests.
    pub port: Port,
    /// The ports that are reached besides: for health, for the agent of the target optimizer.
    pub further: Vec<Port>,
}

impl Construct for TargetGroup {
    type Handle = TargetGroupHandle;

    fn build(self, scope: Scope<'_>) -> TargetGroupHandle {
        let is_grpc = self.version == Some(GRPC);
        let asks = self.health_check.is_some() || !self.is_bare;
        let port = match self.kind {
            Kind::Lambda(_) => None,
            _ => Some(self.port.unwrap_or(Port::http(80))),
        };
        let check = self
            .health_check
            .unwrap_or_else(|| match (&self.kind, is_grpc) {
                (Kind::Lambda(_), _) => TargetHealthCheck::disabled(),
                (_, true) => TargetHealthCheck::grpc("/grpc.health.v1.Health/Check"),
                (_, false) => TargetHealthCheck::path("/"),
            });
        let is_https = |port: Port| port.application() == Some(ApplicationProtocol::Https);
        let mut group = cfn::TargetGroup::new().with(self.name, |group, name| group.name(name));
        if let Some(own) = port {
            check_port("a target group", own, scope);
            scope.set_data(Receives {
                port: own,
                further: check
                    .port
                    .into_iter()
                    .chain(self.control.map(Port::tcp))
                    .collect(),
            });
            let protocol = match is_https(own) {
                true => cfn::target_group::Protocol::Https,
                false => cfn::target_group::Protocol::Http,
            };
            group = group
                .with(own.number(), |group, port| group.port(port))
                .protocol(protocol)
                .with(self.version, |group, version| {
                    group.protocol_version(version)
                })
                .with(self.vpc, |group, vpc| group.vpc_id(vpc));
        }
        let mut attributes = self.attributes;
        let kind = match self.kind {
            Kind::Ip => cfn::target_group::TargetType::Ip,
            Kind::Instance => cfn::target_group::TargetType::Instance,
            Kind::Lambda(_) => {
                attributes.remove(DELAY);
                cfn::target_group::TargetType::Lambda
            }
        };
        // Without this, AWS asks in the clear, whatever the targets speak.
        let asks_https = port
            .filter(|_| asks)
            .map(|own| check.port.unwrap_or(own))
            .is_some_and(is_https)
            .then_some(cfn::target_group::HealthCheckProtocol::Https);
        let mut targets = self.targets;
        let mut permission = None;
        if let Kind::Lambda(function) = &self.kind {
            targets.push(Expr::object([("Id", function.clone().into_expr())]));
            let may_call = RawResource::new("AWS::Lambda::Permission")
                .property("Action", text("lambda:InvokeFunction"))
                .property("FunctionName", function.clone().into_expr())
                .property("Principal", text("elasticloadbalancing.amazonaws.com"));
            permission = Some(scope.add("Permission", may_call));
        }
        let ipv6 = self.ipv6.then_some(cfn::target_group::IpAddressType::Ipv6);
        let targets = filled(targets).map(|all| Value::from_expr(Expr::List(all)));
        let group = group
            .target_type(kind)
            .with(ipv6, |group, kind| group.ip_address_type(kind))
            .with(self.control, |group, port| group.target_control_port(port))
            .with(asks_https, |group, protocol| {
                group.health_check_protocol(protocol)
            });
        let group = match asks {
            true => check.lower(group),
            false => group,
        };
        let group = group
            .with(targets, |group, targets| group.targets(targets))
            .with(attributes.lower(), |group, attributes| {
                group.target_group_attributes(attributes)
            });
        let group = scope.add("Resource", group);
        if let Some(permission) = permission {
            // A function is registered only where it may be called.
            scope.of(group).depends_on(permission);
        }
        scope.set_primary(group);
        TargetGroupHandle::new(scope)
    }
}

impl TargetHealthCheck {
    /// What a target group says of it.
    pub(super) fn lower(self, group: cfn::TargetGroup) -> cfn::TargetGroup {
        let matcher = cfn::target_group::Matcher::new;
        let said = self.said;
        let (path, matcher) = match self.how {
            How::Http(path, codes) => {
                let codes = self.said.codes.then_some(codes);
                (Some(path), codes.map(|codes| matcher().http_code(codes)))
            }
            How::Grpc(method, codes) => {
                let codes = self.said.codes.then_some(codes);
                (Some(method), codes.map(|codes| matcher().grpc_code(codes)))
            }
            How::Tcp => (None, None),
            How::Nothing => return group.health_check_enabled(false),
        };
        group
            .with(path, |group, path| group.health_check_path(path))
            .with(self.port.and_then(Port::number), |group, port| {
                group.health_check_port(port)
            })
            .with(said.interval.then_some(self.interval), |group, interval| {
                group.health_check_interval_seconds(whole_seconds(interval))
            })
            .with(said.timeout.then_some(self.timeout), |group, timeout| {
                group.health_check_timeout_seconds(whole_seconds(timeout))
            })
            .with(said.healthy.then_some(self.healthy), |group, answers| {
                group.healthy_threshold_count(answers)
            })
            .with(
                said.unhealthy.then_some(self.unhealthy),
                |group, answers| group.unhealthy_threshold_count(answers),
            )
            .with(matcher, |group, matcher| group.matcher(matcher))
    }
}

/// An application load balancer listens on, and sends to, single ports of TCP.
pub(crate) fn check_port(what: &str, port: Port, scope: Scope<'_>) {
    if port.single_tcp().is_none() {
        let message = format!("{what} on {}", port.describe());
        let found = codes::ELB105.finding(message);
        scope.report(
            found.help("an application load balancer takes one TCP port, as `Port::http(80)`"),
        );
    }
}

handle! {
    /// Names a target group.
    pub struct TargetGroupHandle(cfn::TargetGroupHandle);
}
