//! List with too few or too many items.

use stackwright_template::Severity;
use crate::schema::What;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

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
      Topics: [a-topic, b-topic]
"#,
        good: r#"
Resources:
  Fn:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: worker
      Topics: [a-topic]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::Items { count, bound } = &violation.what {
            let message = format!("the list has {count} items, where {bound} are taken");
            findings.report(violation.place(), message);
        }
    }
}
