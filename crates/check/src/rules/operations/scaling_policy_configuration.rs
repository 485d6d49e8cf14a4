//! A scaling policy without its settings, or with those of another type.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS702",
        family: Family::Operations,
        severity: Severity::Error,
        title: "scaling policy whose settings are not those of its type",
        why: "Application Auto Scaling refuses the policy",
        fix: "give the policy the one configuration that belongs to its `PolicyType`",
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

const CONFIGURATIONS: [(&str, &str); 3] = [
    ("StepScaling", "StepScalingPolicyConfiguration"),
    (
        "TargetTrackingScaling",
        "TargetTrackingScalingPolicyConfiguration",
    ),
    ("PredictiveScaling", "PredictiveScalingPolicyConfiguration"),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for policy in deployment.scaling_policies() {
        let kind = policy.get("PolicyType");
        let Some(text) = kind.text() else { continue };
        for (of_kind, name) in CONFIGURATIONS {
            let configuration = policy.get(name);
            if text == of_kind && configuration.is_absent() {
                let message = format!("a policy of the type {text} needs `{name}`");
                findings.report(policy.place(), message);
            } else if text != of_kind && configuration.is_given() {
                let message = format!("`{name}` is not for a policy of the type {text}");
                findings.report(configuration.place(), message);
            }
        }
    }
}
