//! An alarm on a metric that there will not be.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Service, Target};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS713",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "alarm on a metric by something else than its name",
        why: "metrics are kept by the names of what they are of, those of load balancers by the end of its ARN; by another value there is never any data",
        fix: "`!Ref` of the cluster, `!GetAtt Service.Name`, `!GetAtt Balancer.LoadBalancerFullName`",
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

/// A dimension, what it tells, and the attribute that has it; none where that is `Ref`.
const DIMENSIONS: [(&str, &str, Option<&str>); 8] = [
    ("ClusterName", "AWS::ECS::Cluster", None),
    ("DBInstanceIdentifier", "AWS::RDS::DBInstance", None),
    ("FunctionName", "AWS::Lambda::Function", None),
    (
        "LoadBalancer",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        Some("LoadBalancerFullName"),
    ),
    ("QueueName", "AWS::SQS::Queue", Some("QueueName")),
    ("ServiceName", "AWS::ECS::Service", Some("Name")),
    (
        "TargetGroup",
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        Some("TargetGroupFullName"),
    ),
    ("TopicName", "AWS::SNS::Topic", Some("TopicName")),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for alarm in deployment.resources_of("AWS::CloudWatch::Alarm") {
        let namespace = alarm.get("Namespace").text().unwrap_or_default();
        let is_known = namespace.starts_with("AWS/") || namespace == "ECS/ContainerInsights";
        if !is_known {
            continue;
        }
        let dimensions = alarm.get("Dimensions").items().known;
        for dimension in &dimensions {
            let (name, value) = (dimension.get("Name"), dimension.get("Value"));
            let Target::Resource(resource, attribute) = value.target() else {
                continue;
            };
            let mut known = DIMENSIONS.iter();
            let kind = resource.resource_type();
            let Some((own, _, wanted)) = known.find(|(_, own, _)| *own == kind) else {
                continue;
            };
            // An attribute of its own may be the name by another way.
            let differs = match wanted {
                Some(wanted) => attribute.is_none_or(|own| own != *wanted && own.ends_with("Arn")),
                None => attribute.is_some_and(|own| own.ends_with("Arn")),
            };
            if differs || (kind.starts_with("AWS::ECS::") && !name.is(own)) {
                let message = format!(
                    "`{}` is not the {} of the metric",
                    value.shown(),
                    name.shown()
                );
                findings.report(value.place(), message);
            }
        }
        stranger(deployment, &dimensions, findings);
    }
}

/// A service that a cluster of this template does not have.
fn stranger<'d>(
    deployment: &'d Deployment<'d>,
    dimensions: &[Property<'d>],
    findings: &mut Findings<'_>,
) {
    let value = |wanted: &str| {
        let mut own = dimensions.iter();
        let own = own.find(|dimension| dimension.get("Name").is(wanted));
        own.map(|dimension| dimension.get("Value"))
    };
    let (Some(cluster), Some(service)) = (value("ClusterName"), value("ServiceName")) else {
        return;
    };
    let mut clusters = deployment.resources_of("AWS::ECS::Cluster");
    let is_here = clusters.any(|own| cluster.means(&own, "ClusterName") == Some(true));
    let mut services = deployment.services().iter();
    let may_be = |own: &Service<'d>| service.means(&own.properties, "ServiceName") != Some(false);
    if is_here && service.text().is_some() && deployment.sees_all() && !services.any(may_be) {
        let message = format!("no service of this template is called {}", service.shown());
        findings.report(service.place(), message);
    }
}
