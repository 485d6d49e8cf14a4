//! Resource that does not go with another one.

use crate::Place;
use crate::model::holds;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH130",
        family: Family::Schema,
        severity: Severity::Error,
        title: "resource that does not go with another one",
        why: "each is right by itself, and the service refuses them together",
        fix: "change one of them so that they fit",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Failed:
    Type: AWS::SQS::Queue
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
        maxReceiveCount: 3
"#,
        good: r#"
Resources:
  Failed:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
        maxReceiveCount: 3
"#,
    },
    check,
};

/// The rules of the facts that are told here, and what is wrong where they do not hold. Those on
/// tasks, load balancers and what scales are told more closely by rules of operations.
const TOLD: &[(&str, &str)] = &[
    (
        "E3502",
        "a FIFO queue and a standard queue cannot be each other's dead-letter queue",
    ),
    (
        "E3505",
        "the function may run longer than its queue hides a message",
    ),
    (
        "E3698",
        "the stage and its deployment are of different APIs",
    ),
    (
        "E3699",
        "the method and its authorizer are of different APIs",
    ),
    ("E3705", "a batch from a FIFO queue has at most 10 messages"),
    ("E3707", "the instance has another engine than its cluster"),
    (
        "E3708",
        "the method wants another kind of authorization than its authorizer gives",
    ),
    (
        "E3709",
        "the instance is encrypted and its cluster is not, or the other way round",
    ),
    ("E3712", "a group that cannot grow is scaled by a target"),
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let mut types: Vec<&str> = stackwright_facts::cross_resource_types().collect();
    types.dedup();
    for type_name in types {
        let mut resources = model.resources_of(type_name).peekable();
        if resources.peek().is_none() {
            continue;
        }
        let Ok(rules) = stackwright_facts::cross_resource_rules(type_name) else {
            continue;
        };
        for resource in resources {
            for rule in rules {
                let told = TOLD.iter().find(|(id, _)| *id == rule.id);
                if let Some((_, message)) = told
                    && holds(model, rule, resource) == Some(false)
                {
                    let place = Place::of_resource(resource.id(), resource.span());
                    findings.report(place, *message);
                }
            }
        }
    }
}
