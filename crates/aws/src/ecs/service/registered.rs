use stackwright_cfn::ecs::service as cfn;
use stackwright_core::{IntoValue, Str, Value};

use super::Service;
use crate::ecs::launch::Launch;
use crate::elb::TargetGroupHandle;

/// A container that is registered in a target group, and its port.
#[derive(Clone, Debug)]
pub(super) struct Registered {
    group: TargetGroupHandle,
    container: Value<Str>,
    port: u16,
}

impl<On: Launch> Service<On> {
    /// Registers a container of its task, on this port, in a target group, and does no more: what sends requests to
    /// the group, whether that is let in, and that the service waits for it is said where these are made. Said
    /// again, in that group, too.
    ///
    /// It is for target groups that are deployed, with their listeners and rules, as a template has them that is moved here; a
    /// place [behind](Self::behind) a load balancer says all of it.
    ///
    /// ```
    /// # use stackwright_aws::ecs::{ClusterHandle, FargateService, FargateTask};
    /// # use stackwright_aws::elb::TargetGroupHandle;
    /// # fn build(cluster: ClusterHandle, task: FargateTask, group: TargetGroupHandle) -> FargateService {
    /// FargateService::new(cluster, task).registered_in(group, "web", 8080)
    /// # }
    /// ```
    ///
    /// ECS refuses a target group that no listener forwards to.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html>
    pub fn registered_in(
        mut self,
        group: impl Into<TargetGroupHandle>,
        container: impl IntoValue<Str>,
        port: u16,
    ) -> Self {
        self.options.registered.push(Registered {
            group: group.into(),
            container: container.into_value(),
            port,
        });
        self
    }
}

impl Registered {
    pub fn into_property(self) -> cfn::LoadBalancer {
        cfn::LoadBalancer::new()
            .container_name(self.container)
            .container_port(u32::from(self.port))
            .target_group_arn(self.group)
    }
}
