//! Format version that does not exist.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::shown;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Section, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL102",
        family: Family::Template,
        severity: Severity::Error,
        title: "format version that does not exist",
        why: "CloudFormation knows one version, and refuses others",
        fix: "write `2010-09-09`, or leave the section out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/format-version-structure.html",
        bad: r#"
AWSTemplateFormatVersion: '2010-09-10'
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
AWSTemplateFormatVersion: 2010-09-09
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let Some(node) = model.template().section(Section::FormatVersion) else {
        return;
    };
    if node.value != Value::Null && node.as_str() != Some("2010-09-09") {
        findings.report(
            Place::new(Section::FormatVersion.name(), node.span),
            format!("{} is no format version", shown(node)),
        );
    }
}
