use stackwright_cfn::kind::logs::LogGroupName;
use stackwright_cfn::logs as cfn;
use stackwright_core::{
    Construct, Handle, IntoValue, Scope, Str, Text, Value, With, handle, non_empty,
};

use crate::cloudwatch::{Metric, Unit};
use crate::units::number;

/// Makes a metric of what is written to a log group: how many lines fit a pattern, or a number in them.
///
/// Lines that do not fit count as zero, so that an alarm sees that all is well, unless the metric has
/// dimensions, with which there can be no such value.
///
/// A change of the group replaces it, and the metric has a gap.
///
/// ```
/// use stackwright_aws::cloudwatch::Alarm;
/// use stackwright_aws::logs::{LogGroup, MetricFilter};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let logs = web.add("Logs", LogGroup::new());
/// let errors = MetricFilter::new(logs, "{ $.level = \"error\" }", "Shop", "Errors");
/// let errors = web.add("Errors", errors);
/// web.add("ManyErrors", Alarm::above(errors.metric().sum(), 10.0));
/// ```
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html>
#[derive(Clone, Debug)]
pub struct MetricFilter {
    group: Value<LogGroupName>,
    pattern: Text,
    namespace: Value<Str>,
    name: Value<Str>,
    value: Value<Str>,
    otherwise: f64,
    dimensions: Vec<(Text, Text)>,
    unit: Option<Unit>,
}

impl MetricFilter {
    /// Counts lines of a log group that fit a pattern, as the metric `name` of a namespace.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html>
    pub fn new(
        group: impl IntoValue<LogGroupName>,
        pattern: impl Into<Text>,
        namespace: impl IntoValue<Str>,
        name: impl IntoValue<Str>,
    ) -> Self {
        MetricFilter {
            group: group.into_value(),
            pattern: pattern.into(),
            namespace: namespace.into_value(),
            name: name.into_value(),
            value: "1".into_value(),
            otherwise: 0.0,
            dimensions: Vec::new(),
            unit: None,
        }
    }

    /// Takes a number out of the lines instead of counting them, as `$.latency`.
    pub fn value(mut self, field: impl IntoValue<Str>) -> Self {
        self.value = field.into_value();
        self
    }

    /// What lines count as that do not fit.
    pub fn otherwise(mut self, value: f64) -> Self {
        self.otherwise = value;
        self
    }

    /// Tells values apart by a field, as `("Path", "$.path")`. Each value of it is a metric that is paid
    /// for. At most three.
    pub fn dimension(mut self, name: impl Into<Text>, field: impl Into<Text>) -> Self {
        self.dimensions.push((name.into(), field.into()));
        self
    }

    /// What it is measured in.
    pub fn unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }
}

const NAMESPACE: &str = "MetricNamespace";
const NAME: &str = "MetricName";

impl Construct for MetricFilter {
    type Handle = MetricFilterHandle;

    fn build(self, scope: Scope<'_>) -> MetricFilterHandle {
        use cfn::metric_filter as part;

        scope.define(NAMESPACE, self.namespace.clone());
        scope.define(NAME, self.name.clone());
        let otherwise = self.dimensions.is_empty().then(|| number(self.otherwise));
        let dimensions = self.dimensions.into_iter();
        let dimensions =
            dimensions.map(|(name, field)| part::Dimension::new().key(name).value(field));
        let unit = self.unit.map(|unit| {
            let unit: Value<Unit> = unit.into_value();
            unit.assume::<part::Unit>()
        });
        let transformation = part::MetricTransformation::new()
            .metric_namespace(self.namespace)
            .metric_name(self.name)
            .metric_value(self.value)
            .with(otherwise, |it, value| it.default_value(value))
            .with(non_empty(dimensions), |it, dimensions| {
                it.dimensions(dimensions)
            })
            .with(unit, |it, unit| it.unit(unit));
        let filter = cfn::MetricFilter::new()
            .log_group_name(self.group)
            .filter_pattern(self.pattern)
            .metric_transformations([transformation]);
        scope.set_primary(scope.add("Resource", filter));
        MetricFilterHandle::new(scope)
    }
}

handle! {
    /// Names a metric filter.
    pub struct MetricFilterHandle(cfn::MetricFilterHandle);
}

impl MetricFilterHandle {
    /// The metric that it makes, without dimensions: for alarms and dashboards.
    pub fn metric(self) -> Metric {
        let node = self.node();
        let namespace: Value<Str> = Value::attribute(node, NAMESPACE);
        let name: Value<Str> = Value::attribute(node, NAME);
        Metric::new(namespace, name)
    }
}
