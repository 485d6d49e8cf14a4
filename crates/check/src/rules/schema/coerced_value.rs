//! Value that CloudFormation converts.

use stackwright_template::Severity;
use crate::schema::What;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

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
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::Coerced { expected, found } = &violation.what {
            let message = format!("{expected} is expected here; {found} is converted");
            findings.report(violation.place(), message);
        }
    }
}
