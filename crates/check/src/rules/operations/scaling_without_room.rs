//! Scaling that always runs as many tasks.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS717",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "scaling without room",
        why: "capacity stays at its maximum, and is paid for, whatever there is to do",
        fix: "let `MinCapacity` be what quiet hours need, or take the scaling out",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
        bad: r#"
Resources:
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: service/shop/web
      MinCapacity: 10
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
        let (least, most) = (target.get("MinCapacity"), target.get("MaxCapacity"));
        // Zero to zero switches something off, and actions on a schedule make room.
        let stands_still = least.equals(&most) == Some(true) && least.number() != Some(0.0);
        if stands_still && target.get("ScheduledActions").is_absent() {
            let message = format!(
                "`{}` scales from {} to {}",
                target.properties.id(),
                least.shown(),
                most.shown()
            );
            findings.report(least.place(), message);
        }
    }
}
