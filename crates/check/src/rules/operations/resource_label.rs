//! A label that does not say which load balancer's requests are counted.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS705",
        family: Family::Operations,
        severity: Severity::Error,
        title: "requests of a load balancer counted without saying which",
        why: "`ALBRequestCountPerTarget` needs the end of the load balancer's ARN and that of the target group's, and other metrics have no label; Application Auto Scaling refuses the policy",
        fix: "`!Sub ${Balancer.LoadBalancerFullName}/${Group.TargetGroupFullName}`",
        link: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html",
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
        TargetValue: 70
        PredefinedMetricSpecification:
          PredefinedMetricType: ALBRequestCountPerTarget
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
          PredefinedMetricType: ALBRequestCountPerTarget
          ResourceLabel: app/shop/50dc6c495c0c9188/targetgroup/web/943f017f100becff
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for policy in deployment.scaling_policies() {
        let metric =
            policy.get("TargetTrackingScalingPolicyConfiguration/PredefinedMetricSpecification");
        let label = metric.get("ResourceLabel");
        let Some(name) = metric.get("PredefinedMetricType").text() else {
            continue;
        };
        if name != "ALBRequestCountPerTarget" {
            if label.is_given() {
                findings.report(label.place(), format!("the metric {name} has no label"));
            }
        } else if label.is_absent() {
            findings.report(
                metric.place(),
                format!("the metric {name} needs `ResourceLabel`"),
            );
        } else if let Some(why) = fault(deployment, &label) {
            findings.report(label.place(), format!("the label {} {why}", label.shown()));
        }
    }
}

fn fault<'d>(deployment: &'d Deployment<'d>, label: &Property<'d>) -> Option<String> {
    if let Some(text) = label.text() {
        let parts: Vec<&str> = text.split('/').collect();
        let fits = matches!(parts.as_slice(), ["app", _, _, "targetgroup", _, _]);
        return (!fits).then(|| "is not of the form app/NAME/ID/targetgroup/NAME/ID".to_owned());
    }
    let shown = label.shown();
    let balancing = deployment.balancing();
    let full = [
        (&balancing.load_balancers, "LoadBalancerFullName"),
        (&balancing.target_groups, "TargetGroupFullName"),
    ];
    for (resources, attribute) in full {
        for resource in resources {
            let id = resource.id();
            let other =
                shown.contains(&format!("${{{id}}}")) || shown.contains(&format!("${{{id}."));
            let own = format!("${{{id}.{attribute}}}");
            let first = attribute == "LoadBalancerFullName";
            if other && shown.contains(&own) && shown.starts_with(&own) != first {
                return Some(
                    "begins with the target group, and not with the load balancer".to_owned(),
                );
            }
            if other && !shown.contains(&format!("${{{id}.{attribute}}}")) {
                return Some(format!("does not have `{attribute}` of `{id}`"));
            }
        }
    }
    None
}
