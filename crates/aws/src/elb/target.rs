use super::{AlbHandle, AnyLoadBalancer, ListenerHandle, LoadBalancerHandle, TargetGroupHandle};

/// A place behind a load balancer, for [`behind`](crate::ecs::FargateService::behind): the target
/// group that a service registers its tasks in, the listener that forwards to the group, and the
/// load balancer that requests come from.
///
/// What is made as one construct, as [`AlbWithTargetGroup`](super::AlbWithTargetGroup), is one by
/// itself; of parts it is put together here.
///
/// ```
/// use stackwright_aws::ec2::{Port, Vpc};
/// use stackwright_aws::elb::{ApplicationLoadBalancer, Listener, Target, TargetGroup};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let vpc = web.add("Vpc", Vpc::imported("vpc-0a1b2c3d").private(["subnet-0a1b2c3d", "subnet-1a2b3c4d"]));
/// let balancer = web.add("Balancer", ApplicationLoadBalancer::new(vpc));
/// let group = web.add("Group", TargetGroup::new(vpc, Port::http(3000)));
/// let listener = web.add("Listener", Listener::forward(balancer, Port::http(80), group));
/// let target = Target::new(balancer, listener, group);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub(crate) balancer: LoadBalancerHandle,
    pub(crate) listener: ListenerHandle,
    pub(crate) group: TargetGroupHandle,
}

impl Target {
    /// Targets of a group to which a listener of a load balancer forwards requests.
    pub fn new(
        balancer: impl Into<AnyLoadBalancer>,
        listener: impl Into<ListenerHandle>,
        group: impl Into<TargetGroupHandle>,
    ) -> Self {
        Target {
            balancer: balancer.into().handle(),
            listener: listener.into(),
            group: group.into(),
        }
    }
}

impl From<AlbHandle> for Target {
    fn from(alb: AlbHandle) -> Self {
        Target::new(alb.load_balancer(), alb.listener(), alb.target_group())
    }
}
