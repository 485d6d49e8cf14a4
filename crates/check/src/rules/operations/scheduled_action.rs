//! A schedule of scaling that cannot be read.

use stackwright_template::Severity;

use crate::deployment::schedule::is_schedule;
use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS716",
        family: Family::Operations,
        severity: Severity::Error,
        title: "schedule that is neither a time, a rate nor a cron expression",
        why: "Application Auto Scaling refuses the target",
        fix: "`at(2030-01-01T00:00:00)`, `rate(1 hour)` or `cron(0 22 * * ? *)` with its six fields",
        link: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html",
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
      ScheduledActions:
        - ScheduledActionName: night
          Schedule: cron(0 22 * * *)
          ScalableTargetAction:
            MinCapacity: 1
            MaxCapacity: 2
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
      MinCapacity: 2
      MaxCapacity: 10
      ScheduledActions:
        - ScheduledActionName: night
          Schedule: cron(0 22 * * ? *)
          ScalableTargetAction:
            MinCapacity: 1
            MaxCapacity: 2
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
        for action in target.get("ScheduledActions").items().known {
            let schedule = action.get("Schedule");
            if schedule.all_values(|text| !is_schedule(text)) {
                let message = format!("{} is no schedule", schedule.shown());
                findings.report(schedule.place(), message);
            }
        }
    }
}
