//! A target of scaling that nothing scales.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Target};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS711",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "scalable target without a policy",
        why: "nothing ever changes its capacity",
        fix: "add a scaling policy or scheduled actions",
        link: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
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
    // A policy whose target is not known may be the one.
    let unclear = |policy: &Property<'d>| {
        let target = policy.get("ScalingTargetId");
        let by_id = target.is_given() && matches!(target.target(), Target::Unknown);
        by_id || policy.get("ResourceId").is_given() && policy.get("ResourceId").text().is_none()
    };
    if !deployment.sees_all() || deployment.scaling_policies().any(|policy| unclear(&policy)) {
        return;
    }
    for target in deployment.scalable_targets() {
        let scheduled = target.get("ScheduledActions");
        if target.policies.is_empty() && scheduled.is_absent() {
            let message = format!(
                "no policy of this template scales `{}`",
                target.properties.id()
            );
            findings.report(target.properties.place(), message);
        }
    }
}
