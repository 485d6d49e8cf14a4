//! Text that does not match its pattern.

use stackwright_template::Severity;
use crate::schema::{What, short};
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH108",
        family: Family::Schema,
        severity: Severity::Error,
        title: "text that does not match its pattern",
        why: "the service refuses the text",
        fix: "write the text so that it matches the pattern",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Vpc:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: Web_App!
"#,
        good: r#"
Resources:
  Vpc:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: web_app
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::Pattern { value, pattern } = &violation.what {
            let message = format!("{value} does not match the pattern `{}`", short(pattern));
            findings.report(violation.place(), message);
        }
    }
}
