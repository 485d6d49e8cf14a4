//! Target of a rule that lacks what its service needs, or rule on the wrong bus.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL201",
        family: Family::Template,
        severity: Severity::Error,
        title: "rule of events whose bus or target does not take it",
        why: "Amazon EventBridge refuses the rule or its target",
        fix: "give state machines and streams a role, FIFO queues a group, and schedules the default bus",
        link: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html",
        bad: r#"
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Rule:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
      Targets:
        - Id: orders
          Arn: !GetAtt Orders.Arn
"#,
        good: r#"
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      ContentBasedDeduplication: true
  Rule:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
      Targets:
        - Id: orders
          Arn: !GetAtt Orders.Arn
          SqsParameters:
            MessageGroupId: orders
"#,
    },
    check,
};

/// What rules reach by a role only.
const BY_ROLE: [&str; 5] = [
    "AWS::CodeBuild::Project",
    "AWS::CodePipeline::Pipeline",
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::StepFunctions::StateMachine",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for rule in deployment.resources_of("AWS::Events::Rule") {
        let (bus, schedule) = (rule.get("EventBusName"), rule.get("ScheduleExpression"));
        let own = bus.target_of(&["AWS::Events::EventBus"]).is_some();
        let other = bus.text().is_some_and(|bus| !bus.ends_with("default"));
        if (own || other) && schedule.text().is_some_and(|text| !text.is_empty()) {
            let message = format!("the bus {} starts nothing by schedule", bus.shown());
            findings.report(bus.place(), message);
        }
        for target in rule.get("Targets").items().known {
            check_target(&target, findings);
        }
    }
}

fn check_target(target: &Property<'_>, findings: &mut Findings<'_>) {
    let arn = target.get("Arn");
    if target.get("RoleArn").is_absent()
        && let Some(resource) = arn.target_of(&BY_ROLE)
    {
        let message = format!("nothing lets the rule reach `{}`", resource.id());
        findings
            .report(arn.place(), message)
            .help("give a `RoleArn`");
    }
    if let Some(queue) = arn.target_of(&["AWS::SQS::Queue"])
        && queue.get("FifoQueue").flag() == Some(true)
        && target.get("SqsParameters/MessageGroupId").is_absent()
    {
        let message = format!("the FIFO queue `{}` is sent no group", queue.id());
        findings
            .report(arn.place(), message)
            .help("give `SqsParameters` with a `MessageGroupId`");
    }
}
