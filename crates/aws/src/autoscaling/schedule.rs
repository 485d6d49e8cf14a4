use stackwright_cfn::autoscaling as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use super::AutoScalingGroupHandle;
use crate::scaling::no_time;
use crate::schedule::{Cron, TimeZone};

/// Sets the size of a group at a time of the day.
///
/// The zone has to be said: without one AWS takes UTC, and the hour moves with daylight saving. A
/// change of the group replaces it.
///
/// # Findings
///
/// - `ECS199`: a time that is none, or that a group cannot have: a year, or `L`, `W` and `#`.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html>
///
/// ```
/// use stackwright_aws::autoscaling::{AutoScalingGroupHandle, ScheduledAction};
/// use stackwright_aws::schedule::{Cron, TimeZone};
/// # fn scheduled(stack: stackwright_core::Scope<'_>, workers: AutoScalingGroupHandle) {
/// let nights = ScheduledAction::new(workers, Cron::on_weekdays(20, 0), TimeZone::EUROPE_BERLIN);
/// stack.add("Nights", nights.min(0).max(0));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ScheduledAction {
    group: AutoScalingGroupHandle,
    when: Cron,
    zone: TimeZone,
    min: Option<u32>,
    max: Option<u32>,
    desired: Option<u32>,
    start: Option<Value<Str>>,
    end: Option<Value<Str>>,
}

impl ScheduledAction {
    /// At these times, again and again.
    pub fn new(group: impl Into<AutoScalingGroupHandle>, when: Cron, zone: TimeZone) -> Self {
        ScheduledAction {
            group: group.into(),
            when,
            zone,
            min: None,
            max: None,
            desired: None,
            start: None,
            end: None,
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

    /// Begins and ends, at moments as `2026-12-01T00:00:00Z`.
    pub fn from_until(mut self, start: impl IntoValue<Str>, end: impl IntoValue<Str>) -> Self {
        self.start = Some(start.into_value());
        self.end = Some(end.into_value());
        self
    }
}

impl Construct for ScheduledAction {
    type Handle = ScheduledActionHandle;

    fn build(self, scope: Scope<'_>) -> ScheduledActionHandle {
        let recurrence = self.when.unix().map_err(|fault| no_time(fault, scope));
        let action = cfn::ScheduledAction::new()
            .auto_scaling_group_name(self.group)
            .with(recurrence.ok(), |action, when| action.recurrence(when))
            .time_zone(self.zone)
            .with(self.min, |action, count| action.min_size(count))
            .with(self.max, |action, count| action.max_size(count))
            .with(self.desired, |action, count| action.desired_capacity(count))
            .with(self.start, |action, moment| action.start_time(moment))
            .with(self.end, |action, moment| action.end_time(moment));
        let action = scope.add("Resource", action);
        scope.of(action).only_with(self.group);
        scope.set_primary(action);
        ScheduledActionHandle::new(scope)
    }
}

handle! {
    /// Names a scheduled action.
    pub struct ScheduledActionHandle(cfn::ScheduledActionHandle);
}
