//! `overrides.json` against the committed facts: every correction can be seen there.

use serde_json::Value;
use stackwright_facts::resource_type;

#[test]
fn every_override_is_in_the_facts() {
    let overrides: Vec<Value> = serde_json::from_str(include_str!("../overrides.json")).unwrap();
    assert!(!overrides.is_empty());
    for fix in &overrides {
        let text = |key: &str| fix[key].as_str().unwrap();
        let place = format!("{}{}", text("type"), text("at"));
        let facts = serde_json::to_value(resource_type(text("type")).unwrap()).unwrap();
        let facts = facts
            .pointer(text("at"))
            .unwrap_or_else(|| panic!("{place} is gone"));
        for (key, value) in fix["set"].as_object().unwrap() {
            match (value, facts.get(key)) {
                (Value::Null, found) => assert_eq!(found, None, "{place} {key}"),
                // Kindred references may have been added.
                (Value::Array(wanted), Some(Value::Array(found))) => {
                    assert!(
                        wanted.iter().all(|w| found.contains(w)),
                        "{place} {key}: {found:?}"
                    );
                }
                (value, found) => assert_eq!(found, Some(value), "{place} {key}"),
            }
        }
        assert!(
            text("why").len() > 10 && text("link").starts_with("https://"),
            "{place}"
        );
    }
}
