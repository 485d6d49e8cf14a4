//! Transforms in an order that CloudFormation does not take.

use stackwright_template::Severity;

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL215",
        family: Family::Template,
        severity: Severity::Error,
        title: "transforms in an order that is refused",
        why: "CloudFormation applies transforms in the order of the list, and AWS::LanguageExtensions has to come before AWS::Serverless, which does not know its functions",
        fix: "put `AWS::LanguageExtensions` in front of `AWS::Serverless-2016-10-31`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html",
        bad: r#"
Transform:
  - AWS::Serverless-2016-10-31
  - AWS::LanguageExtensions
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Transform:
  - AWS::LanguageExtensions
  - AWS::Serverless-2016-10-31
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

/// What was said to those who met it: <https://github.com/aws/aws-sam-cli/issues/5647>.
fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let mut serverless = false;
    for (index, transform) in model.template().transforms().enumerate() {
        match transform.name() {
            Some(name) if name.starts_with("AWS::Serverless-") => serverless = true,
            Some("AWS::LanguageExtensions") if serverless => {
                let place = Place::new(format_args!("Transform/{index}"), transform.node().span);
                let message = "`AWS::LanguageExtensions` comes behind `AWS::Serverless`";
                findings.report(place, message);
            }
            _ => {}
        }
    }
}
