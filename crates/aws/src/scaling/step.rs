use std::time::Duration;

use stackwright_cfn::applicationautoscaling as cfn;
use stackwright_core::{Construct, Scope, With};

use super::policy::{name_of, only_with};
use super::said::{Pull, What};
use super::steps::{Direction, Steps, step_setters};
use super::target::Scaled;
use super::{Bounds, ScalableTargetHandle};
use crate::cloudwatch::Measure;
use crate::ecs::ServiceHandle;
use crate::units::whole_seconds;

/// What the number of a step is.
pub use cfn::scaling_policy::AdjustmentType;
/// How an alarm's values of several periods become one.
pub use cfn::scaling_policy::MetricAggregationType;

/// Changes capacity in steps, by how far a metric is from where all is well.
///
/// A step begins where the metric [is at least](Self::at_least) or [at most](Self::at_most)
/// something and ends where the next one begins, so steps cannot overlap or leave gaps.
///
/// It adds a policy and an alarm for each direction: `UpperPolicy` and `UpperAlarm` for what is at
/// least something, `LowerPolicy` and `LowerAlarm` for what is at most something. Alarms go off
/// *at* a threshold, not beyond it, so that one message starts one task.
///
/// ```
/// use stackwright_aws::cloudwatch::Metric;
/// use stackwright_aws::ecs::ServiceHandle;
/// use stackwright_aws::scaling::StepScaling;
/// # fn scaled(stack: stackwright_core::Scope<'_>, worker: ServiceHandle) {
/// let waiting = Metric::new("Shop/Orders", "Waiting").maximum();
/// let steps = StepScaling::new(worker, 1..=20, waiting)
///     .at_least(100, 1)
///     .at_least(1_000, 5)
///     .at_most(10, -1);
/// stack.add("Steps", steps);
/// # }
/// ```
///
/// Findings: `ECS190` (tracking that adds what steps take away), `ECS191` (other bounds), `ECS192`
/// (names in formulas), `ECS193` (no step, or two at one value).
///
/// <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-step-scaling-policies.html>
#[derive(Clone, Debug)]
pub struct StepScaling {
    scaled: Scaled,
    steps: Steps,
    cooldown: Option<Duration>,
}

impl StepScaling {
    /// Scales a service between two numbers of tasks, by a metric or a formula.
    pub fn new(
        service: impl Into<ServiceHandle>,
        capacity: impl Into<Bounds>,
        by: impl Into<Measure>,
    ) -> Self {
        let scaled = Scaled::service(service, Some(capacity.into()));
        StepScaling::scaling(scaled, by.into())
    }

    /// Scales what is no service of Amazon ECS.
    pub fn of(target: impl Into<ScalableTargetHandle>, by: impl Into<Measure>) -> Self {
        StepScaling::scaling(Scaled::Target(target.into()), by.into())
    }

    /// Scales a service between the numbers that another construct says.
    pub(super) fn of_service(service: ServiceHandle, by: impl Into<Measure>) -> Self {
        StepScaling::scaling(Scaled::service(service, None), by.into())
    }

    fn scaling(scaled: Scaled, measure: Measure) -> Self {
        StepScaling {
            scaled,
            steps: Steps::new(measure),
            cooldown: None,
        }
    }

    /// How long to wait after a step; 300 seconds, if this is not said.
    pub fn cooldown(mut self, cooldown: Duration) -> Self {
        self.cooldown = Some(cooldown);
        self
    }
}

step_setters!(StepScaling);

impl Construct for StepScaling {
    type Handle = ScalableTargetHandle;

    fn build(mut self, scope: Scope<'_>) -> ScalableTargetHandle {
        self.steps = self.steps.checked(scope);
        let target = self.scaled.target(None, scope);
        for direction in self.steps.directions() {
            self.add(direction, target, scope);
        }
        let takes_away = self.steps.takes_away();
        target.say(What::Pulls(Pull::Steps { takes_away }), scope);
        scope.set_primary(target);
        ScalableTargetHandle::new(scope)
    }
}

impl StepScaling {
    /// The policy of one direction, and the alarm that starts it.
    fn add(&self, direction: Direction, target: ScalableTargetHandle, scope: Scope<'_>) {
        let configuration = cfn::scaling_policy::StepScalingPolicyConfiguration::new()
            .adjustment_type(self.steps.adjustment.clone())
            .metric_aggregation_type(self.steps.aggregated())
            .with(self.cooldown, |policy, cooldown| {
                policy.cooldown(whole_seconds(cooldown))
            })
            .with(self.steps.magnitude, |policy, count| {
                policy.min_adjustment_magnitude(count)
            })
            .step_adjustments(self.steps.written(direction));
        let place = scope.scope(direction.policy_id());
        let policy = cfn::ScalingPolicy::new()
            .policy_name(name_of(place))
            .policy_type(cfn::scaling_policy::PolicyType::StepScaling)
            .scaling_target_id(target.reference())
            .step_scaling_policy_configuration(configuration)
            .build(place);
        only_with(policy, &self.scaled, scope);
        let alarm = self.steps.alarm(direction, policy, scope);
        only_with(alarm, &self.scaled, scope);
    }
}
