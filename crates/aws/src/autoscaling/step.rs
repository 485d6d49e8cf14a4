use std::time::Duration;

use stackwright_cfn::applicationautoscaling::scaling_policy::StepAdjustment;
use stackwright_cfn::autoscaling as cfn;
use stackwright_core::{Construct, IntoValue, List, Scope, Value, With};

use super::AutoScalingGroupHandle;
use super::said::{How, Scales};
use crate::cloudwatch::Measure;
use crate::scaling::{AdjustmentType, Direction, MetricAggregationType, Steps, step_setters};
use crate::units::whole_seconds;

/// Changes the number of a group's instances in steps, by how far a metric is from where all is
/// well: AWS CDK's `StepScalingPolicy`.
///
/// A step begins where the metric [is at least](Self::at_least) or [at most](Self::at_most)
/// something and ends where the next one begins, so steps cannot overlap or leave gaps.
///
/// It adds a policy and an alarm for each direction: `UpperPolicy` and `UpperAlarm` for what is at
/// least something, `LowerPolicy` and `LowerAlarm` for what is at most something. Alarms go off *at*
/// a threshold, not beyond it. A change of the group replaces them.
///
/// # Findings
///
/// - `ECS178`: ECS scales the group already.
/// - `ECS190`: tracking that adds what steps take away.
/// - `ECS192`: names in formulas.
/// - `ECS193`: no step, or two at one value.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html>
///
/// ```
/// use stackwright_aws::autoscaling::{AutoScalingGroupHandle, GroupStepScaling};
/// use stackwright_aws::cloudwatch::Metric;
/// # fn scaled(stack: stackwright_core::Scope<'_>, workers: AutoScalingGroupHandle) {
/// let waiting = Metric::new("Shop/Jobs", "Waiting").maximum();
/// let steps = GroupStepScaling::new(workers, waiting).at_least(100, 1).at_least(1_000, 5).at_most(10, -1);
/// stack.add("Steps", steps);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct GroupStepScaling {
    group: AutoScalingGroupHandle,
    steps: Steps,
    warmup: Option<Duration>,
}

impl GroupStepScaling {
    /// Scales a group between its sizes, by a metric or a formula.
    pub fn new(group: impl Into<AutoScalingGroupHandle>, by: impl Into<Measure>) -> Self {
        GroupStepScaling {
            group: group.into(),
            steps: Steps::new(by.into()),
            warmup: None,
        }
    }

    /// How long a new instance takes until its metrics count; as the group says, if this is not
    /// said.
    pub fn warmup(mut self, time: Duration) -> Self {
        self.warmup = Some(time);
        self
    }
}

step_setters!(GroupStepScaling);

impl Construct for GroupStepScaling {
    type Handle = AutoScalingGroupHandle;

    fn build(mut self, scope: Scope<'_>) -> AutoScalingGroupHandle {
        self.steps = self.steps.checked(scope);
        for direction in self.steps.directions() {
            self.add(direction, scope);
        }
        let takes_away = self.steps.takes_away();
        Scales::say(self.group, How::Steps { takes_away }, scope);
        scope.set_primary(self.group);
        AutoScalingGroupHandle::new(scope)
    }
}

impl GroupStepScaling {
    /// The policy of one direction, and the alarm that starts it. What steps are is the same as for
    /// services, in the same words.
    fn add(&self, direction: Direction, scope: Scope<'_>) {
        let steps: Value<List<StepAdjustment>> = self.steps.written(direction).into_value();
        let adjustment: Value<AdjustmentType> = self.steps.adjustment.clone().into_value();
        let aggregation: Value<MetricAggregationType> = self.steps.aggregated().into_value();
        let policy = cfn::ScalingPolicy::new()
            .auto_scaling_group_name(self.group)
            .policy_type(cfn::scaling_policy::PolicyType::StepScaling)
            .adjustment_type(adjustment.assume::<cfn::scaling_policy::AdjustmentType>())
            .metric_aggregation_type(
                aggregation.assume::<cfn::scaling_policy::MetricAggregationType>(),
            )
            .with(self.warmup, |policy, time| {
                policy.estimated_instance_warmup(whole_seconds(time))
            })
            .with(self.steps.magnitude, |policy, count| {
                policy.min_adjustment_magnitude(count)
            })
            .step_adjustments(steps.assume::<List<cfn::scaling_policy::StepAdjustment>>());
        let policy = scope.add(direction.policy_id(), policy);
        scope.of(policy).only_with(self.group);
        let alarm = self.steps.alarm(direction, policy, scope);
        scope.of(alarm).only_with(self.group);
    }
}
