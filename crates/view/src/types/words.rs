//! Kinds and limits in English.

use stackwright_facts::{Limits, Property, PropertyKind};

/// What a value is, as `a list of LoadBalancer`.
pub(super) fn kind(kind: &PropertyKind) -> String {
    match kind {
        PropertyKind::String => "a text".to_owned(),
        PropertyKind::Integer => "a whole number".to_owned(),
        PropertyKind::Number => "a number".to_owned(),
        PropertyKind::Boolean => "true or false".to_owned(),
        PropertyKind::Json => "free JSON".to_owned(),
        PropertyKind::Object(name) => name.clone(),
        PropertyKind::List(item) => format!("a list of {}", several(&item.kind)),
        PropertyKind::Map(item) => format!("a map to {}", several(&item.kind)),
        PropertyKind::Union(all) => {
            let all: Vec<String> = all.iter().map(|own| self::kind(&own.kind)).collect();
            all.join(" or ")
        }
    }
}

fn several(kind: &PropertyKind) -> String {
    match kind {
        PropertyKind::String => "texts".to_owned(),
        PropertyKind::Integer => "whole numbers".to_owned(),
        PropertyKind::Number => "numbers".to_owned(),
        PropertyKind::Boolean => "true or false".to_owned(),
        other => self::kind(other),
    }
}

/// The words that a property takes, or each item of its list.
pub(super) fn values(property: &Property) -> Vec<String> {
    let own = property.limits.iter().flat_map(|limits| {
        let words = limits.allowed().iter().map(shown);
        words.chain(limits.enum_ignore_case.iter().cloned())
    });
    let own: Vec<String> = own.collect();
    match &property.kind {
        PropertyKind::List(item) | PropertyKind::Map(item) if own.is_empty() => values(item),
        _ => own,
    }
}

fn shown(value: &serde_json::Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    }
}

/// What a value must satisfy beyond its type, but for its words.
pub(super) fn limits(limits: &Limits) -> Vec<String> {
    let mut all = Vec::new();
    bounds(limits, &mut all);
    if let Some(constant) = &limits.constant {
        all.push(format!("always {}", shown(constant)));
    }
    if let Some(format) = &limits.format {
        all.push(format!("in the format {format}"));
    }
    for pattern in limits.pattern.iter().chain(&limits.ecma_pattern) {
        all.push(format!("matches {pattern}"));
    }
    if limits.unique {
        all.push("no two items are equal".to_owned());
    }
    if !limits.unique_keys.is_empty() {
        all.push(format!(
            "no two items agree in {}",
            list(&limits.unique_keys)
        ));
    }
    if limits.unordered {
        all.push("the order of the items is no matter".to_owned());
    }
    if !limits.required.is_empty() {
        all.push(format!("{} must be there", list(&limits.required)));
    }
    for group in &limits.required_xor {
        all.push(format!("exactly one of {}", list(group)));
    }
    for group in &limits.required_or {
        all.push(format!("at least one of {}", list(group)));
    }
    for (name, others) in &limits.dependent_required {
        all.push(format!("with {name} also {}", list(others)));
    }
    for (name, others) in &limits.dependent_excluded {
        all.push(format!("with {name} never {}", list(others)));
    }
    if let Some(items) = &limits.items {
        let own = self::limits(items).into_iter();
        all.extend(own.map(|text| format!("each item: {text}")));
    }
    for (name, inner) in limits.properties.iter() {
        let own = self::limits(inner).into_iter();
        all.extend(own.map(|text| format!("{name}: {text}")));
    }
    for own in &limits.all_of {
        all.extend(self::limits(own));
    }
    // What depends on other values is told as the facts have it.
    let cases = [&limits.any_of, &limits.one_of];
    let cases = cases.iter().filter(|own| !own.is_empty()).count();
    let conditions = [&limits.when, &limits.not, &limits.contains];
    let conditions = conditions.iter().filter(|own| own.is_some()).count();
    if cases + conditions > 0 {
        all.push(format!(
            "as the facts have it: {}",
            serde_json::to_string(limits).unwrap_or_default()
        ));
    }
    all
}

fn bounds(limits: &Limits, all: &mut Vec<String>) {
    let text = |number: &serde_json::Number| number.to_string();
    let number = |least: Option<String>, most: Option<String>, what: &str| match (least, most) {
        (Some(least), Some(most)) if least == most => Some(format!("{least}{what}")),
        (Some(least), Some(most)) => Some(format!("{least} to {most}{what}")),
        (Some(least), None) => Some(format!("at least {least}{what}")),
        (None, Some(most)) => Some(format!("at most {most}{what}")),
        (None, None) => None,
    };
    let whole = |number: Option<u64>| number.map(|own| own.to_string());
    all.extend(number(
        limits.minimum.as_ref().map(text),
        limits.maximum.as_ref().map(text),
        "",
    ));
    if let Some(own) = &limits.exclusive_minimum {
        all.push(format!("above {own}"));
    }
    if let Some(own) = &limits.exclusive_maximum {
        all.push(format!("below {own}"));
    }
    if let Some(own) = &limits.multiple_of {
        all.push(format!("a multiple of {own}"));
    }
    all.extend(number(
        whole(limits.min_length),
        whole(limits.max_length),
        " characters",
    ));
    all.extend(number(
        whole(limits.min_items),
        whole(limits.max_items),
        " items",
    ));
    let entries = (whole(limits.min_properties), whole(limits.max_properties));
    all.extend(number(entries.0, entries.1, " entries"));
}

fn list(names: &[String]) -> String {
    names.join(", ")
}
