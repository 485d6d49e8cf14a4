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
        // Serializing strings, numbers and maps with string keys into memory cannot fail.
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }

    /// The template as JSON without spaces, which counts for CloudFormation's limit on size.
    pub fn to_json_compact(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
