//! Tests of the document model through its public face.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod hostile;
mod intrinsics;
mod map;
mod places;
mod read_errors;
mod read_json;
mod read_yaml;
mod round_trip;
mod sections;
mod write_json;
mod write_yaml;

use stackwright_template::{Node, Template};

/// The value of the only key, `a`, of a YAML template.
fn yaml(value: &str) -> Node {
    let template = Template::from_yaml(&format!("a: {value}\n")).expect(value);
    template.root().get("a").expect("the key").clone()
}

/// The value of the only key, `a`, of a JSON template.
fn json(value: &str) -> Node {
    let template = Template::from_json(&format!(r#"{{"a": {value}}}"#)).expect(value);
    template.root().get("a").expect("the key").clone()
}

/// What a node is in JSON, which shows its shape without places.
fn shape(node: &Node) -> String {
    serde_json::to_string(node).unwrap()
}

fn yaml_error(text: &str) -> String {
    Template::from_yaml(text).expect_err(text).to_string()
}

fn json_error(text: &str) -> String {
    Template::from_json(text).expect_err(text).to_string()
}
