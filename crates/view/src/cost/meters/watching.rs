//! What logs, alarms and metrics cost.

use super::super::hours_of_a_month;
use crate::cost::Factor;
use crate::cost::estimate::Meter;
use crate::cost::usage::{INSIGHTS_METRICS, LOG_GB};

const SERVICE: &str = "CloudWatch";

/// How many months of a log are paid that is never deleted: those of its first year.
pub(crate) const FIRST_YEAR: f64 = 12.0;

/// How many months a log is kept for so many days.
pub(crate) fn months(days: f64) -> f64 {
    days * 24.0 / hours_of_a_month()
}

pub(super) fn log_group(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    let Some(used) = meter.used(&LOG_GB) else {
        return;
    };
    let class = resource.get("LogGroupClass");
    let ingestion = match class.text().as_deref() {
        Some("INFREQUENT_ACCESS") => "Logs ingestion, infrequent access class",
        Some("STANDARD") => "Logs ingestion, standard class",
        None if class.is_absent() => "Logs ingestion, standard class",
        Some(other) => return meter.gap(format!("logs of class `{other}`: no price is known")),
        None => return meter.unknown(&class),
    };
    meter.line("taken in", (SERVICE, ingestion), [used.clone()]);
    let retention = resource.get("RetentionInDays");
    let kept = match retention.is_absent() {
        true => {
            meter.note("never deleted: what is kept grows, and is counted as after the first year");
            FIRST_YEAR
        }
        false => match meter.number(&retention, None) {
            Some(days) => months(days),
            None => return,
        },
    };
    let factors = [used, Factor::new(kept, "months kept")];
    meter.line("kept", (SERVICE, "Logs storage"), factors);
}

pub(super) fn alarm(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    let queries = resource.get("Metrics").items();
    let measured = queries
        .known
        .iter()
        .filter(|query| !query.get("MetricStat").is_absent());
    let metrics = u32::try_from(measured.count())
        .map_or(1.0, f64::from)
        .max(1.0);
    // A band of what is usual is two metrics more.
    let metrics = match resource.get("ThresholdMetricId").is_absent() {
        true => metrics,
        false => metrics + 2.0,
    };
    let periods = queries
        .known
        .iter()
        .map(|query| query.get("MetricStat/Period"));
    let mut periods = std::iter::once(resource.get("Period")).chain(periods);
    let is_fast = periods.any(|period| period.number().is_some_and(|seconds| seconds < 60.0));
    let item = match is_fast {
        true => "alarm, high resolution",
        false => "alarm, standard resolution",
    };
    meter.line("alarm", (SERVICE, item), [Factor::new(metrics, "metrics")]);
}

pub(super) fn composite_alarm(meter: &mut Meter<'_, '_>) {
    meter.line(
        "alarm",
        (SERVICE, "composite alarm"),
        [Factor::new(1.0, "alarm")],
    );
}

pub(super) fn dashboard(meter: &mut Meter<'_, '_>) {
    meter.line(
        "dashboard",
        (SERVICE, "dashboard"),
        [Factor::new(1.0, "dashboard")],
    );
}

/// A cluster costs nothing but what Container Insights measures.
pub(super) fn cluster(meter: &mut Meter<'_, '_>) {
    let settings = meter.resource.get("ClusterSettings").items().known;
    let mut settings = settings
        .iter()
        .filter(|own| own.get("Name").is("containerInsights"));
    let Some(setting) = settings.next().map(|own| own.get("Value")) else {
        return;
    };
    let item = match setting.text().as_deref() {
        Some("enabled") => "custom metric, first 10 000 (also plain Container Insights metrics)",
        Some("enhanced") => "Container Insights with enhanced observability, ECS",
        Some(_) => return,
        None => return meter.unknown(&setting),
    };
    if let Some(used) = meter.used(&INSIGHTS_METRICS) {
        meter.line("Container Insights", (SERVICE, item), [used]);
    }
}
