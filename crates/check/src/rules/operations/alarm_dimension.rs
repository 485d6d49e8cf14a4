//! An alarm on a metric that there will not be.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Target};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS713",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "alarm on an ECS metric by something else than its name",
        why: "metrics of Amazon ECS are kept by the names of cluster and service; by another value there is never any data",
        fix: "`!Ref` of the cluster, and `!GetAtt Service.Name`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html",
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
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/ECS
      MetricName: CPUUtilization
      Dimensions:
        - Name: ClusterName
          Value: !Ref Cluster
        - Name: ServiceName
          Value: !Ref Service
      Statistic: Average
      Period: 60
      EvaluationPeriods: 3
      ComparisonOperator: GreaterThanThreshold
      Threshold: 80
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
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/ECS
      MetricName: CPUUtilization
      Dimensions:
        - Name: ClusterName
          Value: !Ref Cluster
        - Name: ServiceName
          Value: !GetAtt Service.Name
      Statistic: Average
      Period: 60
      EvaluationPeriods: 3
      ComparisonOperator: GreaterThanThreshold
      Threshold: 80
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for alarm in deployment.resources_of("AWS::CloudWatch::Alarm") {
        if !alarm.get("Namespace").is("AWS/ECS")
            && !alarm.get("Namespace").is("ECS/ContainerInsights")
        {
            continue;
        }
        for dimension in alarm.get("Dimensions").items().known {
            let value = dimension.get("Value");
            let Target::Resource(resource, attribute) = value.target() else {
                continue;
            };
            let is_name = match (resource.resource_type(), attribute) {
                ("AWS::ECS::Cluster", attribute) => {
                    dimension.get("Name").is("ClusterName") && attribute.is_none()
                }
                ("AWS::ECS::Service", attribute) => {
                    dimension.get("Name").is("ServiceName") && attribute == Some("Name")
                }
                _ => true,
            };
            if !is_name {
                let message = format!(
                    "`{}` is not the {} of the metric",
                    value.shown(),
                    dimension.get("Name").shown()
                );
                findings.report(value.place(), message);
            }
        }
    }
}
