use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle, non_empty};

use super::front::{Facing, Wanted};
use super::{Action, front};
use crate::ec2::{
    Connectable, Guarded, IntoSubnets, PlaceExt, SecurityGroup, SecurityGroupHandle, SubnetKind,
    SubnetSelection, VpcHandle,
};

/// A load balancer for HTTP.
///
/// It stands in the private subnets of its VPC, or in the public ones if it faces the internet.
/// It adds a security group named `SecurityGroup` that lets nothing in or out but what is
/// connected; pass one of your own to [`security_group`](Self::security_group) instead.
///
/// Services stand at [places](super::Place) behind it: `service.behind(front.path("/v1/*"))`. The
/// listener that these are at is added with the first of them, or with a certificate, below it and
/// named `Listener`: on port 80, or on 443 with a certificate, and then with another one on 80,
/// named `Redirect`, that sends people to HTTPS. What no place gets is answered with 404, unless
/// [`otherwise`](Self::otherwise) says something else. If it faces the internet, a group of its own
/// lets the internet in on these ports. Listeners of your own are added with
/// [`Listener`](super::Listener), and are asked for places themselves.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html>
#[derive(Clone, Debug)]
pub struct ApplicationLoadBalancer {
    vpc: VpcHandle,
    internet_facing: bool,
    name: Option<Value<Str>>,
    subnets: Option<SubnetSelection>,
    group: Option<SecurityGroupHandle>,
    attributes: Vec<(Text, Text)>,
    certificate: Option<Value<CertificateArnOrServerCertificateArn>>,
    otherwise: Option<Action>,
}

impl ApplicationLoadBalancer {
    /// A load balancer within this VPC.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        ApplicationLoadBalancer {
            vpc: vpc.into(),
            internet_facing: false,
            name: None,
            subnets: None,
            group: None,
            attributes: Vec::new(),
            certificate: None,
            otherwise: None,
        }
    }

    /// Makes it reachable from the internet.
    pub fn internet_facing(mut self) -> Self {
        self.internet_facing = true;
        self
    }

    /// Names it: at most 32 letters, digits and hyphens, not beginning with `internal-`. A named
    /// load balancer cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// The subnets that it stands in, two or more, in different zones: their ids, a kind of them, or
    /// a [selection](crate::ec2::SubnetSelection).
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.subnets = Some(subnets.into_subnets());
        self
    }

    /// Guards it with this group instead of one of its own.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// The certificate that it shows, by its ARN: it then takes requests over HTTPS, and sends those
    /// in the clear there.
    pub fn certificate(
        mut self,
        certificate: impl IntoValue<CertificateArnOrServerCertificateArn>,
    ) -> Self {
        self.certificate = Some(certificate.into_value());
        self
    }

    /// What becomes of requests that no place gets; they are answered with 404, if this is not
    /// said.
    pub fn otherwise(mut self, action: Action) -> Self {
        self.otherwise = Some(action);
        self
    }

    /// Sets an attribute, as `("idle_timeout.timeout_seconds", "30")`.
    pub fn attribute(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.attributes.push((key.into(), value.into()));
        self
    }
}

impl Construct for ApplicationLoadBalancer {
    type Handle = LoadBalancerHandle;

    fn build(self, scope: Scope<'_>) -> LoadBalancerHandle {
        let group = match self.group {
            Some(group) => group,
            None => scope.add(
                "SecurityGroup",
                SecurityGroup::new(self.vpc).without_outbound(),
            ),
        };
        Guarded::by(scope, group);
        let wanted = Wanted {
            certificate: self.certificate,
            otherwise: self.otherwise,
            opens: (self.internet_facing && self.group.is_none()).then_some(group),
        };
        let (scheme, kind) = match self.internet_facing {
            true => (
                cfn::load_balancer::Scheme::InternetFacing,
                SubnetKind::Public,
            ),
            false => (cfn::load_balancer::Scheme::Internal, SubnetKind::Private),
        };
        let subnets = match self.subnets {
            Some(subnets) => subnets.resolve(Some(self.vpc), scope),
            None => {
                if !self.vpc.has(scope, kind) {
                    no_subnets(scope, kind);
                }
                Some(self.vpc.subnets(kind))
            }
        };
        if let Some(subnets) = &subnets {
            scope.place(scope.node(), subnets);
        }
        let attributes = non_empty(self.attributes.into_iter().map(|(key, value)| {
            cfn::load_balancer::LoadBalancerAttribute::new()
                .key(key)
                .value(value)
        }));
        let balancer = cfn::LoadBalancer::new()
            .with(self.name, |balancer, name| balancer.name(name))
            .r#type(cfn::load_balancer::Type::Application)
            .scheme(scheme)
            .with(subnets, |balancer, subnets| balancer.subnets(subnets))
            .security_groups([group])
            .with(attributes, |balancer, attributes| {
                balancer.load_balancer_attributes(attributes)
            });
        scope.set_primary(scope.add("Resource", balancer));
        let handle = LoadBalancerHandle::new(scope);
        scope.set_data(Facing {
            vpc: Some(self.vpc),
            balancer: Some(handle),
            group: Some(group),
        });
        let is_said = wanted.is_said();
        scope.set_data(wanted);
        if is_said {
            front(scope, handle);
        }
        handle
    }
}

fn no_subnets(scope: Scope<'_>, kind: SubnetKind) {
    let message = format!(
        "the VPC of this load balancer has no {} subnets",
        kind.as_str()
    );
    let help = format!(
        "import the VPC with them, `.{}(...)`, or name the subnets with `.subnets(...)`",
        kind.as_str()
    );
    scope.report(codes::ELB102.finding(message).help(help));
}

handle! {
    /// Names a load balancer.
    pub struct LoadBalancerHandle(cfn::LoadBalancerHandle);
}

impl LoadBalancerHandle {
    /// The listener that its [places](super::Place) are at, which this adds if it is not there;
    /// nothing for what is no construct.
    pub fn listener(self, scope: Scope<'_>) -> Option<super::ListenerHandle> {
        front(scope, self)
    }
}

impl Connectable for LoadBalancerHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}
