//! Value that CloudFormation converts.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH106",
        family: Family::Schema,
        severity: Severity::Warning,
        title: "value that CloudFormation converts",
        why: "CloudFormation takes it, but other tools refuse it, and a number written as one can lose digits",
        fix: "write the value in the type that the property has",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: '5'
"#,
        good: r#"
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 5
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    tell(model, findings, |what| match what {
        What::Coerced { expected, found } => {
            Some(format!("{expected} is expected here; {found} is converted"))
        }
        _ => None,
    });
}
