use stackwright_template::{Node, Number, Value};

use crate::rust::{self, Code};

/// A mapping, if it holds what mappings do.
pub fn mapping(node: &Node) -> Option<Code> {
    let mut code = Code::call("Mapping::new", []);
    for (top, row) in node.as_map()?.iter() {
        let row = row.as_map().filter(|row| !row.is_empty())?;
        for (second, value) in row.iter() {
            let arguments = [
                Code::text(top.as_str()),
                Code::text(second.as_str()),
                self::value(value)?,
            ];
            code = code.method("entry", arguments);
        }
    }
    Some(code)
}

fn value(node: &Node) -> Option<Code> {
    Some(match &node.value {
        Value::String(text) => Code::text(text),
        Value::Bool(value) => Code::atom(value.to_string()),
        Value::Number(Number::Int(value)) => Code::Atom(rust::integer(*value)),
        Value::List(items) if !items.is_empty() => {
            let items = items.iter().map(|item| item.as_str().map(Code::text));
            Code::Array(items.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}
