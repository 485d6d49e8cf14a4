//! Alarm on a metric that nobody sends.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS720",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "alarm on a metric that does not exist",
        why: "a metric is told by its namespace, its name and all of its dimensions; an alarm on another one never gets a value",
        fix: "write the metric as its service sends it",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html",
        bad: r#"
Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/ECS
      MetricName: CpuUtilization
      Dimensions:
        - Name: ClusterName
          Value: shop
        - Name: ServiceName
          Value: web
      Statistic: Average
      Period: 60
      EvaluationPeriods: 5
      Threshold: 80
      ComparisonOperator: GreaterThanThreshold
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
      EvaluationPeriods: 5
      Threshold: 80
      ComparisonOperator: GreaterThanThreshold
"#,
    },
    check,
};

/// Metrics of a namespace, and a dimension that all of them have.
struct Namespace {
    name: &'static str,
    dimension: &'static str,
    metrics: &'static [&'static str],
}

const NAMESPACES: [Namespace; 2] = [
    Namespace {
        name: "AWS/ECS",
        dimension: "ClusterName",
        metrics: &[
            "ActiveConnectionCount",
            "CPUReservation",
            "CPUUtilization",
            "ClientTLSNegotiationErrorCount",
            "EBSFilesystemUtilization",
            "GPUReservation",
            "GRPCErrorCount",
            "HTTPCode_Target_2XX_Count",
            "HTTPCode_Target_3XX_Count",
            "HTTPCode_Target_4XX_Count",
            "HTTPCode_Target_5XX_Count",
            "MemoryReservation",
            "MemoryUtilization",
            "NewConnectionCount",
            "ProcessedBytes",
            "RequestCount",
            "RequestCountPerTarget",
            "TargetProcessedBytes",
            "TargetResponseTime",
            "TargetTLSNegotiationErrorCount",
        ],
    },
    Namespace {
        name: "AWS/SQS",
        dimension: "QueueName",
        metrics: &[
            "ApproximateAgeOfOldestMessage",
            "ApproximateNumberOfGroupsWithInflightMessages",
            "ApproximateNumberOfMessagesDelayed",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesVisible",
            "NumberOfDeduplicatedSentMessages",
            "NumberOfEmptyReceives",
            "NumberOfMessagesDeleted",
            "NumberOfMessagesReceived",
            "NumberOfMessagesSent",
            "SentMessageSize",
        ],
    },
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for alarm in deployment.resources_of("AWS::CloudWatch::Alarm") {
        compare(&alarm, findings);
        let queries = alarm.get("Metrics").items().known;
        for metric in queries.iter().map(|query| query.get("MetricStat/Metric")) {
            compare(&metric, findings);
        }
    }
}

fn compare<'d>(metric: &Property<'d>, findings: &mut Findings<'_>) {
    let (namespace, name) = (metric.get("Namespace"), metric.get("MetricName"));
    let known = namespace.text();
    let known = known.and_then(|own| NAMESPACES.iter().find(|known| known.name == own));
    let Some(known) = known else { return };
    let is_known = |name: &str| known.metrics.contains(&name);
    if name.all_values(|name| !is_known(name)) {
        let (own, wrong) = (known.name, name.shown());
        let help = match wrong.as_str() {
            "RunningTaskCount" | "DesiredTaskCount" | "PendingTaskCount" => Some(
                "it is one of Container Insights, in the namespace `ECS/ContainerInsights`"
                    .to_owned(),
            ),
            _ => stackwright_facts::nearest(&wrong, known.metrics.iter().copied())
                .map(|nearest| format!("did you mean `{nearest}`?")),
        };
        let message = format!("{own} has no metric {wrong}");
        findings.report(name.place(), message).help_if(help);
        return;
    }
    let dimensions = metric.get("Dimensions");
    let items = dimensions.items();
    let others = |dimension: &Property<'d>| {
        let name = dimension.get("Name");
        name.all_values(|name| name != known.dimension)
    };
    if name.is_given() && items.complete && items.known.iter().all(others) {
        let message = format!(
            "metrics of {} have the dimension `{}`",
            known.name, known.dimension
        );
        findings.report(dimensions.place(), message);
    }
}
