use stackwright_cfn::scheduler as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, handle, sub};

use super::ScheduledTask;
use crate::ec2::{Connectable, Guarded, SecurityGroupHandle};
use crate::ecs::TaskHandle;

handle! {
    /// Names a schedule of a task.
    pub struct ScheduledTaskHandle(cfn::ScheduleHandle);
}

/// Kept on a schedule: what it runs.
pub(super) struct Runs(pub TaskHandle);

impl ScheduledTaskHandle {
    /// The task that it runs, where that is known.
    pub fn task(self, scope: Scope<'_>) -> Option<TaskHandle> {
        scope.data::<Runs>(self).map(|runs| runs.0)
    }
}

impl Connectable for ScheduledTaskHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl ScheduledTask {
    /// A schedule that exists, by its name, in the group of this name, as `default`.
    pub fn imported(group: impl IntoValue<Str>, name: impl IntoValue<Str>) -> ImportedSchedule {
        ImportedSchedule {
            group: group.into_value(),
            name: name.into_value(),
        }
    }
}

/// A schedule that exists; see [`ScheduledTask::imported`].
#[derive(Clone, Debug)]
pub struct ImportedSchedule {
    group: Value<Str>,
    name: Value<Str>,
}

impl Construct for ImportedSchedule {
    type Handle = ScheduledTaskHandle;

    fn build(self, scope: Scope<'_>) -> ScheduledTaskHandle {
        let (group, name) = (self.group, self.name);
        let arn = sub!(
            "arn:{AWS::Partition}:scheduler:{AWS::Region}:{AWS::AccountId}:schedule/{group}/{name}"
        );
        scope.define("Ref", name);
        scope.define("Arn", arn);
        scope.set_data(super::recommended::InGroup(group));
        ScheduledTaskHandle::new(scope)
    }
}
