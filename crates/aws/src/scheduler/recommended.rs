//! What is measured of schedules, by their groups, and the alarm of it.

#[cfg(feature = "cloudwatch")]
use stackwright_core::Text;
use stackwright_core::{Handle, NodeId, Scope, Str, Value};

use super::ScheduledTaskHandle;
use crate::cloudwatch::Metric;
#[cfg(feature = "cloudwatch")]
use crate::cloudwatch::{Alarm, MissingData, RecommendedAlarms};

/// Kept on a schedule: the name of its group, by which Scheduler counts.
pub(super) struct InGroup(pub Value<Str>);

pub(super) fn metric(name: Value<Str>, group: Value<Str>) -> Metric {
    Metric::new("AWS/Scheduler", name).dimension("ScheduleGroup", group)
}

impl ScheduledTaskHandle {
    /// How often a start was given up after all tries, of this schedule and the others of its
    /// [group](super::ScheduleGroup), which Scheduler counts together.
    ///
    /// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html>
    pub fn dropped(self, scope: Scope<'_>) -> Metric {
        dropped(self.node(), scope)
    }

    /// The alarms that somebody who has to answer for it wants to have.
    ///
    /// - `Dropped`: a start was given up after all tries, of this schedule or another one of its
    ///   [group](super::ScheduleGroup).
    ///
    /// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html>
    #[cfg(feature = "cloudwatch")]
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), alarms)
    }
}

fn dropped(schedule: NodeId, scope: Scope<'_>) -> Metric {
    let group = scope.app().data::<InGroup>(schedule);
    let group = group.map(|group| group.0.clone());
    let group = group.unwrap_or_else(|| Value::from_expr("default".into()));
    metric(Value::from_expr("InvocationDroppedCount".into()), group).sum()
}

#[cfg(feature = "cloudwatch")]
fn alarms(node: NodeId, scope: Scope<'_>) -> Vec<(Text, Alarm)> {
    let alarm = Alarm::above(dropped(node, scope), 0.0);
    vec![("Dropped".into(), alarm.missing(MissingData::NotBreaching))]
}
