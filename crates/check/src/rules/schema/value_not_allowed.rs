//! Value that is not among those allowed.

use crate::rule::BuiltIn;
use crate::schema::{What, some_of};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH107",
        family: Family::Schema,
        severity: Severity::Error,
        title: "value that is not among those allowed",
        why: "the service refuses the value",
        fix: "use one of the values that are allowed",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Web:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: MUTABEL
"#,
        good: r#"
Resources:
  Web:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: MUTABLE
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        let What::NotAllowed {
            value,
            allowed,
            nearest,
        } = &violation.what
        else {
            continue;
        };
        let mut message = format!("{value} is not allowed here");
        if let Some(because) = &violation.because {
            message.push_str(&format!(" because of {because}"));
        }
        let help = match nearest {
            Some(nearest) if allowed.len() > 1 => format!("did you mean `{nearest}`?"),
            _ => format!("use {}", some_of(allowed)),
        };
        findings.report(violation.place(), message).help(help);
    }
}
