//! Settings of an event source mapping that its source does not have.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Target};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL200",
        family: Family::Template,
        severity: Severity::Error,
        title: "settings that do not fit the source of a function's events",
        why: "AWS Lambda refuses the mapping",
        fix: "give streams a `StartingPosition` and queues none; more than 10 messages need a window",
        link: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
        bad: r#"
Resources:
  Stream:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 1
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: worker
      EventSourceArn: !GetAtt Stream.Arn
"#,
        good: r#"
Resources:
  Stream:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 1
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: worker
      EventSourceArn: !GetAtt Stream.Arn
      StartingPosition: LATEST
"#,
    },
    check,
};

enum Source {
    Stream,
    Queue,
}

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for mapping in deployment.resources_of("AWS::Lambda::EventSourceMapping") {
        let arn = mapping.get("EventSourceArn");
        let (position, size) = (mapping.get("StartingPosition"), mapping.get("BatchSize"));
        let window = mapping.get("MaximumBatchingWindowInSeconds");
        match source(&arn) {
            Some(Source::Stream) if position.is_absent() => {
                findings.report(arn.place(), "a stream is read from no `StartingPosition`");
            }
            Some(Source::Queue) if position.is_given() => {
                findings.report(position.place(), "a queue has no `StartingPosition`");
            }
            Some(Source::Queue)
                if size.number().is_some_and(|size| size > 10.0)
                    && (window.is_absent() || window.number() == Some(0.0)) =>
            {
                let message = "more than 10 messages are gathered, in no time";
                findings
                    .report(size.place(), message)
                    .help("give a `MaximumBatchingWindowInSeconds` of 1 or more");
            }
            _ => {}
        }
    }
}

/// What kind of source it is; the schema knows what goes with an ARN that is written out.
fn source(arn: &Property<'_>) -> Option<Source> {
    let Target::Resource(resource, _) = arn.target() else {
        return None;
    };
    match resource.resource_type() {
        // Rules across resources know what FIFO queues take.
        "AWS::SQS::Queue" if resource.get("FifoQueue").is_absent() => Some(Source::Queue),
        "AWS::Kinesis::Stream"
        | "AWS::Kinesis::StreamConsumer"
        | "AWS::DynamoDB::Table"
        | "AWS::DynamoDB::GlobalTable"
        | "AWS::MSK::Cluster"
        | "AWS::MSK::ServerlessCluster" => Some(Source::Stream),
        _ => None,
    }
}
