//! In which order things are declared: as they stand, but behind what they refer to.

use std::collections::{HashMap, HashSet};

use stackwright_template::{Function, Map, Node, SubPart, Value};

/// The elements of one section in an order in which each stands behind what it names, where there is
/// one; in a ring, the first stays the first.
pub fn sorted<'t>(
    elements: &[(&'t str, &'t Node)],
    named: impl Fn(&'t str, &'t Node) -> Vec<&'t str>,
) -> Vec<(&'t str, &'t Node)> {
    let by_id: HashMap<&str, &'t Node> = elements.iter().copied().collect();
    let mut order = Vec::with_capacity(elements.len());
    let mut seen = HashSet::new();
    for (id, node) in elements {
        let mut open = vec![(*id, *node, false)];
        while let Some((id, node, is_done)) = open.pop() {
            if is_done {
                order.push((id, node));
            } else if seen.insert(id) {
                open.push((id, node, true));
                for other in named(id, node).into_iter().rev() {
                    if let Some((other, node)) = by_id.get_key_value(other) {
                        open.push((other, node, false));
                    }
                }
            }
        }
    }
    order
}

/// The resources in the order in which a program has them: what stands for several, by its main one, where
/// all of them can stand. `mains` has the main one of each that something stands for.
pub fn resources<'t>(map: &'t Map, mains: &HashMap<&str, &'t str>) -> Vec<&'t str> {
    let main_of = |id: &'t str| mains.get(id).copied().unwrap_or(id);
    let all: Vec<(&str, &Node)> = map.iter().map(|(key, node)| (key.as_str(), node)).collect();
    let mut parts: HashMap<&str, Vec<&'t Node>> = HashMap::new();
    for (id, node) in &all {
        parts.entry(main_of(id)).or_default().push(node);
    }
    let own: Vec<(&str, &Node)> = all
        .iter()
        .copied()
        .filter(|(id, _)| main_of(id) == *id)
        .collect();
    let order = sorted(&own, |id, _| {
        let parts = parts.get(id).into_iter().flatten();
        let named = parts.flat_map(|node| named_by_resource(node)).map(main_of);
        named.filter(|other| *other != id).collect()
    });
    order.into_iter().map(|(id, _)| id).collect()
}

/// What a resource refers to, and what it waits for.
pub fn named_by_resource(node: &Node) -> Vec<&str> {
    let mut found = Vec::new();
    references(node, &mut found);
    match node.get("DependsOn").map(|on| &on.value) {
        Some(Value::String(id)) => found.push(id),
        Some(Value::List(ids)) => found.extend(ids.iter().filter_map(Node::as_str)),
        _ => {}
    }
    found
}

/// The conditions that a condition is made of.
pub fn named_by_condition(node: &Node) -> Vec<&str> {
    let mut found = Vec::new();
    conditions(node, &mut found);
    found
}

fn references<'t>(node: &'t Node, found: &mut Vec<&'t str>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| references(item, found)),
        Value::Map(map) => map.values().for_each(|value| references(value, found)),
        Value::Call(call) => {
            found.extend(call.reference());
            found.extend(call.get_att().map(|get_att| get_att.resource));
            if let Some(sub) = call.sub() {
                found.extend(sub.parts().iter().filter_map(|part| match part {
                    SubPart::Variable(variable) => Some(variable.target()),
                    SubPart::Literal(_) => None,
                }));
            }
            references(&call.argument, found);
        }
        _ => {}
    }
}

/// What properties refer to whatever the conditions say, so that no dependency on it is written.
pub fn always_named<'t>(node: &'t Node, found: &mut HashSet<&'t str>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| always_named(item, found)),
        Value::Map(map) => map.values().for_each(|value| always_named(value, found)),
        Value::Call(call) => {
            found.extend(call.reference());
            found.extend(call.get_att().map(|get_att| get_att.resource));
            if let Some(sub) = call.sub() {
                found.extend(sub.parts().iter().filter_map(|part| match part {
                    SubPart::Variable(variable) => Some(variable.target()),
                    SubPart::Literal(_) => None,
                }));
            }
            if call.function != Function::If {
                always_named(&call.argument, found);
            }
        }
        _ => {}
    }
}

fn conditions<'t>(node: &'t Node, found: &mut Vec<&'t str>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| conditions(item, found)),
        Value::Map(map) => map.values().for_each(|value| conditions(value, found)),
        Value::Call(call) => {
            found.extend(call.condition());
            found.extend(call.if_().map(|choice| choice.condition));
            conditions(&call.argument, found);
        }
        _ => {}
    }
}
