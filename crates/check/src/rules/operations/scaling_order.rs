//! Scaling of what may not be there yet.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Reason};
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
    for wait in deployment
        .waits()
        .iter()
        .filter(|wait| wait.verdict.is_no())
    {
        let [on] = &*wait.on else { continue };
        let (id, on) = (wait.what.id(), on.id());
        let place = wait.because.place();
        match wait.reason {
            Reason::ScalableTarget => findings
                .report(place, format!("nothing makes `{id}` wait for `{on}`"))
                .help("name the target by `ScalingTargetId`, or add `DependsOn`"),
            Reason::Scales => {
                let message = format!("nothing makes `{id}` wait for `{on}`, which it scales");
                findings.report(place, message);
            }
            _ => {}
        }
    }
}
