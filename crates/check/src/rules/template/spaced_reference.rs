//! Dynamic reference with spaces.

use stackwright_template::{Segment, Severity, Walk};

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL193",
        family: Family::Template,
        severity: Severity::Warning,
        title: "dynamic reference with spaces",
        why: "CloudFormation takes it for a text like any other, and puts nothing in",
        fix: "write it without spaces, as `{{resolve:ssm:name}}`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: '{{ resolve:ssm:/shop/name }}'
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: '{{resolve:ssm:/shop/name}}'
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    model.template().walk(|path, node| {
        if matches!(path.segments(), [Segment::Key("Metadata"), ..]) {
            return Walk::Over;
        }
        let mut parts = node.as_str().unwrap_or_default().split("{{").skip(1);
        let spaced = |part: &str| {
            let inner = part.trim_start();
            inner.len() < part.len() && inner.starts_with("resolve:") && inner.contains("}}")
        };
        if parts.any(spaced) {
            findings.report(Place::new(path, node.span), "the reference has spaces");
        }
        Walk::Into
    });
}
