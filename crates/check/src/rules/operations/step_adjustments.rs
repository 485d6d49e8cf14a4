//! Steps of scaling that overlap or leave gaps.

use stackwright_template::{Severity, sort_few};

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS710",
        family: Family::Operations,
        severity: Severity::Error,
        title: "steps of scaling that overlap, leave gaps, or end",
        why: "for each distance of the metric from its threshold there is one step; Application Auto Scaling refuses the policy otherwise",
        fix: "let each step begin where another ends, the last one without an upper bound, or the first without a lower one",
        link: "https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html",
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
  Steps:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: steps
      PolicyType: StepScaling
      ScalingTargetId: !Ref Target
      StepScalingPolicyConfiguration:
        AdjustmentType: ChangeInCapacity
        StepAdjustments:
          - MetricIntervalLowerBound: 0
            MetricIntervalUpperBound: 15
            ScalingAdjustment: 1
          - MetricIntervalLowerBound: 10
            ScalingAdjustment: 2
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
  Steps:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: steps
      PolicyType: StepScaling
      ScalingTargetId: !Ref Target
      StepScalingPolicyConfiguration:
        AdjustmentType: ChangeInCapacity
        StepAdjustments:
          - MetricIntervalLowerBound: 0
            MetricIntervalUpperBound: 10
            ScalingAdjustment: 1
          - MetricIntervalLowerBound: 10
            ScalingAdjustment: 2
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for policy in deployment.scaling_policies() {
        let configuration = policy.get("StepScalingPolicyConfiguration");
        if !configuration.is_given() {
            continue;
        }
        let steps = configuration.get("StepAdjustments");
        let items = steps.items();
        if configuration.get("AdjustmentType").is_absent() {
            findings.report(configuration.place(), "no `AdjustmentType` is given");
        }
        if items.complete
            && let Some(why) = fault(&items.known)
        {
            findings.report(steps.place(), why);
        }
    }
}

fn fault(steps: &[Property<'_>]) -> Option<String> {
    if steps.is_empty() {
        return Some("no step is given".to_owned());
    }
    let mut ranges = Vec::new();
    for step in steps {
        let bound = |name, open| {
            let bound = step.get(name);
            if bound.is_absent() {
                Some(open)
            } else {
                bound.number()
            }
        };
        let from: f64 = bound("MetricIntervalLowerBound", f64::NEG_INFINITY)?;
        let to: f64 = bound("MetricIntervalUpperBound", f64::INFINITY)?;
        if from >= to {
            return Some(format!("a step from {from} to {to} is empty"));
        }
        if from.is_infinite() && to.is_infinite() && steps.len() > 1 {
            return Some("one of several steps has no bound".to_owned());
        }
        ranges.push((from, to));
    }
    sort_few(&mut ranges, |one, other| one.0 < other.0);
    for pair in ranges.windows(2) {
        if let [(_, end), (begin, _)] = pair
            && end != begin
        {
            let what = if end > begin {
                "overlap"
            } else {
                "leave a gap"
            };
            return Some(format!(
                "a step ends at {end} and the next begins at {begin}: they {what}"
            ));
        }
    }
    let (first, last) = (ranges.first()?, ranges.last()?);
    if last.1.is_finite() && last.1 > 0.0 {
        return Some(format!("no step is for what is above {}", last.1));
    }
    (first.0.is_finite() && first.0 < 0.0)
        .then(|| format!("no step is for what is below {}", first.0))
}
