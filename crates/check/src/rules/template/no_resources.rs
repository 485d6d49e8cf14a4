//! Template without resources.

use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Map, Node, Section, Span};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL103",
        family: Family::Template,
        severity: Severity::Error,
        title: "template without resources",
        why: "CloudFormation refuses a template that makes nothing",
        fix: "add a resource",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
        bad: r#"
Resources: {}
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
    let template = model.template();
    let node = template.section(Section::Resources);
    if model.is_rewritten() || node.is_some_and(|node| !is_empty(node)) {
        return;
    }
    let span = node.map_or(Span::NONE, |node| node.span);
    let place = match node {
        Some(_) => Place::new(Section::Resources.name(), span),
        None => Place::whole(),
    };
    findings.report(place, "the template has no resources");
}

/// Whether there is nothing; what is there and no map is reported as that.
fn is_empty(node: &Node) -> bool {
    node.as_map().is_some_and(Map::is_empty)
}
