//! A value to track that a metric never has.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS706",
        family: Family::Operations,
        severity: Severity::Error,
        title: "target value that the metric cannot have",
        why: "Application Auto Scaling refuses values that are not above 0, and on Fargate no utilization is above 100 %",
        fix: "a percentage such as 70, or what one task can serve",
        link: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html",
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
        TargetValue: 0
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
        TargetValue: 60
        PredefinedMetricSpecification:
          PredefinedMetricType: ECSServiceAverageCPUUtilization
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for policy in deployment.scaling_policies() {
        let configuration = policy.get("TargetTrackingScalingPolicyConfiguration");
        let value = configuration.get("TargetValue");
        let metric = configuration.get("PredefinedMetricSpecification/PredefinedMetricType");
        let metric = metric.text().unwrap_or_default();
        if value.all_values(|text| text.trim().parse::<f64>().is_ok_and(|number| number <= 0.0)) {
            findings.report(
                value.place(),
                format!("the value {} is not above 0", value.shown()),
            );
        } else if metric.contains("Utilization")
            && value.number().is_some_and(|number| number > 100.0)
        {
            // Instances lend more than was asked for, so that it is not refused.
            let message = format!(
                "{metric} does not reach {} %, so nothing is ever scaled out",
                value.shown()
            );
            findings.warn(value.place(), message);
        }
    }
}
