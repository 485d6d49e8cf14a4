//! Scaling of what may not be there yet.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS714",
        family: Family::Operations,
        severity: Severity::Error,
        title: "scaling that does not wait for what it scales",
        why: "CloudFormation may make it first, and Application Auto Scaling refuses a target whose service does not exist, and a policy whose target does not",
        fix: "name the service by `${Service.Name}`, or add `DependsOn`",
        link: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
        bad: r#"
Parameters:
  Task:
    Type: String
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      ServiceName: web
      TaskDefinition: !Ref Task
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Sub service/${Cluster}/web
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
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      ServiceName: web
      TaskDefinition: !Ref Task
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
    for target in deployment.scalable_targets() {
        let id = target.properties.id();
        for policy in &target.policies {
            if !deployment.waits_for(policy.id(), |other| other == id) {
                let message = format!("nothing makes `{}` wait for `{id}`", policy.id());
                findings
                    .report(policy.get("ResourceId").place(), message)
                    .help("name the target by `ScalingTargetId`, or add `DependsOn`");
            }
        }
        let Some(service) = target.service else {
            continue;
        };
        let service = service.properties.id();
        if !deployment.waits_for(id, |other| other == service) {
            let message = format!("nothing makes `{id}` wait for `{service}`, which it scales");
            findings.report(target.get("ResourceId").place(), message);
        }
    }
}
