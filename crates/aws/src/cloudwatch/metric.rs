use std::time::Duration;

use stackwright_core::{IntoValue, Str, Text, Value};

use super::{Statistic, Unit};

/// Something that is measured: a value, to be watched, tracked, computed with.
///
/// A metric is told by its namespace, its name and all of its dimensions; with one of them missing
/// it is another one, which has no values. Unless said otherwise its values are averaged by the
/// minute, in which AWS's services publish them (AWS CDK takes five minutes).
///
/// ```
/// use stackwright_aws::cloudwatch::{Metric, Statistic};
/// use stackwright_aws::units::DurationExt;
///
/// let delay = Metric::new("Shop/Orders", "Delay")
///     .dimension("Stage", "live")
///     .statistic(Statistic::Percentile(99.0))
///     .period(5.minutes());
/// ```
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    pub(crate) namespace: Value<Str>,
    pub(crate) name: Value<Str>,
    pub(crate) dimensions: Vec<(Text, Value<Str>)>,
    pub(crate) statistic: Statistic,
    pub(crate) period: Duration,
    pub(crate) unit: Option<Unit>,
    pub(crate) label: Option<Value<Str>>,
    pub(crate) account: Option<Value<Str>>,
}

impl Metric {
    /// The metric `name` in a namespace, as `AWS/ECS` or one of your own.
    pub fn new(namespace: impl IntoValue<Str>, name: impl IntoValue<Str>) -> Self {
        Metric {
            namespace: namespace.into_value(),
            name: name.into_value(),
            dimensions: Vec::new(),
            statistic: Statistic::Average,
            period: Duration::from_secs(60),
            unit: None,
            label: None,
            account: None,
        }
    }

    /// What it is of: at most 30 dimensions. One that is said again has the later value.
    pub fn dimension(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        let (name, value) = (name.into(), value.into_value());
        self.dimensions.retain(|(known, _)| *known != name);
        self.dimensions.push((name, value));
        self
    }

    /// What becomes of the values of a period; their average, if this is not said.
    pub fn statistic(mut self, statistic: Statistic) -> Self {
        self.statistic = statistic;
        self
    }

    /// The sum of the values of a period.
    pub fn sum(self) -> Self {
        self.statistic(Statistic::Sum)
    }

    /// The largest value of a period.
    pub fn maximum(self) -> Self {
        self.statistic(Statistic::Maximum)
    }

    /// The smallest value of a period.
    pub fn minimum(self) -> Self {
        self.statistic(Statistic::Minimum)
    }

    /// How much time one value stands for: 1, 5, 10, 20 or 30 seconds, or whole minutes; a minute,
    /// if this is not said. What tracks a target looks at every minute, whatever is said here.
    pub fn period(mut self, period: Duration) -> Self {
        self.period = period;
        self
    }

    /// Leaves out values of another unit. Where nothing is published in that unit, there are none.
    pub fn unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// What a graph calls it.
    pub fn label(mut self, text: impl IntoValue<Str>) -> Self {
        self.label = Some(text.into_value());
        self
    }

    /// The account that it is of, for those who watch several: alarms do. Policies that track a
    /// metric, or foretell one, do not (`ECS180`).
    pub fn account(mut self, id: impl IntoValue<Str>) -> Self {
        self.account = Some(id.into_value());
        self
    }
}
