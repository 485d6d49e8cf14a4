use stackwright_cfn::scheduler as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, sub};

use super::recommended::metric;
use crate::cloudwatch::Metric;

/// Schedules that belong together: they share tags and metrics, and go with the group.
///
/// It is named after the stack, unless it is named. Another name replaces it, and its schedules with it.
///
/// ```
/// use stackwright_aws::scheduler::ScheduleGroup;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let nights = app.stack("Reports").add("Nights", ScheduleGroup::new());
/// ```
///
/// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-group.html>
#[derive(Clone, Debug)]
pub struct ScheduleGroup {
    name: Option<Value<Str>>,
}

impl ScheduleGroup {
    /// A group without schedules.
    #[allow(
        clippy::new_without_default,
        reason = "a group is made for schedules, not by default"
    )]
    pub fn new() -> Self {
        ScheduleGroup { name: None }
    }

    /// A group that exists, by its name, as `default`.
    pub fn imported(name: impl IntoValue<Str>) -> ImportedScheduleGroup {
        ImportedScheduleGroup {
            name: name.into_value(),
        }
    }

    /// Names it: at most 64 letters, digits, `.`, `-` and `_`. A named group cannot be replaced by
    /// CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }
}

impl Construct for ScheduleGroup {
    type Handle = ScheduleGroupHandle;

    fn build(self, scope: Scope<'_>) -> ScheduleGroupHandle {
        let group = cfn::ScheduleGroup::new().with(self.name, |group, name| group.name(name));
        scope.set_primary(scope.add("Resource", group));
        ScheduleGroupHandle::new(scope)
    }
}

/// A group of schedules that exists; see [`ScheduleGroup::imported`].
#[derive(Clone, Debug)]
pub struct ImportedScheduleGroup {
    name: Value<Str>,
}

impl Construct for ImportedScheduleGroup {
    type Handle = ScheduleGroupHandle;

    fn build(self, scope: Scope<'_>) -> ScheduleGroupHandle {
        let name = self.name;
        let arn = sub!(
            "arn:{AWS::Partition}:scheduler:{AWS::Region}:{AWS::AccountId}:schedule-group/{name}"
        );
        scope.define("Ref", name);
        scope.define("Arn", arn);
        ScheduleGroupHandle::new(scope)
    }
}

handle! {
    /// Names a group of schedules.
    pub struct ScheduleGroupHandle(cfn::ScheduleGroupHandle);
}

impl ScheduleGroupHandle {
    /// One of its metrics in `AWS/Scheduler`, by name, as `InvocationAttemptCount`.
    ///
    /// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        metric(name.into_value(), self.reference().assume())
    }

    /// How often what is started could not be.
    pub fn target_errors(self) -> Metric {
        self.metric("TargetErrorCount").sum()
    }

    /// How often a start was given up, after all tries.
    pub fn dropped(self) -> Metric {
        self.metric("InvocationDroppedCount").sum()
    }
}
