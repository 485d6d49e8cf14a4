//! Bytes that may be a template, for the readers alone: what they take is written and read again to the
//! same, in both languages, and what they say of it, its places among that, lies within the file.
//!
//! CONTRIBUTING.md says how to run it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stackwright_template::{Node, Template, Value};

fuzz_target!(|bytes: &[u8]| {
    // The file's name decides on the language: both readers see all bytes.
    for name in ["template.yaml", "template.json"] {
        match Template::read(bytes, name) {
            Ok(template) => holds(&template),
            Err(error) => {
                let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r'));
                assert!(error.line as usize <= lines.count() + 1, "{error}");
                assert!(error.column >= 1, "{error}");
            }
        }
    }
});

fn holds(template: &Template) {
    let yaml = template.to_yaml();
    match Template::from_yaml(&yaml) {
        Ok(again) => {
            assert!(again == *template, "YAML changes it:\n{yaml}");
            assert_eq!(again.to_yaml(), yaml, "YAML is written in two ways");
        }
        Err(error) => panic!("YAML is not read again: {error}\n{yaml}"),
    }
    for json in [template.to_json(), template.to_json_compact()] {
        match Template::from_json(&json) {
            Ok(again) => assert!(again == *template, "JSON changes it:\n{json}"),
            Err(error) => panic!("JSON is not read again: {error}\n{json}"),
        }
    }
    for (key, value) in template.root().iter() {
        assert!(key.span.is_known());
        stands_in_the_file(value, template);
    }
    let _ = template.references();
}

fn stands_in_the_file(node: &Node, template: &Template) {
    assert!(
        node.span.start <= node.span.end && template.text_of(node).is_some(),
        "a place that is none: {}",
        node.span
    );
    match &node.value {
        Value::List(items) => items
            .iter()
            .for_each(|item| stands_in_the_file(item, template)),
        Value::Map(map) => map
            .iter()
            .for_each(|(_, value)| stands_in_the_file(value, template)),
        Value::Call(call) => stands_in_the_file(&call.argument, template),
        _ => {}
    }
}
