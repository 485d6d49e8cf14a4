//! Null.

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL105",
        family: Family::Template,
        severity: Severity::Error,
        title: "null",
        why: "CloudFormation refuses null in templates",
        fix: "give a value, take the key out, or write `!Ref AWS::NoValue`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName:
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: ''
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for null in model.nodes().nulls() {
        findings.report(null.place(), "the value is null");
    }
}
