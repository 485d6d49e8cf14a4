//! A pause between two steps of scaling that is negative.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS707",
        family: Family::Operations,
        severity: Severity::Error,
        title: "negative cooldown",
        why: "Application Auto Scaling refuses the policy",
        fix: "give seconds from 0",
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
        ScaleInCooldown: -60
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
        ScaleInCooldown: 60
"#,
    },
    check,
};

const COOLDOWNS: [&str; 3] = [
    "TargetTrackingScalingPolicyConfiguration/ScaleInCooldown",
    "TargetTrackingScalingPolicyConfiguration/ScaleOutCooldown",
    "StepScalingPolicyConfiguration/Cooldown",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for policy in deployment.scaling_policies() {
        for way in COOLDOWNS {
            let cooldown = policy.get(way);
            if cooldown
                .all_values(|text| text.trim().parse::<f64>().is_ok_and(|number| number < 0.0))
            {
                findings.report(
                    cooldown.place(),
                    format!("{} seconds are negative", cooldown.shown()),
                );
            }
        }
    }
}
