//! Dynamic reference with spaces.

use stackwright_template::Severity;

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

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
    let spaced = |part: &str| {
        let inner = part.trim_start();
        inner.len() < part.len() && inner.starts_with("resolve:") && inner.contains("}}")
    };
    for (spot, text) in model.nodes().braced_texts() {
        let mut parts = text.split("{{").skip(1);
        if parts.any(spaced) && spot.section() != "Metadata" {
            findings.report(spot.place(), "the reference has spaces");
        }
    }
}
