//! Texts whose case the service changes by itself: what their limits say holds in any case.
//!
//! AWS's schemas say so in `propertyTransform`, with the expression by which the value that was
//! given becomes the one that is read back: `$lowercase(Engine)`.

use serde_json::Value;
use stackwright_facts::{Limits, Property, PropertyKind, ResourceType, Service};
use std::collections::BTreeMap;

use super::lint::Lint;

/// Marks the limits of all such properties, and what the rules across properties say of them.
pub fn apply(lint: &Lint, services: &mut BTreeMap<String, Service>) {
    let types = services.values_mut().flat_map(|s| s.types.iter_mut());
    for (name, resource) in types {
        let Some(schema) = lint.schemas.get(name) else {
            continue;
        };
        for way in ways(schema) {
            in_properties(resource, &way);
            for rule in &mut resource.rules {
                // What a rule says inside of an object is said from its place on.
                if let Some(rest) = after(&way, &rule.at) {
                    in_limits(&mut rule.limits, rest);
                }
            }
            if let Some(limits) = resource.limits.as_deref_mut() {
                in_limits(limits, &way);
            }
        }
    }
}

/// The ways to the properties of a type whose case is changed and nothing else.
fn ways(schema: &Value) -> Vec<Vec<String>> {
    let transforms = schema.get("propertyTransform").and_then(Value::as_object);
    let mut ways = Vec::new();
    for (pointer, expression) in transforms.into_iter().flatten() {
        let Some(path) = pointer.trim_start_matches('/').strip_prefix("properties/") else {
            continue;
        };
        let way: Vec<String> = path.split('/').map(str::to_owned).collect();
        let own = |text: &str| {
            let inner = ["$lowercase(", "$uppercase("]
                .iter()
                .find_map(|function| text.trim().strip_prefix(function)?.strip_suffix(')'));
            inner.is_some_and(|inner| {
                let path = inner.split('.').next_back();
                path == way.last().map(String::as_str)
            })
        };
        let expression = expression.as_str().unwrap_or_default();
        if expression.split("$OR").any(own) {
            ways.push(way);
        }
    }
    ways
}

/// What is left of a way behind another one.
fn after<'w>(way: &'w [String], start: &[String]) -> Option<&'w [String]> {
    way.strip_prefix(start).filter(|rest| !rest.is_empty())
}

/// The limits of the property itself.
fn in_properties(resource: &mut ResourceType, way: &[String]) {
    let mut names = way.iter().filter(|step| *step != "*");
    let Some(first) = names.next() else { return };
    let Some(mut property) = resource.properties.get_mut(first) else {
        return;
    };
    for name in names {
        let Some(definition) = object_in(&property.kind) else {
            return;
        };
        let inside = resource.definitions.get_mut(&definition);
        let Some(found) = inside.and_then(|inside| inside.properties.get_mut(name)) else {
            return;
        };
        property = found;
    }
    mark(property);
}

/// The limits of a property, or of the texts of its list.
fn mark(property: &mut Property) {
    if let Some(limits) = property.limits.as_deref_mut() {
        any_case(limits);
    }
    if let PropertyKind::List(item) = &mut property.kind {
        mark(item);
    }
}

fn object_in(kind: &PropertyKind) -> Option<String> {
    match kind {
        PropertyKind::Object(name) => Some(name.clone()),
        PropertyKind::List(item) | PropertyKind::Map(item) => object_in(&item.kind),
        _ => None,
    }
}

/// What limits say of the value at the end of a way.
fn in_limits(limits: &mut Limits, way: &[String]) {
    let Some((step, rest)) = way.split_first() else {
        any_case(limits);
        return;
    };
    if let Some(inner) = limits.properties.get_mut(step) {
        in_limits(inner, rest);
    }
    if step == "*"
        && let Some(items) = limits.items.as_deref_mut()
    {
        in_limits(items, rest);
    }
    for part in parts(limits) {
        in_limits(part, way);
    }
}

/// What limits are made of, about the same value.
fn parts(limits: &mut Limits) -> impl Iterator<Item = &mut Limits> {
    let single = [
        limits.not.as_deref_mut(),
        limits.when.as_deref_mut(),
        limits.then.as_deref_mut(),
        limits.otherwise.as_deref_mut(),
    ];
    single
        .into_iter()
        .flatten()
        .chain(&mut limits.all_of)
        .chain(&mut limits.any_of)
        .chain(&mut limits.one_of)
}

/// The words and the patterns of a text, in any case.
fn any_case(limits: &mut Limits) {
    let is_text = |value: &Value| value.is_string();
    if limits.allowed().iter().any(is_text) || limits.constant.as_ref().is_some_and(is_text) {
        limits.ignore_case = true;
    }
    if let Some(pattern) = &mut limits.pattern
        && pattern.contains(|c: char| c.is_ascii_alphabetic())
        && !pattern.starts_with("(?i)")
    {
        pattern.insert_str(0, "(?i)");
    }
    for part in parts(limits) {
        any_case(part);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{in_limits, ways};

    #[test]
    fn a_change_of_case_alone_is_known() {
        let schema = json!({"propertyTransform": {
            "/properties/Engine": "$lowercase(Engine)",
            "/properties/Fields/*/Type": "$uppercase(Type) $OR Type",
            "/properties/Key": "$join([\"arn:\", $lowercase(Key)])"
        }});
        assert_eq!(ways(&schema), [vec!["Engine"], vec!["Fields", "*", "Type"]]);
    }

    #[test]
    fn rules_across_properties_speak_of_any_case() {
        let mut limits = serde_json::from_value(json!({
            "if": {"properties": {"Class": {"enum": ["a"]}, "Engine": {"enum": ["mysql"]}}},
            "then": {"properties": {"Engine": {"pattern": "^my"}}}
        }))
        .unwrap();
        in_limits(&mut limits, &["Engine".to_owned()]);
        assert_eq!(
            serde_json::to_value(&limits).unwrap(),
            json!({
                "if": {"properties": {"Class": {"enum": ["a"]},
                    "Engine": {"enum": ["mysql"], "ignoreCase": true}}},
                "then": {"properties": {"Engine": {"pattern": "(?i)^my"}}}
            })
        );
    }
}
