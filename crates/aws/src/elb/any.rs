use stackwright_cfn::elasticloadbalancingv2 as cfn;

use super::{AlbHandle, LoadBalancerHandle, NetworkLoadBalancerHandle};

/// A load balancer of either kind, where both will do.
///
/// It is made of the handle of one: whoever takes it is given that.
#[derive(Clone, Copy, Debug)]
pub struct AnyLoadBalancer(LoadBalancerHandle);

impl AnyLoadBalancer {
    /// What both have: a name, an ARN, a group that guards them.
    pub(crate) fn handle(self) -> LoadBalancerHandle {
        self.0
    }
}

impl From<LoadBalancerHandle> for AnyLoadBalancer {
    fn from(balancer: LoadBalancerHandle) -> Self {
        AnyLoadBalancer(balancer)
    }
}

impl From<NetworkLoadBalancerHandle> for AnyLoadBalancer {
    fn from(balancer: NetworkLoadBalancerHandle) -> Self {
        AnyLoadBalancer(balancer.as_balancer())
    }
}

impl From<AlbHandle> for AnyLoadBalancer {
    fn from(alb: AlbHandle) -> Self {
        AnyLoadBalancer(alb.load_balancer())
    }
}

impl From<cfn::LoadBalancerHandle> for AnyLoadBalancer {
    fn from(balancer: cfn::LoadBalancerHandle) -> Self {
        AnyLoadBalancer(balancer.into())
    }
}
