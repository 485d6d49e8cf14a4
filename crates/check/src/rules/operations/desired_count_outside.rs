//! A number of tasks that scaling would not keep.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS428",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "number of tasks outside of what scaling allows",
        why: "scaling moves it back as soon as it looks at the service",
        fix: "let `DesiredCount` be between `MinCapacity` and `MaxCapacity`, or leave it out",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
        bad: r#"
Parameters:
  Task:
    Type: String
  Cluster:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 1
      Cluster: !Ref Cluster
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Sub service/${Cluster}/${Service.Name}
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
        good: r#"
Parameters:
  Task:
    Type: String
  Cluster:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 3
      Cluster: !Ref Cluster
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Sub service/${Cluster}/${Service.Name}
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

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let Some(target) = deployment.scalable_target_of(service) else {
            continue;
        };
        let count = service.get("DesiredCount");
        let Some(tasks) = count.number() else {
            continue;
        };
        let bounds = [("MinCapacity", "below"), ("MaxCapacity", "above")];
        for (bound, side) in bounds {
            let Some(capacity) = target.get(bound).number() else {
                continue;
            };
            let outside = match side {
                "below" => tasks < capacity,
                _ => tasks > capacity,
            };
            if outside {
                let message = format!(
                    "{tasks} is {side} the `{bound}` {capacity} of `{}`",
                    target.properties.id()
                );
                findings.report(count.place(), message);
            }
        }
    }
}
