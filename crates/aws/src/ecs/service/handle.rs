use stackwright_cfn::ecs as cfn;
use stackwright_core::{Handle, Scope, Str, Value, handle};

use crate::ec2::{Connectable, Guarded, SecurityGroupHandle};
use crate::ecs::ClusterHandle;
use crate::elb::{Attached, Target, TargetGroupHandle, TargetMetrics};
use crate::iam::Grantee;
use crate::servicediscovery::DiscoveryServiceHandle;
use crate::{as_written, gathered};

/// What others need to know of a service.
pub(super) struct Parts {
    pub cluster: ClusterHandle,
    pub discovery: Option<DiscoveryServiceHandle>,
    /// The target groups that its tasks are registered in, and what sends requests there; nothing
    /// where that is not known.
    pub attached: Option<Vec<Attached>>,
}

/// An application load balancer, by the name that CloudWatch has for it, and the targets there.
pub(crate) struct Counted {
    pub balancer: Value<Str>,
    pub group: TargetGroupHandle,
    /// Where the tasks are by turns, if deployments shift requests.
    pub alternate: Option<TargetGroupHandle>,
}

handle! {
    /// Names a service.
    pub struct ServiceHandle(cfn::ServiceHandle);
}

impl Connectable for ServiceHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl From<ServiceHandle> for Grantee {
    /// Its containers: the role of its task.
    fn from(service: ServiceHandle) -> Self {
        Grantee::acting(service)
    }
}

impl ServiceHandle {
    /// The cluster that it runs in; nothing for a typed service whose properties do not refer to one.
    pub fn cluster(self, scope: Scope<'_>) -> Option<ClusterHandle> {
        let told = scope.data::<Parts>(self).map(|parts| parts.cluster);
        told.or_else(|| as_written::cluster(scope.app(), self.node()))
    }

    /// The group that guards it: the first one, if there are several.
    pub fn security_group(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }

    /// Whether it is known not to stand behind a load balancer.
    pub(crate) fn is_not_behind(self, target: Target, scope: Scope<'_>) -> bool {
        scope.data::<Parts>(self).is_some_and(|parts| {
            parts.attached.as_ref().is_some_and(|attached| {
                let mut groups = attached.iter().map(|attached| attached.group);
                !groups.any(|group| group.node() == target.group.node())
            })
        })
    }

    /// Where requests to it are counted.
    pub(crate) fn counted(self, scope: Scope<'_>) -> Vec<Counted> {
        let Some(parts) = scope.data::<Parts>(self) else {
            return Vec::new();
        };
        let known = parts.attached.iter().flatten();
        known
            .filter_map(|attached| {
                Some(Counted {
                    balancer: attached.counted.clone()?,
                    group: attached.group,
                    alternate: attached.alternate.as_ref().map(|other| other.group),
                })
            })
            .collect()
    }

    /// What is measured of its tasks as targets of load balancers, a place each, in the order in
    /// which they were said.
    pub fn targets(self, scope: Scope<'_>) -> Vec<TargetMetrics> {
        let Some(parts) = scope.data::<Parts>(self) else {
            return Vec::new();
        };
        let known = parts.attached.iter().flatten();
        gathered(known.filter_map(|attached| attached.measured))
    }

    /// The service of Cloud Map by which it is discovered, if it is.
    pub fn discovery(self, scope: Scope<'_>) -> Option<DiscoveryServiceHandle> {
        scope.data::<Parts>(self)?.discovery
    }
}
