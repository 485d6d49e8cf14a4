//! Two policies that track the same metric.

use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS703",
        family: Family::Operations,
        severity: Severity::Error,
        title: "two target-tracking policies on the same metric",
        why: "they would pull in different directions; Application Auto Scaling refuses the second",
        fix: "keep one policy for each metric of a target",
        link: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html",
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
          PredefinedMetricType: ECSServiceAverageCPUUtilization
  Second:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: second
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 50
        PredefinedMetricSpecification:
          PredefinedMetricType: ECSServiceAverageCPUUtilization
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
  Second:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: second
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Target
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 50
        PredefinedMetricSpecification:
          PredefinedMetricType: ECSServiceAverageMemoryUtilization
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen = HashMap::default();
    for policy in deployment.scaling_policies() {
        let Some(metric) = metric(&policy) else {
            continue;
        };
        let scaled = ["ScalingTargetId", "ResourceId", "ScalableDimension"];
        let scaled = scaled.map(|name| shown(&policy.get(name)));
        // What cannot be told apart may be different.
        if scaled.iter().any(|text| text.contains("...")) || metric.contains("...") {
            continue;
        }
        if let Some(other) = seen.insert((scaled, metric), policy.id()) {
            let message = format!("`{other}` tracks the same metric of the same target");
            findings.report(policy.place(), message);
        }
    }
}

/// Which metric a policy tracks.
fn metric(policy: &Property<'_>) -> Option<String> {
    let configuration = policy.get("TargetTrackingScalingPolicyConfiguration");
    let predefined = configuration.get("PredefinedMetricSpecification");
    if predefined.is_given() {
        let kind = predefined.get("PredefinedMetricType").text()?;
        return Some(format!(
            "{kind} {}",
            shown(&predefined.get("ResourceLabel"))
        ));
    }
    let custom = configuration.get("CustomizedMetricSpecification");
    let name = custom.get("MetricName");
    let mut metric = format!(
        "{} {} {}",
        shown(&custom.get("Namespace")),
        name.text()?,
        shown(&custom.get("Statistic"))
    );
    for dimension in custom.get("Dimensions").items().known {
        metric.push_str(&format!(
            " {}={}",
            shown(&dimension.get("Name")),
            shown(&dimension.get("Value"))
        ));
    }
    Some(metric)
}

fn shown(property: &Property<'_>) -> String {
    match property.is_absent() {
        true => String::new(),
        false => property.shown(),
    }
}
