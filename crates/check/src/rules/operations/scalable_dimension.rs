//! A dimension of scaling that belongs to another service of AWS.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS709",
        family: Family::Operations,
        severity: Severity::Error,
        title: "scalable dimension of another namespace",
        why: "Application Auto Scaling refuses the target",
        fix: "for services of Amazon ECS the namespace is `ecs` and the dimension `ecs:service:DesiredCount`",
        link: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
        bad: r#"
Resources:
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: dynamodb:table:ReadCapacityUnits
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

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let targets = deployment
        .scalable_targets()
        .iter()
        .map(|target| target.properties);
    for resource in targets.chain(deployment.scaling_policies()) {
        let (namespace, dimension) = (
            resource.get("ServiceNamespace"),
            resource.get("ScalableDimension"),
        );
        let (Some(namespace), Some(text)) = (namespace.text(), dimension.text()) else {
            continue;
        };
        if text.split(':').next() != Some(&*namespace) {
            let message = format!("the dimension {text} is not one of the namespace `{namespace}`");
            findings.report(dimension.place(), message);
        }
    }
}
