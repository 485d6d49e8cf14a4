//! A predefined metric that the scaled resource does not have.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Service};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS704",
        family: Family::Operations,
        severity: Severity::Error,
        title: "metric that does not fit what is scaled",
        why: "Application Auto Scaling refuses a policy that tracks a metric of something else, none, or two",
        fix: "for services `ECSServiceAverageCPUUtilization`, `ECSServiceAverageMemoryUtilization` or `ALBRequestCountPerTarget`; or a customized metric",
        link: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html",
        bad: r#"
Resources:
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: service/shop/web
      MinCapacity: 2
      MaxCapacity: 10
  Policy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: cpu
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 70
        PredefinedMetricSpecification:
          PredefinedMetricType: RDSReaderAverageCPUUtilization
"#,
        good: r#"
Resources:
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: service/shop/web
      MinCapacity: 2
      MaxCapacity: 10
  Policy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: cpu
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 70
        PredefinedMetricSpecification:
          PredefinedMetricType: ECSServiceAverageCPUUtilization
"#,
    },
    check,
};

const CONFIGURATION: &str = "TargetTrackingScalingPolicyConfiguration";

/// How the metrics of a namespace begin.
const METRICS: [(&str, &[&str]); 8] = [
    ("ecs", &["ECSService", "ALBRequestCountPerTarget"]),
    ("ec2", &["EC2SpotFleetRequest", "ALBRequestCountPerTarget"]),
    ("dynamodb", &["DynamoDB"]),
    ("rds", &["RDSReader"]),
    ("appstream", &["AppStream"]),
    ("lambda", &["Lambda"]),
    ("elasticache", &["ElastiCache"]),
    ("kafka", &["Kafka"]),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for target in deployment.scalable_targets() {
        let namespace = target.get("ServiceNamespace");
        for policy in &target.policies {
            compare(&namespace, policy, findings);
            if let Some(service) = target.service {
                compare_resolution(service, policy, findings);
            }
        }
    }
    for policy in deployment.scaling_policies() {
        let configuration = policy.get(CONFIGURATION);
        let predefined = configuration.get("PredefinedMetricSpecification");
        let customized = configuration.get("CustomizedMetricSpecification");
        if predefined.is_given() && customized.is_given() {
            findings.report(
                configuration.place(),
                "a predefined and a customized metric are given both",
            );
        } else if configuration.is_given() && predefined.is_absent() && customized.is_absent() {
            findings.report(configuration.place(), "no metric is given");
        }
    }
}

fn compare(namespace: &Property<'_>, policy: &Property<'_>, findings: &mut Findings<'_>) {
    let metric = policy
        .get(CONFIGURATION)
        .get("PredefinedMetricSpecification/PredefinedMetricType");
    let (Some(of), Some(name)) = (namespace.text(), metric.text()) else {
        return;
    };
    let known = METRICS.iter().find(|(namespace, _)| *namespace == of);
    if let Some((_, beginnings)) = known
        && !beginnings
            .iter()
            .any(|beginning| name.starts_with(beginning))
    {
        findings.report(
            metric.place(),
            format!("{name} is no metric of the namespace `{of}`"),
        );
    }
}

/// Scaling by what is measured every 20 seconds, of a service that is measured every minute.
///
/// <https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html>
fn compare_resolution(service: &Service<'_>, policy: &Property<'_>, findings: &mut Findings<'_>) {
    let metric = policy
        .get(CONFIGURATION)
        .get("PredefinedMetricSpecification/PredefinedMetricType");
    let measured = match metric.text().as_deref() {
        Some("ECSServiceAverageCPUUtilizationHighResolution") => "CPUUtilization",
        Some("ECSServiceAverageMemoryUtilizationHighResolution") => "MemoryUtilization",
        _ => return,
    };
    let own = service.get("Monitoring/MetricConfigurations").items();
    let lacks = |one: &Property<'_>| {
        let names = one.get("MetricNames").items();
        let named = names.known.iter().any(|name| name.is(measured));
        let resolution = one.get("ResolutionSeconds");
        !named && names.complete || resolution.number().is_some_and(|seconds| seconds > 20.0)
    };
    if own.complete && own.known.iter().all(lacks) {
        let id = service.properties.id();
        findings
            .report(
                metric.place(),
                format!("`{measured}` of `{id}` is not measured every 20 seconds"),
            )
            .help(format!(
                "give `{id}` a `Monitoring` with a `ResolutionSeconds` of 20 for `{measured}`"
            ));
    }
}
