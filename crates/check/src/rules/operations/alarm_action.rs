//! Action of an alarm that is none.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Target};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS719",
        family: Family::Operations,
        severity: Severity::Error,
        title: "action of an alarm that cannot be taken",
        why: "an alarm acts by the ARN of a topic, a scaling policy, a function or the like; CloudWatch refuses another",
        fix: "name the policy rather than what it scales",
        link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
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
      ComparisonOperator: LessThanThreshold
      AlarmActions: [!Ref Target]
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

/// What an alarm of a metric can do something with, all by `Ref` or by an attribute with the ARN.
const ACTORS: [&str; 10] = [
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    "AWS::AutoScaling::ScalingPolicy",
    "AWS::Lambda::Alias",
    "AWS::Lambda::Function",
    "AWS::Lambda::Version",
    "AWS::SNS::Topic",
    "AWS::SSMIncidents::ResponsePlan",
    "AWS::Serverless::Function",
    "AWS::AIOps::InvestigationGroup",
    "AWS::EC2::Instance",
];

const LISTS: [&str; 3] = ["AlarmActions", "OKActions", "InsufficientDataActions"];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for alarm in deployment.resources_of("AWS::CloudWatch::Alarm") {
        for action in LISTS.iter().flat_map(|list| alarm.get(list).items().known) {
            let Target::Resource(actor, _) = action.target() else {
                continue;
            };
            let kind = actor.resource_type();
            let known = kind.starts_with("AWS::") && !kind.starts_with("AWS::CloudFormation::");
            if known && !ACTORS.contains(&kind) {
                let message = format!(
                    "`{}` is an `{kind}`, which an alarm can do nothing with",
                    actor.id()
                );
                findings.report(action.place(), message);
            }
        }
    }
}
