//! `additions.json` against the committed facts: every limit by hand is a rule of its type.

use serde_json::Value;
use stackwright_facts::resource_type;

#[test]
fn every_addition_is_in_the_facts() {
    let additions: Vec<Value> = serde_json::from_str(include_str!("../additions.json")).unwrap();
    assert!(!additions.is_empty());
    for addition in &additions {
        let text = |key: &str| addition[key].as_str().unwrap();
        let facts = resource_type(text("type")).unwrap();
        let steps = addition.get("at").and_then(Value::as_array);
        let steps: Vec<&str> = steps
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut own = facts.rules.iter().filter(|rule| rule.id == "documented");
        assert!(
            own.any(|rule| rule.at == steps),
            "{} {steps:?}",
            text("type")
        );
        assert!(
            text("why").len() > 7 && text("link").starts_with("https://"),
            "{}",
            text("type")
        );
    }
}
