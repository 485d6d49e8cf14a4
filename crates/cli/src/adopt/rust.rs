use std::fmt::Write;

use stackwright_template::{Node, Value};

use super::{Adoption, Kept};

impl Adoption {
    /// The lines for the end of the function that builds the stack, which it calls `stack`; empty where the
    /// program needs none.
    /// `file` is where the program includes the deployed template from, where it has to.
    pub fn to_rust(&self, file: &str) -> String {
        let mut text = String::new();
        if !self.pins.is_empty() {
            text.push_str("stack.pin_ids([\n");
            for (path, id) in &self.pins {
                let _ = writeln!(text, "    ({path:?}, {id:?}),");
            }
            text.push_str("]);\n");
        }
        for property in &self.overrides {
            let Kept {
                path,
                pointer,
                value,
            } = property;
            let _ = match value {
                Some(value) => writeln!(
                    text,
                    "stack.override_at({path:?}, {pointer:?}, {});",
                    expression(value)
                ),
                None => writeln!(text, "stack.remove_at({path:?}, {pointer:?});"),
            };
        }
        if !self.included.is_empty() {
            let _ = writeln!(
                text,
                "stack.include(Include::text(include_str!({file:?})).only(["
            );
            for id in &self.included {
                let _ = writeln!(text, "    {id:?},");
            }
            text.push_str("]));\n");
        }
        text
    }
}

/// A value as an expression of Rust.
fn expression(value: &Node) -> String {
    match &value.value {
        Value::List(items) if items.is_empty() => "Vec::<Value<Json>>::new()".to_owned(),
        Value::List(items) => {
            // Items of a list are of one type in Rust.
            let is_alike =
                items.iter().all(is_composed) || items.iter().all(|item| item.as_str().is_some());
            let items = items
                .iter()
                .map(|item| match is_alike || is_composed(item) {
                    true => expression(item),
                    false => format!("IntoValue::<Json>::into_value({})", expression(item)),
                });
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Value::Map(_) | Value::Call(_) | Value::Null => format!("object!({})", inner(value)),
        _ => inner(value),
    }
}

fn is_composed(value: &Node) -> bool {
    matches!(value.value, Value::Map(_) | Value::Call(_))
}

fn inner(value: &Node) -> String {
    match &value.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("{text:?}"),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(inner).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(map) => {
            let entries = map.iter();
            let entries =
                entries.map(|(key, value)| format!("{:?}: {}", key.as_str(), inner(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Call(call) => format!("{{{:?}: {}}}", call.function.name(), inner(&call.argument)),
    }
}
