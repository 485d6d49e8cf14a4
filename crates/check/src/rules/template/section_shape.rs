//! Section or entry of the wrong shape.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Call, Function, Map, Node, Section, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL104",
        family: Family::Template,
        severity: Severity::Error,
        title: "section or entry of the wrong shape",
        why: "CloudFormation cannot read it",
        fix: "give the section the shape that it has in the documentation",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  - Name
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Name:
    Value: !Ref Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for section in Section::ALL {
        let Some(node) = model.template().section(section) else {
            continue;
        };
        let name = section.name();
        let expected = match section {
            Section::FormatVersion => continue,
            Section::Description => (!matches!(node.value, Value::String(_))).then_some("a string"),
            Section::Transform => (!is_transform(node)).then_some("the name of a macro"),
            _ => (!is_object(node)).then_some("an object"),
        };
        if node.value == Value::Null {
            continue;
        }
        if let Some(expected) = expected {
            findings.report(
                Place::new(name, node.span),
                format!("the section `{name}` is {}, not {expected}", shown(node)),
            );
            continue;
        }
        if matches!(
            section,
            Section::Description | Section::Transform | Section::Metadata | Section::Conditions
        ) {
            continue;
        }
        entries(name, node, findings);
    }
}

fn entries(section: &str, node: &Node, findings: &mut Findings<'_>) {
    for (key, entry) in node.as_map().into_iter().flat_map(Map::iter) {
        if key.is_macro() || is_object(entry) || entry.value == Value::Null {
            continue;
        }
        findings.report(
            Place::new(format_args!("{section}/{}", key.as_str()), entry.span),
            format!(
                "`{}` is {}, not an object",
                short(key.as_str()),
                shown(entry)
            ),
        );
    }
}

/// A map, or what becomes one.
fn is_object(node: &Node) -> bool {
    let expanded = |call: &Call| call.function == Function::Transform;
    node.as_map().is_some() || node.as_call().is_some_and(expanded)
}

fn is_transform(node: &Node) -> bool {
    let one = |node: &Node| {
        node.as_str().is_some() || node.get("Name").is_some_and(|name| name.as_str().is_some())
    };
    one(node) || node.as_list().is_some_and(|list| list.iter().all(one))
}
