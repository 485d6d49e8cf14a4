//! Pattern of events that cannot be one.

use stackwright_template::{Map, Node, Severity, Span, Template, Value};

use crate::model::follow;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL198",
        family: Family::Template,
        severity: Severity::Error,
        title: "pattern of events that cannot be one",
        why: "Amazon EventBridge refuses the pattern",
        fix: "write a list for each field, of values and of operators such as `{prefix: ...}`",
        link: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html",
        bad: r#"
Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: aws.s3
"#,
        good: r#"
Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [aws.s3]
"#,
    },
    check,
};

/// Where patterns are: type, and path from the properties down.
const PLACES: [(&str, &str); 3] = [
    ("AWS::Events::Archive", "EventPattern"),
    ("AWS::Events::Rule", "EventPattern"),
    (
        "AWS::Pipes::Pipe",
        "SourceParameters/FilterCriteria/Filters/*/Pattern",
    ),
];

const OPERATORS: [&str; 8] = [
    "prefix",
    "suffix",
    "equals-ignore-case",
    "wildcard",
    "anything-but",
    "numeric",
    "exists",
    "cidr",
];

/// Reports a way into the pattern, a span, and what is wrong there.
type Report<'r> = dyn FnMut(&str, Span, String) + 'r;

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for (of_type, way) in PLACES {
        for resource in model.resources_of(of_type) {
            let Some(properties) = resource.get("Properties") else {
                continue;
            };
            let mut path = format!("Resources/{}/Properties", resource.id());
            follow(properties, way, &mut path, &mut |path, node| {
                pattern(node, path, findings);
            });
        }
    }
}

fn pattern(node: &Node, path: &str, findings: &mut Findings<'_>) {
    match &node.value {
        Value::Map(map) => fields(map, "", &mut |way, span, message| {
            findings.report(Place::new(format_args!("{path}{way}"), span), message);
        }),
        // What is put in at deployment may be outside of texts, too.
        Value::String(text) if !text.contains("${") && !text.contains("{{resolve:") => {
            let Ok(read) = Template::from_json(text) else {
                findings.report(Place::new(path, node.span), "the pattern is no JSON");
                return;
            };
            if let Some(map) = Node::from(read.into_root()).as_map() {
                fields(map, "", &mut |way, _, message| {
                    let way = way.trim_start_matches('/');
                    let message = format!("{message}, at `{way}` of the pattern");
                    findings.report(Place::new(path, node.span), message);
                });
            }
        }
        _ => {}
    }
}

/// The fields of an event, or of something inside it.
fn fields(map: &Map, way: &str, report: &mut Report<'_>) {
    for (key, node) in map.iter().filter(|(key, _)| !key.is_macro()) {
        let way = format!("{way}/{}", key.as_str());
        match &node.value {
            Value::Map(inner) => fields(inner, &way, report),
            Value::List(items) if key.as_str() == "$or" => {
                for (index, item) in items.iter().enumerate() {
                    if let Some(inner) = item.as_map() {
                        fields(inner, &format!("{way}/{index}"), report);
                    }
                }
            }
            Value::List(items) => {
                if items.is_empty() {
                    report(&way, node.span, "an empty list matches nothing".to_owned());
                }
                for (index, item) in items.iter().enumerate() {
                    if let Some(map) = item.as_map() {
                        operators(map, &format!("{way}/{index}"), report);
                    }
                }
            }
            Value::Call(_) => {}
            _ => {
                let message = format!("{} stands where a list is wanted", shown(node));
                report(&way, node.span, message);
            }
        }
    }
}

fn operators(map: &Map, way: &str, report: &mut Report<'_>) {
    for key in map.keys().filter(|key| !key.is_macro()) {
        let name = key.as_str();
        if !OPERATORS.contains(&name) {
            let message = format!("there is no operator `{}`", short(name));
            report(&format!("{way}/{name}"), key.span, message);
        }
    }
}
