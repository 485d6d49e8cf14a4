//! Parameter that can have a value the property does not take.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH121",
        family: Family::Schema,
        severity: Severity::Warning,
        title: "parameter that can have a value the property does not take",
        why: "a deployment with that value fails",
        fix: "narrow the parameter with `AllowedValues` or `AllowedPattern`, or change its default",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Parameters:
  Size:
    Type: String
    Default: huge
Resources:
  Set:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: !Ref Size
"#,
        good: r#"
Parameters:
  Size:
    Type: String
    Default: MUTABLE
    AllowedValues: [MUTABLE, IMMUTABLE]
Resources:
  Set:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: !Ref Size
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    tell(model, findings, |what| match what {
        What::Parameter {
            name,
            value,
            problem,
        } => Some(format!(
            "the parameter `{name}` can be {value} here, where {problem}"
        )),
        _ => None,
    });
}
