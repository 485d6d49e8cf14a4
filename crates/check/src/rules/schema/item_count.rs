//! List with too few or too many items.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH112",
        family: Family::Schema,
        severity: Severity::Error,
        title: "list with too few or too many items",
        why: "the service refuses the list",
        fix: "give as many items as are taken",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Fn:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: worker
      EventSourceArn: arn:aws:kafka:eu-central-1:123456789012:cluster/events/1234
      StartingPosition: LATEST
      Topics: [a-topic, b-topic]
"#,
        good: r#"
Resources:
  Fn:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: worker
      EventSourceArn: arn:aws:kafka:eu-central-1:123456789012:cluster/events/1234
      StartingPosition: LATEST
      Topics: [a-topic]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    tell(model, findings, |what| match what {
        What::Items { count, bound } => Some(format!(
            "the list has {count} items, where {bound} are taken"
        )),
        _ => None,
    });
}
