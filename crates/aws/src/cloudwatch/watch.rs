use stackwright_cfn::cloudwatch as cfn;
use stackwright_core::{IntoValue, Str, Value, With, non_empty};

use super::math::{Query, Source};
use super::{Measure, Metric, Unit};
use crate::units::whole_seconds;
use crate::{gathered, mapped};

impl Measure {
    /// An alarm that watches it, and what is wrong with names in its formulas.
    pub(crate) fn watched_by(&self, alarm: cfn::Alarm) -> (cfn::Alarm, Vec<String>) {
        match self {
            Measure::Metric(metric) if metric.account.is_none() && metric.label.is_none() => {
                (metric.watched_by(alarm), Vec::new())
            }
            _ => {
                let (queries, faults) = self.queries();
                let queries: Vec<_> = mapped(queries, data_query);
                (alarm.metrics(queries), faults)
            }
        }
    }
}

#[cfg(feature = "cloudwatch")]
impl Measure {
    /// An alarm that watches whether it is in the band of what is usual, so many deviations wide.
    pub(crate) fn banded_by(
        &self,
        alarm: cfn::Alarm,
        deviations: f64,
    ) -> (cfn::Alarm, Vec<String>) {
        let (queries, faults) = self.queries();
        let of = queries.last().map_or("result", |query| query.id.as_str());
        let expression = format!("ANOMALY_DETECTION_BAND({of}, {deviations})");
        let mut id = String::from("band");
        while queries.iter().any(|query| query.id == id) {
            id.push('_');
        }
        let band = cfn::alarm::MetricDataQuery::new()
            .id(id.clone())
            .expression(expression)
            .return_data(true);
        let mut written: Vec<_> = mapped(queries, data_query);
        written.push(band);
        (alarm.metrics(written).threshold_metric_id(id), faults)
    }
}

impl Metric {
    fn watched_by(&self, alarm: cfn::Alarm) -> cfn::Alarm {
        let text = self.statistic.to_string();
        let alarm = alarm
            .namespace(self.namespace.clone())
            .metric_name(self.name.clone())
            .with(non_empty(dimensions(self)), |alarm, dimensions| {
                alarm.dimensions(dimensions)
            });
        let alarm = match self.statistic.is_simple() {
            true => alarm.statistic(cfn::alarm::Statistic::Other(text.into())),
            false => alarm.extended_statistic(text),
        };
        alarm
            .period(whole_seconds(self.period))
            .with(self.unit.clone(), |alarm, unit| alarm.unit(unit))
    }

    /// The unit as text, where a type does not know it.
    pub(crate) fn unit_text(&self) -> Option<Value<Str>> {
        let unit: Value<Unit> = self.unit.clone()?.into_value();
        Some(unit.assume())
    }
}

fn dimensions(metric: &Metric) -> Vec<cfn::alarm::Dimension> {
    let dimensions = metric.dimensions.iter().map(|(name, value)| {
        let dimension = cfn::alarm::Dimension::new().name(name.clone());
        dimension.value(value.clone())
    });
    gathered(dimensions)
}

fn data_query(query: Query) -> cfn::alarm::MetricDataQuery {
    let written = cfn::alarm::MetricDataQuery::new()
        .id(query.id)
        .with(query.label, |written, label| written.label(label));
    let written = match query.source {
        Source::Expression(expression) => written.expression(expression),
        Source::Metric(metric) => {
            let of = cfn::alarm::Metric::new()
                .namespace(metric.namespace.clone())
                .metric_name(metric.name.clone())
                .with(non_empty(dimensions(&metric)), |of, dimensions| {
                    of.dimensions(dimensions)
                });
            let stat = cfn::alarm::MetricStat::new()
                .metric(of)
                .period(whole_seconds(metric.period))
                .stat(metric.statistic.to_string())
                .with(metric.unit, |stat, unit| stat.unit(unit));
            written
                .metric_stat(stat)
                .with(metric.account, |written, account| {
                    written.account_id(account)
                })
        }
    };
    written.return_data(query.is_result)
}
