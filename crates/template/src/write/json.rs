//! JSON, with functions in their long form. A number that JSON cannot express (infinity, not a
//! number) becomes `null`.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::{Map, Node, Template, Value};

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.root().serialize(serializer)
    }
}

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key.as_str(), value)?;
        }
        map.end()
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(b) => serializer.serialize_bool(*b),
            Value::Number(number) => number.serialize(serializer),
            Value::String(text) => serializer.serialize_str(text),
            Value::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Value::Map(map) => map.serialize(serializer),
            Value::Call(call) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(call.function.name(), &call.argument)?;
                map.end()
            }
        }
    }
}

impl Template {
    /// The template as JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        write_map(&mut json, self.root(), 0);
        json.push('\n');
        json
    }

    /// The template as JSON without spaces, which counts for CloudFormation's limit on size.
    pub fn to_json_compact(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

// What follows writes what serde_json's `to_string_pretty` does in half of its time, most of which
// goes to indentation, level by level, and to the search for what must be escaped.

fn write(json: &mut String, node: &Node, indent: usize) {
    match &node.value {
        Value::Null => json.push_str("null"),
        Value::Bool(true) => json.push_str("true"),
        Value::Bool(false) => json.push_str("false"),
        Value::Number(number) => push(json, number),
        Value::String(text) => write_string(json, text),
        Value::List(items) if items.is_empty() => json.push_str("[]"),
        Value::List(items) => {
            json.push('[');
            for (position, item) in items.iter().enumerate() {
                new_line(json, position > 0, indent + 1);
                write(json, item, indent + 1);
            }
            new_line(json, false, indent);
            json.push(']');
        }
        Value::Map(map) => write_map(json, map, indent),
        Value::Call(call) => {
            json.push('{');
            write_entry(json, call.function.name(), &call.argument, false, indent);
            new_line(json, false, indent);
            json.push('}');
        }
    }
}

fn write_map(json: &mut String, map: &Map, indent: usize) {
    json.push('{');
    for (position, (key, value)) in map.iter().enumerate() {
        write_entry(json, key.as_str(), value, position > 0, indent);
    }
    if !map.is_empty() {
        new_line(json, false, indent);
    }
    json.push('}');
}

fn write_entry(json: &mut String, key: &str, value: &Node, comma: bool, indent: usize) {
    new_line(json, comma, indent + 1);
    write_string(json, key);
    json.push_str(": ");
    write(json, value, indent + 1);
}

fn write_string(json: &mut String, text: &str) {
    // Without a way out of the loop, so that it takes many bytes at a time.
    let is_special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    if text.bytes().fold(false, |any, byte| any | is_special(byte)) {
        push(json, text);
    } else {
        json.push('"');
        json.push_str(text);
        json.push('"');
    }
}

fn new_line(json: &mut String, comma: bool, indent: usize) {
    // As deep as templates are in practice.
    const LINE: &str = ",\n                                ";
    match LINE.get(usize::from(!comma)..2 + 2 * indent) {
        Some(line) => json.push_str(line),
        None => {
            json.push_str(if comma { ",\n" } else { "\n" });
            json.extend(std::iter::repeat_n("  ", indent));
        }
    }
}

/// What serde_json writes.
fn push(json: &mut String, value: impl Serialize) {
    // Serializing strings and numbers into memory cannot fail.
    json.push_str(&serde_json::to_string(&value).unwrap_or_default());
}
