use std::time::Duration;

use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use super::front::Front;
use super::{
    Action, ApplicationLoadBalancer, Listener, ListenerHandle, LoadBalancerHandle, Redirect,
    TargetGroup, TargetGroupHandle, TargetHealthCheck,
};
use crate::ec2::{
    Connectable, IntoSubnets, Peer, Port, SecurityGroup, SecurityGroupHandle, VpcHandle,
};

/// A load balancer with one listener that forwards to one target group: what a web service
/// needs.
///
/// It is made of `LoadBalancer`, `TargetGroup`, `Listener`, and a `SecurityGroup` that lets the
/// world in on the listener's port if it faces the internet, and lets nothing out but to what
/// stands [behind it](crate::ecs::FargateService::behind). With a certificate it listens on 443, and,
/// if it faces the internet, on 80 to send people there, by a second listener named `Redirect`.
///
/// Within a VPC, nobody is let in until [`connect`](crate::ec2::ConnectExt::connect) says who.
///
/// ```
/// use stackwright_aws::ec2::{Port, Vpc};
/// use stackwright_aws::elb::AlbWithTargetGroup;
/// use stackwright_core::{App, Output};
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let vpc = web.add("Vpc", Vpc::imported("vpc-0a1b2c3d").public(["subnet-0a1b2c3d", "subnet-1a2b3c4d"]));
/// let alb = web.add(
///     "Alb",
///     AlbWithTargetGroup::new(vpc, Port::http(3000)).internet_facing().health_check("/health"),
/// );
/// web.add("LoadBalancerDNS", Output::new(alb.dns_name()));
/// ```
#[derive(Clone, Debug)]
pub struct AlbWithTargetGroup {
    vpc: VpcHandle,
    balancer: ApplicationLoadBalancer,
    target: TargetGroup,
    listener: Option<Port>,
    certificate: Option<Value<CertificateArnOrServerCertificateArn>>,
    group: Option<SecurityGroupHandle>,
}

impl AlbWithTargetGroup {
    /// A load balancer within this VPC whose targets take requests on a port, as
    /// `Port::http(3000)`.
    pub fn new(vpc: impl Into<VpcHandle>, target: Port) -> Self {
        let vpc = vpc.into();
        AlbWithTargetGroup {
            vpc,
            balancer: ApplicationLoadBalancer::new(vpc),
            target: TargetGroup::new(vpc, target),
            listener: None,
            certificate: None,
            group: None,
        }
    }

    /// Makes it reachable from the internet.
    pub fn internet_facing(mut self) -> Self {
        self.balancer = self.balancer.internet_facing();
        self
    }

    /// The port that it listens on; `Port::http(80)`, or `Port::https(443)` with a certificate.
    pub fn listener(mut self, port: Port) -> Self {
        self.listener = Some(port);
        self
    }

    /// The certificate that it shows, by its ARN. Adds the listener that sends people to HTTPS.
    pub fn certificate(
        mut self,
        certificate: impl IntoValue<CertificateArnOrServerCertificateArn>,
    ) -> Self {
        self.certificate = Some(certificate.into_value());
        self
    }

    /// Puts it under a name of a zone, with a certificate and a record, as
    /// [`ApplicationLoadBalancer::domain`] does.
    #[cfg(feature = "certificatemanager")]
    pub fn domain(
        mut self,
        name: impl IntoValue<Str>,
        zone: impl Into<crate::route53::HostedZoneHandle>,
    ) -> Self {
        self.balancer = self.balancer.domain(name, zone);
        self
    }

    /// How it is found out whether a target is well: a path, or a whole
    /// [`TargetHealthCheck`].
    pub fn health_check(mut self, check: impl Into<TargetHealthCheck>) -> Self {
        self.target = self.target.health_check(check);
        self
    }

    /// How long a target that leaves may finish its requests; 30 seconds, if this is not said.
    pub fn deregistration_delay(mut self, delay: Duration) -> Self {
        self.target = self.target.deregistration_delay(delay);
        self
    }

    /// Says more about the load balancer.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use stackwright_aws::ec2::{Port, VpcHandle};
    /// # use stackwright_aws::elb::{Algorithm, AlbWithTargetGroup};
    /// # fn alb(vpc: VpcHandle) {
    /// let alb = AlbWithTargetGroup::new(vpc, Port::http(3000))
    ///     .balancer(|balancer| balancer.idle_timeout(Duration::from_secs(120)))
    ///     .target_group(|group| group.algorithm(Algorithm::LeastOutstandingRequests));
    /// # }
    /// ```
    pub fn balancer(
        mut self,
        set: impl FnOnce(ApplicationLoadBalancer) -> ApplicationLoadBalancer,
    ) -> Self {
        self.balancer = set(self.balancer);
        self
    }

    /// Says more about the target group.
    pub fn target_group(mut self, set: impl FnOnce(TargetGroup) -> TargetGroup) -> Self {
        self.target = set(self.target);
        self
    }

    /// Names the load balancer: at most 32 letters, digits and hyphens.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.balancer = self.balancer.name(name);
        self
    }

    /// Names the target group: at most 32 letters, digits and hyphens.
    pub fn target_group_name(mut self, name: impl IntoValue<Str>) -> Self {
        self.target = self.target.name(name);
        self
    }

    /// The subnets that it stands in, two or more, in different zones: their ids, a kind of them, or
    /// a [selection](crate::ec2::SubnetSelection).
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.balancer = self.balancer.subnets(subnets);
        self
    }

    /// Guards it with this group instead of one of its own; whom it lets in is then your affair.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Construct for AlbWithTargetGroup {
    type Handle = AlbHandle;

    fn build(mut self, scope: Scope<'_>) -> AlbHandle {
        // What is said of the load balancer itself is meant for this one listener as well.
        let said = self.balancer.take_front();
        self.certificate = self.certificate.or(said.certificate);
        #[cfg(feature = "certificatemanager")]
        if let (Some(domain), None) = (&said.domain, &self.certificate) {
            self.certificate = Some(domain.certificate(scope));
        }
        self.group = self.group.or(said.group);
        let port = self.listener.unwrap_or(match self.certificate {
            Some(_) => Port::https(443),
            None => Port::http(80),
        });
        let redirects = said.internet_facing && self.certificate.is_some();
        let redirect = (redirects && port.number() != Some(80)).then_some(Port::http(80));
        let redirect = redirect.filter(|_| said.only.is_none());
        let peer = said.only.map_or_else(Peer::any_ipv4, |list| {
            Peer::prefix_list(list).describe("CloudFront")
        });
        let group = self.group.unwrap_or_else(|| {
            let mut group = SecurityGroup::new(self.vpc).without_outbound();
            if said.internet_facing {
                for port in std::iter::once(port).chain(redirect) {
                    group = group.allow_from(peer.clone(), port);
                }
            }
            scope.add("SecurityGroup", group)
        });
        let balancer = scope.add("LoadBalancer", self.balancer.security_group(group));
        let target_group = scope.add("TargetGroup", self.target);
        let listener = scope.add(
            "Listener",
            Listener::forward(balancer, port, target_group)
                .with(self.certificate, |listener, arn| listener.certificate(arn)),
        );
        if let Some(redirect) = redirect {
            let to = Redirect::to_https().port(port.one().unwrap_or(443));
            scope.add(
                "Redirect",
                Listener::new(balancer, redirect, Action::redirect(to)),
            );
        }
        scope.at(balancer).set_data(Front(listener));
        #[cfg(feature = "certificatemanager")]
        if let Some(domain) = said.domain {
            domain.records(scope, balancer, said.ipv6);
        }
        scope.set_primary(balancer);
        AlbHandle::new(scope, balancer, target_group, listener, group)
    }
}

handle! {
    /// Names a load balancer with its listener and its target group. Has the attributes of the load
    /// balancer.
    pub struct AlbHandle {
        /// The load balancer.
        main load_balancer: LoadBalancerHandle,
        /// The target group.
        target_group: TargetGroupHandle,
        /// The listener.
        listener: ListenerHandle,
        /// The group that guards the load balancer.
        security_group: SecurityGroupHandle,
    }
}

impl Connectable for AlbHandle {
    fn guarded_by(self, _: Scope<'_>) -> Option<SecurityGroupHandle> {
        Some(self.security_group)
    }
}
