//! A dead-letter queue by something else than its ARN.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Target};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL197",
        family: Family::Template,
        severity: Severity::Error,
        title: "dead-letter queue that is not told by its ARN",
        why: "`Ref` of a queue is its URL; Amazon SQS refuses it where an ARN is wanted",
        fix: "write `!GetAtt Queue.Arn`",
        link: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
        bad: r#"
Resources:
  DeadLetters:
    Type: AWS::SQS::Queue
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      MessageRetentionPeriod: 1209600
  Jobs:
    Type: AWS::SQS::Queue
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !Ref DeadLetters
        maxReceiveCount: 5
"#,
        good: r#"
Resources:
  DeadLetters:
    Type: AWS::SQS::Queue
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      MessageRetentionPeriod: 1209600
  Jobs:
    Type: AWS::SQS::Queue
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadLetters.Arn
        maxReceiveCount: 5
"#,
    },
    check,
};

const QUEUE: &str = "AWS::SQS::Queue";

/// What has a policy that the schemas do not look into.
const HOLDERS: [&str; 2] = [QUEUE, "AWS::SNS::Subscription"];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for holder in HOLDERS {
        for resource in deployment.resources_of(holder) {
            compare(&resource.get("RedrivePolicy/deadLetterTargetArn"), findings);
        }
    }
}

fn compare(named: &Property<'_>, findings: &mut Findings<'_>) {
    let Target::Resource(queue, attribute) = named.target() else {
        return;
    };
    if queue.resource_type() == QUEUE && attribute != Some("Arn") {
        let id = queue.id();
        let message = format!("{} of `{id}` is no ARN", attribute.unwrap_or("`Ref`"));
        findings
            .report(named.place(), message)
            .help(format!("write `!GetAtt {id}.Arn`"));
    }
}
