//! Value that CloudFormation converts.

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
        why: "CloudFormation takes it, but other tools refuse it; a number that is written in another way than it is read, as 1.10, loses digits, which is a warning",
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
        let What::Coerced {
            expected,
            found,
            written,
        } = &violation.what
        else {
            continue;
        };
        let message = format!("{expected} is expected here; {found} is converted");
        match written {
            Some(written) => findings
                .report(violation.place(), format!("{message}, and not {written}"))
                .help(format!("write \"{written}\"")),
            None => {
                findings.note(violation.place(), message);
            }
        }
    }
}
