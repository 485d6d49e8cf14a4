use stackwright_cfn::applicationautoscaling::scaling_policy as cfn;
use stackwright_cfn::cloudwatch;
use stackwright_cfn::kind::cloudwatch::ScalingPolicyArnOrScalingPolicyArnOrTopicArn as ActionArn;
use stackwright_codes as codes;
use stackwright_core::{IntoValue, Scope, Value, With, sort_few};

use super::{AdjustmentType, MetricAggregationType};
use crate::cloudwatch::{Measure, Statistic};
use crate::gathered;
use crate::units::number;

/// What is done by how far a metric is from where all is well, and when: of services, and of groups
/// of instances, which have the same words for it.
#[derive(Clone, Debug)]
pub(crate) struct Steps {
    pub measure: Measure,
    pub upper: Vec<Step>,
    pub lower: Vec<Step>,
    pub adjustment: AdjustmentType,
    pub magnitude: Option<u32>,
    pub periods: u32,
    pub datapoints: Option<u32>,
    pub aggregation: Option<MetricAggregationType>,
    pub without_data: Option<cloudwatch::alarm::TreatMissingData>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub from: f64,
    pub change: i64,
}

/// Upwards from a threshold, or downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Upper,
    Lower,
}

impl Direction {
    pub fn policy_id(self) -> &'static str {
        match self {
            Direction::Upper => "UpperPolicy",
            Direction::Lower => "LowerPolicy",
        }
    }

    pub fn alarm_id(self) -> &'static str {
        match self {
            Direction::Upper => "UpperAlarm",
            Direction::Lower => "LowerAlarm",
        }
    }

    /// Alarms go off at a threshold, not beyond it.
    fn operator(self) -> cloudwatch::alarm::ComparisonOperator {
        use cloudwatch::alarm::ComparisonOperator as Operator;

        match self {
            Direction::Upper => Operator::GreaterThanOrEqualToThreshold,
            Direction::Lower => Operator::LessThanOrEqualToThreshold,
        }
    }
}

impl Steps {
    pub fn new(measure: Measure) -> Self {
        Steps {
            measure,
            upper: Vec::new(),
            lower: Vec::new(),
            adjustment: AdjustmentType::ChangeInCapacity,
            magnitude: None,
            periods: 1,
            datapoints: None,
            aggregation: None,
            without_data: None,
        }
    }

    /// In the order in which they are taken. What cannot be is told, and the rest is as it should
    /// be.
    pub fn checked(mut self, scope: Scope<'_>) -> Self {
        sort_few(&mut self.upper, |a, b| a.from < b.from);
        sort_few(&mut self.lower, |a, b| a.from > b.from);
        self.check(scope);
        self.upper.dedup_by(|b, a| a.from == b.from);
        self.lower.dedup_by(|b, a| a.from == b.from);
        self
    }

    fn all(&self) -> impl Iterator<Item = &Step> {
        self.upper.iter().chain(&self.lower)
    }

    fn of(&self, direction: Direction) -> &[Step] {
        match direction {
            Direction::Upper => &self.upper,
            Direction::Lower => &self.lower,
        }
    }

    /// The directions in which there are steps.
    pub fn directions(&self) -> impl Iterator<Item = Direction> {
        let both = [Direction::Upper, Direction::Lower].into_iter();
        both.filter(|direction| !self.of(*direction).is_empty())
    }

    /// Whether there may be less after a step than before.
    pub fn takes_away(&self) -> bool {
        let is_exact = matches!(self.adjustment, AdjustmentType::ExactCapacity);
        is_exact || self.all().any(|step| step.change < 0)
    }

    /// How values become one: as is said, else as the statistic of the metric.
    pub fn aggregated(&self) -> MetricAggregationType {
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

    /// Steps as distances from the threshold of the alarm: each goes on to where the next one
    /// begins.
    pub fn written(&self, direction: Direction) -> Vec<cfn::StepAdjustment> {
        let steps = self.of(direction);
        let threshold = steps.first().map_or(0.0, |step| step.from);
        let ends = steps.iter().skip(1).map(|step| Some(step.from));
        let ends = ends.chain([None]);
        let written = steps.iter().zip(ends).map(|(step, end)| {
            let begin = number(step.from - threshold);
            let end = end.map(|end| number(end - threshold));
            let adjustment = cfn::StepAdjustment::new().scaling_adjustment(step.change);
            match direction {
                Direction::Upper => adjustment
                    .metric_interval_lower_bound(begin)
                    .with(end, |step, end| step.metric_interval_upper_bound(end)),
                Direction::Lower => adjustment
                    .with(end, |step, end| step.metric_interval_lower_bound(end))
                    .metric_interval_upper_bound(begin),
            }
        });
        gathered(written)
    }

    /// Adds the alarm that starts the policy of one direction.
    pub fn alarm(
        &self,
        direction: Direction,
        policy: impl IntoValue<ActionArn>,
        scope: Scope<'_>,
    ) -> cloudwatch::AlarmHandle {
        let threshold = self.of(direction).first().map_or(0.0, |step| step.from);
        let policy: Value<ActionArn> = policy.into_value();
        let alarm = cloudwatch::Alarm::new()
            .comparison_operator(direction.operator())
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
        // Of two alarms on one formula the first one tells.
        if self.directions().next() == Some(direction) {
            crate::cloudwatch::report_formula(faults, scope);
        }
        scope.add(direction.alarm_id(), alarm)
    }

    fn check(&self, scope: Scope<'_>) {
        if self.all().next().is_none() {
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

/// What is said of steps, whoever scales by them; they stand in a field `steps`.
macro_rules! step_setters {
    ($construct:ident) => {
        impl $construct {
            /// What to do from here upwards, until the next step.
            pub fn at_least(mut self, value: impl Into<f64>, change: i64) -> Self {
                let from = value.into();
                self.steps
                    .upper
                    .push($crate::scaling::Step { from, change });
                self
            }

            /// What to do from here downwards, until the next step.
            pub fn at_most(mut self, value: impl Into<f64>, change: i64) -> Self {
                let from = value.into();
                self.steps
                    .lower
                    .push($crate::scaling::Step { from, change });
                self
            }

            /// What the numbers of steps are: so many more or less, if this is not said; a share of
            /// what there is; or how many there are to be.
            pub fn adjustment(mut self, kind: $crate::scaling::AdjustmentType) -> Self {
                self.steps.adjustment = kind;
                self
            }

            /// How many to change at least, where steps are shares.
            pub fn min_adjustment_magnitude(mut self, count: u32) -> Self {
                self.steps.magnitude = Some(count);
                self
            }

            /// How many periods of the metric are looked at; 1, if this is not said.
            pub fn evaluation_periods(mut self, periods: u32) -> Self {
                self.steps.periods = periods;
                self
            }

            /// In how many of these periods it must be so; in all, if this is not said.
            pub fn datapoints_to_alarm(mut self, datapoints: u32) -> Self {
                self.steps.datapoints = Some(datapoints);
                self
            }

            /// How values become one; as the metric's statistic says, if this is not said.
            pub fn aggregation(
                mut self,
                aggregation: $crate::scaling::MetricAggregationType,
            ) -> Self {
                self.steps.aggregation = Some(aggregation);
                self
            }

            /// Takes periods without a value for periods in which nothing is to be done.
            pub fn without_data_is_fine(mut self) -> Self {
                let fine = stackwright_cfn::cloudwatch::alarm::TreatMissingData::NotBreaching;
                self.steps.without_data = Some(fine);
                self
            }
        }
    };
}

pub(crate) use step_setters;
