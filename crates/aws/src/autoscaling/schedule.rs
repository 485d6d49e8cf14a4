use stackwright_cfn::autoscaling as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use super::AutoScalingGroupHandle;

/// Sets the size of a group at a time of the day.
///
/// The zone has to be said: without one AWS takes UTC, and the hour moves with daylight saving.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html>
#[derive(Clone, Debug)]
pub struct ScheduledAction {
    group: AutoScalingGroupHandle,
    recurrence: Value<Str>,
    zone: Value<Str>,
    min: Option<u32>,
    max: Option<u32>,
    desired: Option<u32>,
}

impl ScheduledAction {
    /// At the times of a cron expression of five fields, as `0 20 * * MON-FRI`, in a time zone as
    /// `Europe/Berlin`.
    pub fn new(
        group: impl Into<AutoScalingGroupHandle>,
        recurrence: impl IntoValue<Str>,
        zone: impl IntoValue<Str>,
    ) -> Self {
        ScheduledAction {
            group: group.into(),
            recurrence: recurrence.into_value(),
            zone: zone.into_value(),
            min: None,
            max: None,
            desired: None,
        }
    }

    /// The least number of instances from then on.
    pub fn min(mut self, count: u32) -> Self {
        self.min = Some(count);
        self
    }

    /// The greatest number of instances from then on.
    pub fn max(mut self, count: u32) -> Self {
        self.max = Some(count);
        self
    }

    /// How many instances there are to be at that time.
    pub fn desired(mut self, count: u32) -> Self {
        self.desired = Some(count);
        self
    }
}

impl Construct for ScheduledAction {
    type Handle = ScheduledActionHandle;

    fn build(self, scope: Scope<'_>) -> ScheduledActionHandle {
        let action = cfn::ScheduledAction::new()
            .auto_scaling_group_name(self.group)
            .recurrence(self.recurrence)
            .time_zone(self.zone)
            .with(self.min, |action, count| action.min_size(count))
            .with(self.max, |action, count| action.max_size(count))
            .with(self.desired, |action, count| action.desired_capacity(count));
        scope.set_primary(scope.add("Resource", action));
        ScheduledActionHandle::new(scope)
    }
}

handle! {
    /// Names a scheduled action.
    pub struct ScheduledActionHandle(cfn::ScheduledActionHandle);
}
