//! Text that does not have its format.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::{What, format_said};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH109",
        family: Family::Schema,
        severity: Severity::Error,
        title: "text that does not have its format",
        why: "the service refuses the text",
        fix: "write the text in the format that is expected",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Net:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/33
"#,
        good: r#"
Resources:
  Net:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    tell(model, findings, |what| match what {
        What::Format { value, format } => Some(format!("{value} is not {}", format_said(format))),
        _ => None,
    });
}
