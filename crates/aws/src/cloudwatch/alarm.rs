use crate::filled;
use std::time::Duration;

use stackwright_cfn::cloudwatch as cfn;
use stackwright_cfn::kind::cloudwatch::{
    AlarmName, ScalingPolicyArnOrScalingPolicyArnOrTopicArn as ActionArn,
};
use stackwright_cfn::kind::sns::TopicArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, sub};

use super::{Measure, formula};
use crate::units::{number, whole_minutes, whole_seconds};

/// Tells somebody when something is not as it should be.
///
/// Which way a number is wrong stands in the name of what makes the alarm: [`above`](Self::above) is
/// `>`, where AWS CDK takes `>=` unless it is told otherwise. It goes off after one bad period, unless
/// [`periods`](Self::periods) or [`datapoints`](Self::datapoints) say more; and what periods without a
/// value mean is always written down: [`MissingData::Missing`], unless it is said.
///
/// ```
/// use stackwright_aws::cloudwatch::Alarm;
/// use stackwright_aws::ecs::ServiceHandle;
/// # fn watch(web: stackwright_core::Scope<'_>, api: ServiceHandle, topic: &'static str) {
/// web.add("Hot", Alarm::above(api.cpu_utilization(), 80.0).periods(3).notify(topic));
/// # }
/// ```
///
/// # Findings
///
/// - `ECS192`: a name in a formula that is none, or stands for two things.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html>
#[derive(Clone, Debug)]
pub struct Alarm {
    watches: Watches,
    periods: u32,
    datapoints: Option<u32>,
    missing: MissingData,
    warm_up: Option<Duration>,
    actions: Vec<Value<ActionArn>>,
    ok_actions: Vec<Value<TopicArn>>,
    missing_actions: Vec<Value<TopicArn>>,
    is_muted: bool,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
}

#[derive(Clone, Debug)]
enum Watches {
    Threshold(Box<Measure>, cfn::alarm::ComparisonOperator, f64),
    /// What is out of the ordinary, by so many deviations.
    Band(Box<Measure>, cfn::alarm::ComparisonOperator, f64),
    PromQl {
        query: Value<Str>,
        pending: Option<Duration>,
        recovery: Option<Duration>,
        every: Duration,
    },
}

/// What periods without a value mean for an alarm.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MissingData {
    /// That nothing is known.
    Missing,
    /// That all is well: for counts of what goes wrong, which are there only if something does.
    NotBreaching,
    /// That something is wrong: for what has to tell of itself.
    Breaching,
    /// That all is as it was.
    Ignore,
}

impl MissingData {
    fn lower(self) -> cfn::alarm::TreatMissingData {
        match self {
            MissingData::Missing => cfn::alarm::TreatMissingData::Missing,
            MissingData::NotBreaching => cfn::alarm::TreatMissingData::NotBreaching,
            MissingData::Breaching => cfn::alarm::TreatMissingData::Breaching,
            MissingData::Ignore => cfn::alarm::TreatMissingData::Ignore,
        }
    }
}

impl Alarm {
    /// Goes off when this is above a number.
    pub fn above(of: impl Into<Measure>, number: f64) -> Self {
        let operator = cfn::alarm::ComparisonOperator::GreaterThanThreshold;
        Alarm::of(of.into(), operator, number)
    }

    /// Goes off when this is a number or above it.
    pub fn at_least(of: impl Into<Measure>, number: f64) -> Self {
        let operator = cfn::alarm::ComparisonOperator::GreaterThanOrEqualToThreshold;
        Alarm::of(of.into(), operator, number)
    }

    /// Goes off when this is below a number.
    pub fn below(of: impl Into<Measure>, number: f64) -> Self {
        let operator = cfn::alarm::ComparisonOperator::LessThanThreshold;
        Alarm::of(of.into(), operator, number)
    }

    /// Goes off when this is a number or below it.
    pub fn at_most(of: impl Into<Measure>, number: f64) -> Self {
        let operator = cfn::alarm::ComparisonOperator::LessThanOrEqualToThreshold;
        Alarm::of(of.into(), operator, number)
    }

    /// Goes off when this is out of the ordinary for the hour and the day, up or down, by so many
    /// deviations: 2 is a narrow band.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html>
    pub fn unusual(of: impl Into<Measure>, deviations: f64) -> Self {
        let operator = cfn::alarm::ComparisonOperator::LessThanLowerOrGreaterThanUpperThreshold;
        Alarm::watching(Watches::Band(Box::new(of.into()), operator, deviations))
    }

    /// The same, only up.
    pub fn unusually_high(of: impl Into<Measure>, deviations: f64) -> Self {
        let operator = cfn::alarm::ComparisonOperator::GreaterThanUpperThreshold;
        Alarm::watching(Watches::Band(Box::new(of.into()), operator, deviations))
    }

    /// Goes off for each series that a query of PromQL over metrics of OpenTelemetry comes to. It is
    /// asked every minute; [`pending`](Self::pending) says for how long a series has to be there.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudwatch-alarm-alarmpromqlcriteria.html>
    pub fn prom_ql(query: impl IntoValue<Str>) -> Self {
        Alarm::watching(Watches::PromQl {
            query: query.into_value(),
            pending: None,
            recovery: None,
            every: Duration::from_secs(60),
        })
    }

    /// An alarm that exists, by its name.
    pub fn imported(name: impl IntoValue<AlarmName>) -> ImportedAlarm {
        ImportedAlarm(name.into_value())
    }

    fn of(measure: Measure, operator: cfn::alarm::ComparisonOperator, number: f64) -> Self {
        Alarm::watching(Watches::Threshold(Box::new(measure), operator, number))
    }

    fn watching(watches: Watches) -> Self {
        Alarm {
            watches,
            periods: 1,
            datapoints: None,
            missing: MissingData::Missing,
            warm_up: None,
            actions: Vec::new(),
            ok_actions: Vec::new(),
            missing_actions: Vec::new(),
            is_muted: false,
            name: None,
            description: None,
        }
    }

    /// After how many bad periods in a row it goes off.
    pub fn periods(mut self, count: u32) -> Self {
        self.periods = count;
        self
    }

    /// Goes off when so many of the last periods are bad: `datapoints(3, 5)`.
    pub fn datapoints(mut self, bad: u32, of: u32) -> Self {
        self.datapoints = Some(bad);
        self.periods = of;
        self
    }

    /// For how long a series of PromQL has to be there before it goes off, and to be gone before all is
    /// well again.
    pub fn pending(mut self, time: Duration, until_well: Duration) -> Self {
        if let Watches::PromQl {
            pending, recovery, ..
        } = &mut self.watches
        {
            (*pending, *recovery) = (Some(time), Some(until_well));
        }
        self
    }

    /// What periods without a value mean.
    pub fn missing(mut self, data: MissingData) -> Self {
        self.missing = data;
        self
    }

    /// Tells nobody for so long after it was made or changed, 1 minute to 2 days: what it watches
    /// starts first.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudwatch-alarm-warmupconfiguration.html>
    pub fn warm_up(mut self, time: Duration) -> Self {
        self.warm_up = Some(time);
        self
    }

    /// Tells a topic when it goes off. Up to five may be told.
    pub fn notify(mut self, topic: impl IntoValue<TopicArn>) -> Self {
        self.actions.push(topic.into_value().assume());
        self
    }

    /// Tells a topic when all is well again.
    pub fn notify_ok(mut self, topic: impl IntoValue<TopicArn>) -> Self {
        self.ok_actions.push(topic.into_value());
        self
    }

    /// Tells a topic when nothing is known any more.
    pub fn notify_missing(mut self, topic: impl IntoValue<TopicArn>) -> Self {
        self.missing_actions.push(topic.into_value());
        self
    }

    /// Does something else when it goes off, by its ARN: a scaling policy, a function, an OpsItem.
    pub fn action(mut self, arn: impl IntoValue<ActionArn>) -> Self {
        self.actions.push(arn.into_value());
        self
    }

    /// Tells nobody, for the time being.
    pub fn muted(mut self) -> Self {
        self.is_muted = true;
        self
    }

    /// Names it. A named alarm cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what is to be done: whoever is told reads it.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }
}

impl Construct for Alarm {
    type Handle = AlarmHandle;

    fn build(self, scope: Scope<'_>) -> AlarmHandle {
        let missing = self.missing.lower();
        let of_periods = |alarm: cfn::Alarm| {
            alarm
                .evaluation_periods(self.periods)
                .with(self.datapoints, |alarm, bad| alarm.datapoints_to_alarm(bad))
                .treat_missing_data(missing)
        };
        let alarm = cfn::Alarm::new();
        let (alarm, faults) = match self.watches {
            Watches::Threshold(measure, operator, threshold) => {
                let alarm = of_periods(alarm)
                    .comparison_operator(operator)
                    .threshold(number(threshold));
                measure.watched_by(alarm)
            }
            Watches::Band(measure, operator, deviations) => {
                let alarm = of_periods(alarm).comparison_operator(operator);
                measure.banded_by(alarm, deviations)
            }
            Watches::PromQl {
                query,
                pending,
                recovery,
                every,
            } => {
                let criteria = cfn::alarm::AlarmPromQlCriteria::new()
                    .query(query)
                    .with(pending, |it, time| it.pending_period(whole_seconds(time)))
                    .with(recovery, |it, time| it.recovery_period(whole_seconds(time)));
                let criteria = cfn::alarm::EvaluationCriteria::new().prom_ql_criteria(criteria);
                let alarm = alarm
                    .evaluation_criteria(criteria)
                    .evaluation_interval(whole_seconds(every));
                (alarm, Vec::new())
            }
        };
        formula::report(faults, scope);
        let warm_up = self.warm_up.map(|time| {
            cfn::alarm::WarmUpConfiguration::new()
                .warm_up_period_duration_in_minutes(whole_minutes(time))
        });
        let alarm = alarm
            .with(self.name, |alarm, name| alarm.alarm_name(name))
            .with(self.description, |alarm, text| {
                alarm.alarm_description(text)
            })
            .with(warm_up, |alarm, warm_up| {
                alarm.warm_up_configuration(warm_up)
            })
            .with(self.is_muted.then_some(false), |alarm, on| {
                alarm.actions_enabled(on)
            })
            .with(filled(self.actions), |alarm, arns| {
                alarm.alarm_actions(arns)
            })
            .with(filled(self.ok_actions), |alarm, arns| {
                alarm.ok_actions(arns)
            })
            .with(filled(self.missing_actions), |alarm, arns| {
                alarm.insufficient_data_actions(arns)
            });
        scope.set_primary(scope.add("Resource", alarm));
        AlarmHandle::new(scope)
    }
}

/// An alarm that exists; see [`Alarm::imported`].
#[derive(Clone, Debug)]
pub struct ImportedAlarm(Value<AlarmName>);

impl Construct for ImportedAlarm {
    type Handle = AlarmHandle;

    fn build(self, scope: Scope<'_>) -> AlarmHandle {
        let name = &self.0;
        scope.define(
            "Arn",
            sub!("arn:{AWS::Partition}:cloudwatch:{AWS::Region}:{AWS::AccountId}:alarm:{name}"),
        );
        scope.define("Ref", self.0);
        AlarmHandle::new(scope)
    }
}

handle! {
    /// Names an alarm.
    pub struct AlarmHandle(cfn::AlarmHandle);
}

impl AlarmHandle {
    /// Its name.
    pub fn name(self) -> Value<Str> {
        self.reference().into_value()
    }
}
