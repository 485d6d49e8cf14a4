//! Steps of scaling that the alarm never gets to.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS718",
        family: Family::Operations,
        severity: Severity::Error,
        title: "steps that the alarm never reaches",
        why: "steps are counted from the threshold of the alarm: one that goes off below it starts steps below 0, one that goes off above it steps above 0; where there are none nothing is scaled",
        fix: "bound the steps by `MetricIntervalUpperBound: 0` for an alarm below its threshold, by `MetricIntervalLowerBound: 0` for one above",
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
  Policy:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: in
      PolicyType: StepScaling
      ScalingTargetId: !Ref Target
      StepScalingPolicyConfiguration:
        AdjustmentType: ChangeInCapacity
        StepAdjustments:
          - ScalingAdjustment: -1
            MetricIntervalUpperBound: 0
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions:
        - Name: QueueName
          Value: jobs
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 5
      Threshold: 10
      ComparisonOperator: GreaterThanThreshold
      AlarmActions: [!Ref Policy]
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
      PolicyName: in
      PolicyType: StepScaling
      ScalingTargetId: !Ref Target
      StepScalingPolicyConfiguration:
        AdjustmentType: ChangeInCapacity
        StepAdjustments:
          - ScalingAdjustment: -1
            MetricIntervalUpperBound: 0
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions:
        - Name: QueueName
          Value: jobs
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 5
      Threshold: 10
      ComparisonOperator: LessThanThreshold
      AlarmActions: [!Ref Policy]
"#,
    },
    check,
};

const POLICY: &str = "AWS::ApplicationAutoScaling::ScalingPolicy";

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for alarm in deployment.resources_of("AWS::CloudWatch::Alarm") {
        let Some(above) = goes_off_above(&alarm) else {
            continue;
        };
        for action in alarm.get("AlarmActions").items().known {
            let Some(policy) = action.target_of(&[POLICY]) else {
                continue;
            };
            let steps = policy.get("StepScalingPolicyConfiguration/StepAdjustments");
            let items = steps.items();
            let out_of_reach = |step: &Property<'d>| is_out_of_reach(step, above);
            let none = items.complete && !items.known.is_empty();
            if none && items.known.iter().all(out_of_reach) {
                let (alarm, side) = (alarm.id(), if above { "above" } else { "below" });
                let message = format!(
                    "`{alarm}` goes off {side} its threshold, and no step of `{}` is there",
                    policy.id()
                );
                findings.report(action.place(), message);
            }
        }
    }
}

/// Whether an alarm goes off above its threshold, or below it.
fn goes_off_above(alarm: &Property<'_>) -> Option<bool> {
    match alarm.get("ComparisonOperator").text()?.as_ref() {
        "GreaterThanThreshold" | "GreaterThanOrEqualToThreshold" => Some(true),
        "LessThanThreshold" | "LessThanOrEqualToThreshold" => Some(false),
        _ => None,
    }
}

/// Whether a step lies on the other side of the threshold.
fn is_out_of_reach(step: &Property<'_>, above: bool) -> bool {
    match above {
        true => step
            .get("MetricIntervalUpperBound")
            .number()
            .is_some_and(|to| to <= 0.0),
        false => step
            .get("MetricIntervalLowerBound")
            .number()
            .is_some_and(|from| from >= 0.0),
    }
}
