//! Text that does not match its pattern.

use crate::rule::BuiltIn;
use crate::schema::{What, short};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

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
        let What::Pattern { value, pattern } = &violation.what else {
            continue;
        };
        let message = format!("{value} does not match the pattern `{}`", short(pattern));
        // A variable stays in a text that nobody substitutes.
        let help = value
            .contains("${")
            .then_some("write `!Sub` in front of the text, or `!Ref`");
        findings
            .report(violation.place(), message)
            .help_if(help.map(str::to_owned));
    }
}
