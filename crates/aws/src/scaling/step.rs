use std::time::Duration;

use stackwright_cfn::applicationautoscaling as cfn;
use stackwright_cfn::cloudwatch;
use stackwright_codes as codes;
use stackwright_core::{Construct, Scope, With};

use super::policy::{name_of, only_with};
use super::queries::report;
use super::said::{Pull, What};
use super::target::Scaled;
use super::{Bounds, ScalableTargetHandle};
use crate::cloudwatch::{Measure, Statistic};
use crate::ecs::ServiceHandle;
use crate::units::{number, whole_seconds};

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
    measure: Measure,
    upper: Vec<Step>,
    lower: Vec<Step>,
    adjustment: AdjustmentType,
    cooldown: Option<Duration>,
    magnitude: Option<u32>,
    periods: u32,
    datapoints: Option<u32>,
    aggregation: Option<MetricAggregationType>,
    without_data: Option<cloudwatch::alarm::TreatMissingData>,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    from: f64,
    change: i64,
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
            measure,
            upper: Vec::new(),
            lower: Vec::new(),
            adjustment: AdjustmentType::ChangeInCapacity,
            cooldown: None,
            magnitude: None,
            periods: 1,
            datapoints: None,
            aggregation: None,
            without_data: None,
        }
    }

    /// What to do from here upwards, until the next step.
    pub fn at_least(mut self, value: impl Into<f64>, change: i64) -> Self {
        let from = value.into();
        self.upper.push(Step { from, change });
        self
    }

    /// What to do from here downwards, until the next step.
    pub fn at_most(mut self, value: impl Into<f64>, change: i64) -> Self {
        let from = value.into();
        self.lower.push(Step { from, change });
        self
    }

    /// What the numbers of steps are: so many more or less, if this is not said; a share of what
    /// there is; or how many there are to be.
    pub fn adjustment(mut self, kind: AdjustmentType) -> Self {
        self.adjustment = kind;
        self
    }

    /// How long to wait after a step; 300 seconds, if this is not said.
    pub fn cooldown(mut self, cooldown: Duration) -> Self {
        self.cooldown = Some(cooldown);
        self
    }

    /// How many to change at least, where steps are shares.
    pub fn min_adjustment_magnitude(mut self, count: u32) -> Self {
        self.magnitude = Some(count);
        self
    }

    /// How many periods of the metric are looked at; 1, if this is not said.
    pub fn evaluation_periods(mut self, periods: u32) -> Self {
        self.periods = periods;
        self
    }

    /// In how many of these periods it must be so; in all, if this is not said.
    pub fn datapoints_to_alarm(mut self, datapoints: u32) -> Self {
        self.datapoints = Some(datapoints);
        self
    }

    /// How values become one; as the metric's statistic says, if this is not said.
    pub fn aggregation(mut self, aggregation: MetricAggregationType) -> Self {
        self.aggregation = Some(aggregation);
        self
    }

    /// Takes periods without a value for periods in which nothing is to be done.
    pub fn without_data_is_fine(mut self) -> Self {
        self.without_data = Some(cloudwatch::alarm::TreatMissingData::NotBreaching);
        self
    }
}

impl Construct for StepScaling {
    type Handle = ScalableTargetHandle;

    fn build(mut self, scope: Scope<'_>) -> ScalableTargetHandle {
        self.upper.sort_by(|a, b| a.from.total_cmp(&b.from));
        self.lower.sort_by(|a, b| b.from.total_cmp(&a.from));
        self.check(scope);
        // What is left of two is told; the rest is as it should be.
        self.upper.dedup_by(|b, a| a.from == b.from);
        self.lower.dedup_by(|b, a| a.from == b.from);
        let target = self.scaled.target(None, scope);
        for direction in [Direction::Upper, Direction::Lower] {
            self.add(direction, target, scope);
        }
        let is_exact = matches!(self.adjustment, AdjustmentType::ExactCapacity);
        let takes_away = is_exact || self.steps().any(|step| step.change < 0);
        target.say(What::Pulls(Pull::Steps { takes_away }), scope);
        scope.set_primary(target);
        ScalableTargetHandle::new(scope)
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Upper,
    Lower,
}

impl StepScaling {
    fn steps(&self) -> impl Iterator<Item = &Step> {
        self.upper.iter().chain(&self.lower)
    }

    /// The policy of one direction, and the alarm that starts it.
    fn add(&self, direction: Direction, target: ScalableTargetHandle, scope: Scope<'_>) {
        let (steps, policy_id, alarm_id, operator) = match direction {
            Direction::Upper => (
                &self.upper,
                "UpperPolicy",
                "UpperAlarm",
                cloudwatch::alarm::ComparisonOperator::GreaterThanOrEqualToThreshold,
            ),
            Direction::Lower => (
                &self.lower,
                "LowerPolicy",
                "LowerAlarm",
                cloudwatch::alarm::ComparisonOperator::LessThanOrEqualToThreshold,
            ),
        };
        let Some(threshold) = steps.first().map(|step| step.from) else {
            return;
        };
        let configuration = cfn::scaling_policy::StepScalingPolicyConfiguration::new()
            .adjustment_type(self.adjustment.clone())
            .metric_aggregation_type(self.aggregated())
            .with(self.cooldown, |policy, cooldown| {
                policy.cooldown(whole_seconds(cooldown))
            })
            .with(self.magnitude, |policy, count| {
                policy.min_adjustment_magnitude(count)
            })
            .step_adjustments(written(direction, steps));
        let place = scope.scope(policy_id);
        let policy = cfn::ScalingPolicy::new()
            .policy_name(name_of(place))
            .policy_type(cfn::scaling_policy::PolicyType::StepScaling)
            .scaling_target_id(target.reference())
            .step_scaling_policy_configuration(configuration)
            .build(place);
        only_with(policy, &self.scaled, scope);

        let alarm = cloudwatch::Alarm::new()
            .comparison_operator(operator)
            .threshold(number(threshold))
            .evaluation_periods(self.periods)
            .with(self.datapoints, |alarm, datapoints| {
                alarm.datapoints_to_alarm(datapoints)
            })
            .with(self.without_data.clone(), |alarm, treat| {
                alarm.treat_missing_data(treat)
            })
            .alarm_actions([policy]);
        let (alarm, faults) = self.measure.watched_by(alarm);
        if matches!(direction, Direction::Upper) || self.upper.is_empty() {
            report(faults, scope);
        }
        let alarm = scope.add(alarm_id, alarm);
        only_with(alarm, &self.scaled, scope);
    }

    fn aggregated(&self) -> MetricAggregationType {
        let by_statistic = || match &self.measure {
            Measure::Metric(metric) => match metric.statistic {
                Statistic::Maximum => MetricAggregationType::Maximum,
                Statistic::Minimum => MetricAggregationType::Minimum,
                _ => MetricAggregationType::Average,
            },
            Measure::Math(_) => MetricAggregationType::Average,
        };
        self.aggregation.clone().unwrap_or_else(by_statistic)
    }

    fn check(&self, scope: Scope<'_>) {
        if self.steps().next().is_none() {
            let found = codes::ECS193.finding("steps without a step");
            scope.report(found.help("say what to do where, as `.at_least(100, 1)`"));
        }
        for steps in [&self.upper, &self.lower] {
            for pair in steps.windows(2) {
                if let [one, other] = pair
                    && one.from == other.from
                {
                    let message = format!("two steps begin at {}", one.from);
                    let found = codes::ECS193.finding(message);
                    scope.report(found.help("say one step for each value"));
                }
            }
        }
        if let (Some(upper), Some(lower)) = (self.upper.first(), self.lower.first())
            && upper.from <= lower.from
        {
            let message = format!(
                "steps go up from {} and down from {}, so that both are taken between them",
                upper.from, lower.from
            );
            let found = codes::ECS193.finding(message);
            scope.report(found.help("leave room between them, where nothing is done"));
        }
    }
}

/// Steps as distances from the threshold of the alarm: each goes on to where the next one begins.
fn written(direction: Direction, steps: &[Step]) -> Vec<cfn::scaling_policy::StepAdjustment> {
    let threshold = steps.first().map_or(0.0, |step| step.from);
    let ends = steps.iter().skip(1).map(|step| Some(step.from));
    let ends = ends.chain([None]);
    let written = steps.iter().zip(ends).map(|(step, end)| {
        let begin = number(step.from - threshold);
        let end = end.map(|end| number(end - threshold));
        let adjustment = cfn::scaling_policy::StepAdjustment::new().scaling_adjustment(step.change);
        match direction {
            Direction::Upper => adjustment
                .metric_interval_lower_bound(begin)
                .with(end, |step, end| step.metric_interval_upper_bound(end)),
            Direction::Lower => adjustment
                .with(end, |step, end| step.metric_interval_lower_bound(end))
                .metric_interval_upper_bound(begin),
        }
    });
    written.collect()
}
