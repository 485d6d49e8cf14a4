//! An alarm that cannot be evaluated.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS712",
        family: Family::Operations,
        severity: Severity::Error,
        title: "alarm that cannot be evaluated",
        why: "CloudWatch refuses alarms without a statistic, without a threshold, with more datapoints than periods, or that look further back than a week",
        fix: "complete the alarm: `Statistic`, `Period`, `Threshold`, and no more `DatapointsToAlarm` than `EvaluationPeriods`",
        link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        bad: r#"
Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/ECS
      MetricName: CPUUtilization
      Dimensions:
        - Name: ClusterName
          Value: shop
        - Name: ServiceName
          Value: web
      Statistic: Average
      Period: 60
      EvaluationPeriods: 3
      ComparisonOperator: GreaterThanThreshold
      Threshold: 80
      DatapointsToAlarm: 5
"#,
        good: r#"
Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/ECS
      MetricName: CPUUtilization
      Dimensions:
        - Name: ClusterName
          Value: shop
        - Name: ServiceName
          Value: web
      Statistic: Average
      Period: 60
      EvaluationPeriods: 3
      ComparisonOperator: GreaterThanThreshold
      Threshold: 80
      DatapointsToAlarm: 2
"#,
    },
    check,
};

const DAY: f64 = 86_400.0;
const WEEK: f64 = 604_800.0;

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for alarm in deployment.resources_of("AWS::CloudWatch::Alarm") {
        if alarm.get("EvaluationCriteria").is_absent()
            && let Some((at, why)) = fault(&alarm)
        {
            findings.report(at.place(), why);
        }
    }
}

fn fault<'d>(alarm: &Property<'d>) -> Option<(Property<'d>, String)> {
    let absent = |name| alarm.get(name).is_absent();
    if alarm.get("MetricName").is_given() {
        for name in ["Namespace", "Period"] {
            if absent(name) {
                return Some((*alarm, format!("an alarm on a metric needs `{name}`")));
            }
        }
        if absent("Statistic") && absent("ExtendedStatistic") {
            return Some((
                *alarm,
                "an alarm on a metric needs a `Statistic`".to_owned(),
            ));
        }
    }
    if absent("Threshold") && absent("ThresholdMetricId") {
        return Some((*alarm, "no `Threshold` is given".to_owned()));
    }
    let operator = alarm.get("ComparisonOperator");
    let of_band = operator
        .text()
        .map(|text| text.contains("Upper") || text.contains("Lower"));
    if of_band == Some(true) && alarm.get("Threshold").is_given() {
        return Some((
            operator,
            format!(
                "{} compares with a band, and a threshold is given",
                operator.shown()
            ),
        ));
    }
    if of_band == Some(false) && alarm.get("ThresholdMetricId").is_given() {
        return Some((
            operator,
            format!(
                "{} compares with a threshold, and a band is given",
                operator.shown()
            ),
        ));
    }
    let (points, periods) = (
        alarm.get("DatapointsToAlarm"),
        alarm.get("EvaluationPeriods"),
    );
    let count = periods.number()?;
    if points.number().is_some_and(|points| points > count) {
        return Some((
            points,
            format!(
                "{} datapoints are wanted of {count} periods",
                points.shown()
            ),
        ));
    }
    let period = alarm.get("Period").number()?;
    let most = if period < 3600.0 { DAY } else { WEEK };
    (period * count > most).then(|| {
        (
            periods,
            format!("{count} periods of {period} seconds are more than {most} seconds"),
        )
    })
}
