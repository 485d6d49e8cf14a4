//! A minimum of scaling that is above its maximum.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS701",
        family: Family::Operations,
        severity: Severity::Error,
        title: "minimum capacity above the maximum",
        why: "Application Auto Scaling refuses the target",
        fix: "let `MinCapacity` be no more than `MaxCapacity`, and neither negative",
        link: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
        bad: r#"
Resources:
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: service/shop/web
      MinCapacity: 12
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
        good: r#"
Resources:
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: service/shop/web
      MinCapacity: 1
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

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for target in deployment.scalable_targets() {
        compare(&target.properties, findings);
        for action in target.get("ScheduledActions").items().known {
            compare(&action.get("ScalableTargetAction"), findings);
        }
    }
}

fn compare(bounds: &Property<'_>, findings: &mut Findings<'_>) {
    let (least, most) = (bounds.get("MinCapacity"), bounds.get("MaxCapacity"));
    for bound in [&least, &most] {
        if bound.all_values(|text| text.trim().parse::<f64>().is_ok_and(|number| number < 0.0)) {
            findings.report(
                bound.place(),
                format!("a capacity of {} is negative", bound.shown()),
            );
        }
    }
    if let (Some(min), Some(max)) = (least.number(), most.number())
        && min > max
    {
        findings.report(
            least.place(),
            format!("the minimum {min} is above the maximum {max}"),
        );
    }
}
