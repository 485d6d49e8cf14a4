use stackwright_cfn::vpclattice as cfn;
use stackwright_cfn::vpclattice::target_group as parts;
use stackwright_codes as codes;
use stackwright_core::{Construct, Expr, Handle, IntoValue, Scope, Str, Value, With};

use super::LatticeTargetGroupHandle;
use crate::ec2::{ApplicationProtocol, Guarded, Peer, Port, VpcHandle};
use crate::elb::{ListenerHandle, LoadBalancerHandle};

/// A load balancer that requests of VPC Lattice end at: with rules of its own, and services behind it
/// that know nothing of VPC Lattice.
///
/// Its group lets VPC Lattice in, if it is one of this program. It is made after the listener on the
/// port, without which the load balancer is no target; its health is not asked for.
///
/// ```
/// use stackwright_aws::vpclattice::{LatticeAction, LatticeAlbTargetGroup, LatticeListener, LatticeService};
/// # use stackwright_aws::ec2::{Peer, Port, VpcHandle};
/// # use stackwright_aws::elb::{ListenerHandle, LoadBalancerHandle};
/// # use stackwright_core::Scope;
/// # fn build(web: Scope<'_>, vpc: VpcHandle, front: LoadBalancerHandle, listener: ListenerHandle) {
/// let lattice = Peer::prefix_list("pl-0721453c7ac4ec009");
/// let group = LatticeAlbTargetGroup::new(vpc, Port::http(80), front, listener, lattice);
/// let group = web.add("Group", group);
/// let shop = web.add("Shop", LatticeService::new());
/// let all = LatticeAction::forward(group);
/// web.add("Http", LatticeListener::new(shop, Port::http(80), all));
/// # }
/// ```
///
/// A change of the VPC, the port or the name replaces it.
///
/// # Findings
///
/// - `LAT102`: the load balancer faces the internet.
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/alb-target.html>
#[derive(Clone, Debug)]
pub struct LatticeAlbTargetGroup {
    vpc: VpcHandle,
    port: Port,
    balancer: LoadBalancerHandle,
    listener: ListenerHandle,
    peer: Peer,
    name: Option<Value<Str>>,
}

impl LatticeAlbTargetGroup {
    /// A load balancer in a VPC that listens on a port, as `Port::http(80)`, to VPC Lattice, as
    /// `Peer::prefix_list("pl-0721453c7ac4ec009")`.
    pub fn new(
        vpc: impl Into<VpcHandle>,
        port: Port,
        balancer: impl Into<LoadBalancerHandle>,
        listener: impl Into<ListenerHandle>,
        lattice: Peer,
    ) -> Self {
        LatticeAlbTargetGroup {
            vpc: vpc.into(),
            port,
            balancer: balancer.into(),
            listener: listener.into(),
            peer: lattice,
            name: None,
        }
    }

    /// Names it: 3 to 128 small letters, digits and hyphens. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }
}

impl Construct for LatticeAlbTargetGroup {
    type Handle = LatticeTargetGroupHandle;

    fn build(self, scope: Scope<'_>) -> LatticeTargetGroupHandle {
        let faces_internet = scope.app().read_props(self.balancer.node(), |props| {
            props.get("Scheme").and_then(Expr::as_str) == Some("internet-facing")
        });
        if faces_internet == Some(true) {
            let path = scope.at(self.balancer).path();
            let found = codes::LAT102.finding(format!("`{path}` faces the internet"));
            scope.report(found);
        }
        if let Some(group) = Guarded::group(scope, self.balancer) {
            group.let_in(scope, self.peer, self.port.bare());
        }
        let protocol = match self.port.application() {
            Some(ApplicationProtocol::Https) => parts::TargetGroupConfigProtocol::Https,
            _ => parts::TargetGroupConfigProtocol::Http,
        };
        let arn: Value<Str> = self.balancer.load_balancer_arn().assume();
        let target = parts::Target::new().id(arn);
        let target = target.with(self.port.number(), |target, port| target.port(port));
        let config = parts::TargetGroupConfig::new()
            .vpc_identifier(self.vpc.vpc_id())
            .protocol(protocol)
            .with(self.port.number(), |config, port| config.port(port));
        let group = cfn::TargetGroup::new()
            .r#type(parts::Type::Alb)
            .config(config)
            .targets([target])
            .with(self.name, |group, name| group.name(name));
        let group = scope.add("Resource", group);
        scope.of(group).depends_on(self.listener);
        scope.set_primary(group);
        LatticeTargetGroupHandle::from(group)
    }
}
