//! What policies ask CloudWatch for.

use stackwright_cfn::applicationautoscaling::scaling_policy as cfn;
use stackwright_codes as codes;
use stackwright_core::{Scope, With, non_empty};

use crate::cloudwatch::{Measure, Metric, Query, Source, report_formula};
use crate::gathered;

/// A metric, or a formula, that is kept near a target. Values are those of each minute.
pub(crate) fn tracked(measure: &Measure, scope: Scope<'_>) -> cfn::CustomizedMetricSpecification {
    let specification = cfn::CustomizedMetricSpecification::new();
    match measure {
        Measure::Metric(metric) if metric.statistic.is_simple() && metric.label.is_none() => {
            check_account(metric, scope);
            let dimensions = metric.dimensions.iter().map(|(name, value)| {
                let dimension = cfn::MetricDimension::new().name(name.clone());
                dimension.value(value.clone())
            });
            let statistic = metric.statistic.to_string();
            specification
                .namespace(metric.namespace.clone())
                .metric_name(metric.name.clone())
                .with(non_empty(dimensions), |specification, dimensions| {
                    specification.dimensions(dimensions)
                })
                .statistic(cfn::Statistic::Other(statistic.into()))
                .with(metric.unit_text(), |specification, unit| {
                    specification.unit(unit)
                })
        }
        _ => {
            let queries = named(measure, scope).into_iter().map(|query| {
                let written = cfn::TargetTrackingMetricDataQuery::new()
                    .id(query.id)
                    .with(query.label, |written, label| written.label(label));
                let written = match query.source {
                    Source::Expression(expression) => written.expression(expression),
                    Source::Metric(metric) => written.metric_stat(tracked_stat(&metric)),
                };
                written.return_data(query.is_result)
            });
            specification.metrics(queries.collect::<Vec<_>>())
        }
    }
}

fn tracked_stat(metric: &Metric) -> cfn::TargetTrackingMetricStat {
    let dimensions = metric.dimensions.iter().map(|(name, value)| {
        let dimension = cfn::TargetTrackingMetricDimension::new().name(name.clone());
        dimension.value(value.clone())
    });
    let of = cfn::TargetTrackingMetric::new()
        .namespace(metric.namespace.clone())
        .metric_name(metric.name.clone())
        .with(non_empty(dimensions), |of, dimensions| {
            of.dimensions(dimensions)
        });
    cfn::TargetTrackingMetricStat::new()
        .metric(of)
        .stat(metric.statistic.to_string())
        .with(metric.unit_text(), |stat, unit| stat.unit(unit))
}

/// A metric, or a formula, of which the next days are foretold.
pub(super) fn foretold(
    measure: &Measure,
    scope: Scope<'_>,
) -> Vec<cfn::PredictiveScalingMetricDataQuery> {
    let queries = named(measure, scope).into_iter().map(|query| {
        let written = cfn::PredictiveScalingMetricDataQuery::new()
            .id(query.id)
            .with(query.label, |written, label| written.label(label));
        let written = match query.source {
            Source::Expression(expression) => written.expression(expression),
            Source::Metric(metric) => written.metric_stat(foretold_stat(&metric)),
        };
        written.return_data(query.is_result)
    });
    gathered(queries)
}

fn foretold_stat(metric: &Metric) -> cfn::PredictiveScalingMetricStat {
    let dimensions = metric.dimensions.iter().map(|(name, value)| {
        let dimension = cfn::PredictiveScalingMetricDimension::new().name(name.clone());
        dimension.value(value.clone())
    });
    let of = cfn::PredictiveScalingMetric::new()
        .namespace(metric.namespace.clone())
        .metric_name(metric.name.clone())
        .with(non_empty(dimensions), |of, dimensions| {
            of.dimensions(dimensions)
        });
    cfn::PredictiveScalingMetricStat::new()
        .metric(of)
        .stat(metric.statistic.to_string())
        .with(metric.unit_text(), |stat, unit| stat.unit(unit))
}

/// The queries of a measure, with findings about its names.
fn named(measure: &Measure, scope: Scope<'_>) -> Vec<Query> {
    let (queries, faults) = measure.queries();
    report_formula(faults, scope);
    for query in &queries {
        if let Source::Metric(metric) = &query.source {
            check_account(metric, scope);
        }
    }
    queries
}

/// Policies have no word for an account, and would look at a metric of the same name in their own.
fn check_account(metric: &Metric, scope: Scope<'_>) {
    if metric.account.is_some() {
        let message = match metric.name.expr().as_str() {
            Some(name) => format!("the metric `{name}` is of another account"),
            None => "a metric is of another account".to_owned(),
        };
        scope.report(codes::ECS180.finding(message));
    }
}
