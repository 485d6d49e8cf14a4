//! Resource without a type.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::Value;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL108",
        family: Family::Template,
        severity: Severity::Error,
        title: "resource without a type",
        why: "CloudFormation does not know what to make",
        fix: "say what the resource is, with `Type`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
        bad: r#"
Resources:
  Topic:
    Properties: {}
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for resource in model.bodies() {
        if resource.node().as_map().is_none() || resource.resource_type().is_some() {
            continue;
        }
        let id = resource.id();
        match resource.get("Type") {
            None => findings.report(
                Place::new(&resource.path, resource.span()),
                format!("the resource `{}` has no type", short(id)),
            ),
            Some(node) if node.value == Value::Null => continue,
            Some(node) => findings.report(
                Place::new(format_args!("{}/Type", resource.path), node.span),
                format!(
                    "the type of `{}` is {}, not a string",
                    short(id),
                    shown(node)
                ),
            ),
        };
    }
}
