//! JSON, with functions in their long form. A number that JSON cannot express (infinity, not a
//! number) becomes `null`.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use std::fmt::Write as _;

use crate::{Map, Node, Number, Template, Value};

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
        // About what a resource takes, so that the text is not moved again and again as it grows.
        let resources = self.root().get("Resources").and_then(Node::as_map);
        let mut json = String::with_capacity(1024 * resources.map_or(1, |map| 1 + map.len()));
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
        Value::Number(Number::Int(number)) => {
            json.push_str(itoa::Buffer::new().format(*number));
        }
        Value::Number(number) => push(json, number),
        Value::String(text) => push_json_string(json, text),
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
    json.push('"');
    push_characters(json, key);
    json.push_str("\": ");
    write(json, value, indent + 1);
}

/// Adds a text to JSON, in its quotes.
pub fn push_json_string(json: &mut String, text: &str) {
    json.push('"');
    push_characters(json, text);
    json.push('"');
}

/// What stands between the quotes of a string.
fn push_characters(json: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let plain = plain_length(rest.as_bytes());
        // What ends it is ASCII, so that characters end before and behind it.
        json.push_str(rest.get(..plain).unwrap_or_default());
        let Some(special) = rest.as_bytes().get(plain) else {
            return;
        };
        push_escaped(json, *special);
        rest = rest.get(plain + 1..).unwrap_or_default();
    }
}

/// A byte that JSON has other words for.
fn push_escaped(json: &mut String, byte: u8) {
    match byte {
        b'"' => json.push_str("\\\""),
        b'\\' => json.push_str("\\\\"),
        b'\n' => json.push_str("\\n"),
        b'\r' => json.push_str("\\r"),
        b'\t' => json.push_str("\\t"),
        0x08 => json.push_str("\\b"),
        0x0C => json.push_str("\\f"),
        _ => {
            // Writing to memory cannot fail.
            let _ = write!(json, "\\u{byte:04x}");
        }
    }
}

/// How many bytes at the beginning of a text stand in a string of JSON as they are: those before the first
/// quote, backslash or control character.
pub(crate) fn plain_length(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(word) = text.get(at..).and_then(<[u8]>::first_chunk) {
        match specials(*word) {
            0 => at += 8,
            // Of those behind the first one nothing is certain.
            found => return at + found.trailing_zeros() as usize / 8,
        }
    }
    // The last eight bytes, some of them for the second time, instead of those that are left.
    if let [.., a, b, c, d, e, f, g, h] = text
        && specials([*a, *b, *c, *d, *e, *f, *g, *h]) == 0
    {
        return text.len();
    }
    while let Some(byte) = text.get(at) {
        if *byte < b' ' || *byte == b'"' || *byte == b'\\' {
            break;
        }
        at += 1;
    }
    at
}

/// A bit in the first of eight bytes that is a quote, a backslash or a control character, and none where
/// there is none: all of them in one word, of which each byte overflows where it is one.
fn specials(bytes: [u8; 8]) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let is_below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let word = u64::from_le_bytes(bytes);
    // With this bit turned a quote is a space, and what is below a space stays there.
    let quote_or_control = is_below(word ^ (ONES * 0x02), 0x21);
    let backslash = is_below(word ^ (ONES * 0x5C), 1);
    (quote_or_control | backslash) & (ONES << 7)
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
