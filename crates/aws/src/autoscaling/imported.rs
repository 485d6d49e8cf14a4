use stackwright_core::{Construct, IntoValue, Scope, Str, Value};

use super::{AutoScalingGroup, AutoScalingGroupHandle};
use crate::ec2::{Guarded, SecurityGroupHandle};

/// A group that exists; see [`AutoScalingGroup::imported`].
#[derive(Clone, Debug)]
pub struct ImportedAutoScalingGroup {
    name: Value<Str>,
    group: Option<SecurityGroupHandle>,
}

impl AutoScalingGroup {
    /// A group that exists in this account and region, by its name: to scale it, or as capacity of
    /// a cluster, for which it has to bring what instances of ECS need. It is left alone.
    pub fn imported(name: impl IntoValue<Str>) -> ImportedAutoScalingGroup {
        ImportedAutoScalingGroup {
            name: name.into_value(),
            group: None,
        }
    }
}

impl ImportedAutoScalingGroup {
    /// The group that guards its instances, for connections.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Construct for ImportedAutoScalingGroup {
    type Handle = AutoScalingGroupHandle;

    fn build(self, scope: Scope<'_>) -> AutoScalingGroupHandle {
        scope.define("Ref", self.name.clone());
        scope.define("AutoScalingGroupName", self.name);
        if let Some(group) = self.group {
            Guarded::by(scope, group);
        }
        AutoScalingGroupHandle::new(scope)
    }
}
