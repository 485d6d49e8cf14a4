//! Parameters: what is asked for, and what is taken.

use stackwright_codes as codes;
use stackwright_template::{Map, Node, Value};

use super::expr::Context;
use crate::element::ParameterData;
use crate::value::Expr;

pub fn parameter(context: &mut Context, data: &ParameterData) -> Node {
    if let Some(written) = &data.written {
        return context.lower(written);
    }
    let mut map = Map::new();
    map.insert("Type", data.ty.clone());
    if let Some(value) = &data.default
        && let Some(value) = default(context, value)
    {
        map.insert("Default", value);
    }
    for (name, value) in &data.fields {
        let value = match (*name, value) {
            ("AllowedValues", Expr::List(values)) => {
                let values = values.iter().filter_map(|value| {
                    let value = context.lower(value);
                    if let (true, Some(text)) = (data.is_list, text(&value)) {
                        no_comma(context, "an allowed value", &text);
                    }
                    literal(context, "an allowed value", value)
                });
                Some(Node::from(values.collect::<Vec<_>>()))
            }
            ("MinValue" | "MaxValue", value) => {
                let value = context.lower(value);
                literal(context, "a limit", value)
            }
            (_, value) => Some(context.lower(value)),
        };
        if let Some(value) = value {
            map.insert(*name, value);
        }
    }
    Node::from(map)
}

/// The default as it stands in a template, where a list is text with commas.
fn default(context: &mut Context, value: &Expr) -> Option<Node> {
    let value = context.lower(value);
    let Some(items) = value.as_list() else {
        return literal(context, "the default", value);
    };
    let Some(items) = items.iter().map(text).collect::<Option<Vec<_>>>() else {
        no_literal(context, "the default", "a list of more than literals");
        return None;
    };
    for item in &items {
        no_comma(context, "the default", item);
    }
    Some(Node::from(items.join(",")))
}

/// The value, if it is a literal; a finding, if it is not.
fn literal(context: &mut Context, what: &str, value: Node) -> Option<Node> {
    match &value.value {
        Value::String(_) | Value::Number(_) | Value::Bool(_) => Some(value),
        _ => {
            no_literal(context, what, &format!("`{}`", value.kind()));
            None
        }
    }
}

fn no_literal(context: &mut Context, what: &str, found: &str) {
    let message = format!("{what} of a parameter is {found}");
    let help = "give a literal; it is taken before anything is deployed";
    context.report(codes::APP118.finding(message).help(help));
}

/// A word as the text that it is in a list.
fn text(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Commas divide a list, wherever they stand.
fn no_comma(context: &mut Context, what: &str, item: &str) {
    if item.contains(',') {
        let message =
            format!("{what} of a list has the item `{item}`, which its comma divides in two");
        context.report(codes::APP131.finding(message));
    }
}
