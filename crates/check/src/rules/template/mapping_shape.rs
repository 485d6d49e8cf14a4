//! Mapping of the wrong shape.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Function, Map, Node, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL123",
        family: Family::Template,
        severity: Severity::Error,
        title: "mapping of the wrong shape",
        why: "CloudFormation takes two levels of keys with plain values below",
        fix: "give the mapping two levels of keys, and strings, numbers or lists of these below",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html",
        bad: r#"
Mappings:
  Sizes:
    dev:
      Delay: a
    prod: 5
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !FindInMap [Sizes, dev, Delay]
"#,
        good: r#"
Mappings:
  Sizes:
    dev:
      Delay: 5
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !FindInMap [Sizes, dev, Delay]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for mapping in model.template().mappings() {
        let name = mapping.id();
        for (row, values) in mapping.node().as_map().into_iter().flat_map(Map::iter) {
            if row.is_macro() {
                continue;
            }
            let row = row.as_str();
            let place = Place::new(format_args!("Mappings/{name}/{row}"), values.span);
            let Some(values) = values.as_map() else {
                if values.value != Value::Null && !is_macro(values) {
                    let row = short(row);
                    let message =
                        format!("`{row}` of `{name}` is {}, not an object", shown(values));
                    findings.report(place, message);
                }
                continue;
            };
            for (key, value) in values.iter().filter(|(key, _)| !key.is_macro()) {
                if !key.as_str().bytes().all(|b| b.is_ascii_alphanumeric()) {
                    let key_path =
                        format_args!("Mappings/{name}/{row}/{}", key.as_str()).to_string();
                    let message = format!("the key `{}` is not alphanumeric", short(key.as_str()));
                    findings.report(Place::new(key_path, key.span), message);
                }
                let plain = |node: &Node| {
                    matches!(
                        node.value,
                        Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null
                    )
                };
                let list = value.as_list().is_some_and(|items| items.iter().all(plain));
                if plain(value) || list || is_macro(value) {
                    continue;
                }
                let key = key.as_str();
                findings.report(
                    Place::new(format_args!("Mappings/{name}/{row}/{key}"), value.span),
                    format!("a mapping cannot hold {}", shown(value)),
                );
            }
        }
    }
}

fn is_macro(node: &Node) -> bool {
    node.as_call()
        .is_some_and(|call| call.function == Function::Transform)
}
