//! Whether a property says something else, in its type.

use stackwright_facts::{Property, PropertyKind, ResourceType, Update};
use stackwright_template::{Call, Function, Node, SubPart, Value};

/// A value, and what comes in its place.
#[derive(Clone, Copy)]
pub(crate) struct Change<'n> {
    pub before: Option<&'n Node>,
    pub now: Option<&'n Node>,
}

/// What the change does to the resource; nothing, if the values say the same.
pub(crate) fn changed(
    facts: &ResourceType,
    property: &Property,
    change: Change<'_>,
) -> Option<Update> {
    let (before, now) = match (change.before, change.now) {
        (None, None) => return None,
        (Some(before), Some(now)) => (before, now),
        _ => return Some(property.update),
    };
    if same(facts, &property.kind, before, now) {
        return None;
    }
    // What is changed in place as a whole may have parts that are not.
    if property.update == Update::InPlace
        && let PropertyKind::Object(name) = &property.kind
        && let (Some(before), Some(now)) = (before.as_map(), now.as_map())
        && let Some(definition) = facts.definitions.get(name)
    {
        let parts = definition.properties.iter().filter_map(|(name, part)| {
            let change = Change {
                before: before.get(name),
                now: now.get(name),
            };
            changed(facts, part, change)
        });
        return Some(
            parts
                .max_by_key(|update| weight(*update))
                .unwrap_or_default(),
        );
    }
    Some(property.update)
}

fn weight(update: Update) -> u8 {
    match update {
        Update::InPlace => 0,
        Update::Conditional | Update::Maybe => 1,
        Update::Replacement => 2,
    }
}

/// Whether two values come to the same for the service.
fn same(facts: &ResourceType, kind: &PropertyKind, before: &Node, now: &Node) -> bool {
    if let (Some(before), Some(now)) = (before.as_call(), now.as_call()) {
        return same_calls(facts, kind, before, now);
    }
    match kind {
        PropertyKind::Boolean => match (word(before), word(now)) {
            (Some(before), Some(now)) => before == now,
            _ => before == now,
        },
        PropertyKind::Integer | PropertyKind::Number => match (number(before), number(now)) {
            (Some(before), Some(now)) => before == now,
            _ => before == now,
        },
        // A number or a truth value is the text that it is written as.
        PropertyKind::String => match (word(before), word(now)) {
            (Some(before), Some(now)) => before == now,
            _ => before == now,
        },
        PropertyKind::Json => before == now,
        PropertyKind::List(item) => match (before.as_list(), now.as_list()) {
            (Some(before), Some(now)) => {
                let mut pairs = before.iter().zip(now);
                before.len() == now.len()
                    && pairs.all(|(before, now)| same(facts, &item.kind, before, now))
            }
            _ => before == now,
        },
        PropertyKind::Map(value) => same_maps(before, now, |_, before, now| {
            same(facts, &value.kind, before, now)
        }),
        PropertyKind::Object(name) => match facts.definitions.get(name) {
            Some(definition) => same_maps(before, now, |key, before, now| {
                match definition.properties.get(key) {
                    Some(property) => same(facts, &property.kind, before, now),
                    None => before == now,
                }
            }),
            None => before == now,
        },
        PropertyKind::Union(any) => any
            .iter()
            .any(|property| same(facts, &property.kind, before, now)),
    }
}

fn same_maps(before: &Node, now: &Node, same: impl Fn(&str, &Node, &Node) -> bool) -> bool {
    let (Some(earlier), Some(later)) = (before.as_map(), now.as_map()) else {
        return before == now;
    };
    earlier.len() == later.len()
        && earlier.iter().all(|(key, before)| {
            let now = later.get(key.as_str());
            now.is_some_and(|now| same(key.as_str(), before, now))
        })
}

fn same_calls(facts: &ResourceType, kind: &PropertyKind, before: &Call, now: &Call) -> bool {
    if let (Some(before), Some(now)) = (before.if_(), now.if_()) {
        return before.condition == now.condition
            && same(facts, kind, before.then, now.then)
            && same(facts, kind, before.otherwise, now.otherwise);
    }
    before == now || plain(before).is_some_and(|plain| Some(plain) == self::plain(now))
}

/// What a reference refers to, also where it is all that a text holds.
fn plain(call: &Call) -> Option<String> {
    if let Some(target) = call.reference() {
        return Some(target.to_owned());
    }
    if let Some(get_att) = call.get_att() {
        return Some(format!(
            "{}.{}",
            get_att.resource,
            get_att.attribute.as_str()?
        ));
    }
    let sub = call.argument_of(Function::Sub).and(call.sub())?;
    match (&sub.parts()[..], sub.variables) {
        ([SubPart::Variable(variable)], None) => Some(variable.name.to_owned()),
        _ => None,
    }
}

/// A word as text.
fn word(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A number, also one that is written as text.
fn number(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Number(number) => Some(number.as_f64()),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
