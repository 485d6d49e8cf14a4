//! What a template has besides resources.

use stackwright_codes as codes;
use stackwright_template::{Map, Node, Value};

use super::expr::Context;
use crate::element::{OutputData, ParameterData, RuleData};

pub fn parameter(context: &mut Context, data: &ParameterData) -> Node {
    let mut map = Map::new();
    map.insert("Type", data.ty.clone());
    if let Some(default) = &data.default {
        let default = context.lower(default);
        match literal(&default) {
            Some(default) => {
                map.insert("Default", default);
            }
            None => {
                let message = match default.as_list() {
                    Some(_) => "the default of a parameter is a list of more than literals".into(),
                    None => format!("the default of a parameter is `{}`", default.kind()),
                };
                let help = "give a literal; it is taken before anything is deployed";
                context.report(codes::APP118.finding(message).help(help));
            }
        }
    }
    for (name, value) in &data.fields {
        map.insert(*name, context.lower(value));
    }
    Node::from(map)
}

/// A default as it stands in a template, where a list is text with commas.
fn literal(default: &Node) -> Option<Node> {
    let text = |node: &Node| match &node.value {
        Value::String(text) => Some(text.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match &default.value {
        Value::String(_) | Value::Number(_) | Value::Bool(_) => Some(default.clone()),
        Value::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(text).collect();
            Some(Node::from(items?.join(",")))
        }
        _ => None,
    }
}

pub fn rule(context: &mut Context, data: &RuleData) -> Node {
    let mut map = Map::new();
    if let Some(when) = &data.when {
        map.insert("RuleCondition", context.lower(when));
    }
    let assertions = data.assertions.iter().map(|assertion| {
        Node::from(Map::from_iter([
            ("Assert", context.lower(&assertion.holds)),
            (
                "AssertDescription",
                Node::from(assertion.description.clone()),
            ),
        ]))
    });
    let assertions: Vec<Node> = assertions.collect();
    map.insert("Assertions", assertions);
    Node::from(map)
}

pub fn output(context: &mut Context, data: &OutputData) -> Node {
    let mut map = Map::new();
    if let Some(description) = &data.description {
        map.insert("Description", description.clone());
    }
    if let Some(condition) = context.condition(data.condition) {
        map.insert("Condition", condition);
    }
    map.insert("Value", context.lower(&data.value));
    if let Some(name) = &data.export {
        let name = context.lower(name);
        context.exports(&name);
        map.insert("Export", Map::from_iter([("Name", name)]));
    }
    Node::from(map)
}
