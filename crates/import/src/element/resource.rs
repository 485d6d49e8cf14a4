//! Resources: typed where their properties are those of the type, raw where not.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use stackwright_facts::rust::setters;
use stackwright_template::{Map, Node, Value};

use super::policy;
use crate::order::always_named;
use crate::rust::{Code, Link};
use crate::types::Typed;
use crate::value::{Names, What};

/// A resource as a construct.
pub struct Made {
    pub code: Code,
    pub what: What,
    /// What the types do not know, to be written past them: property and value.
    pub past_types: Vec<(String, Code)>,
    /// The lines of the properties that its methods set, in their order.
    pub lines: Vec<u32>,
}

/// The construct of a resource; nothing, if it is none that has a type and properties.
pub fn made(node: &Node, names: &Names<'_>) -> Option<Made> {
    let type_name = node.get("Type")?.as_str()?;
    let nothing = Map::new();
    let properties = match node.get("Properties") {
        None => &nothing,
        Some(properties) => properties.as_map()?,
    };
    let typed = Typed::of(type_name).and_then(|typed| self::typed(typed, properties, names));
    Some(typed.unwrap_or_else(|| raw(type_name, properties, names)))
}

fn typed(typed: Rc<Typed>, properties: &Map, names: &Names<'_>) -> Option<Made> {
    let setters = setters(&typed.facts.properties);
    let lacks = |name: &str| !properties.contains_key(name);
    if setters
        .iter()
        .any(|setter| setter.property.required && lacks(setter.name))
    {
        return None;
    }
    let mut code = Code::call(format!("{}::new", typed.path), []);
    let (mut past_types, mut lines) = (Vec::new(), Vec::new());
    for (key, value) in properties.iter() {
        match setters.iter().find(|setter| setter.name == key.as_str()) {
            Some(setter) => {
                let kind = typed.kind("", setter.name, setter.property).ok()?;
                let value = names.value(value, &kind, Some(&typed)).0;
                code = code.link(Link::new(setter.method.clone(), [value]));
                lines.push(key.span.start.line);
            }
            None => {
                let is_plain = |c: char| c.is_ascii_alphanumeric();
                // A macro or a loop, of which nothing is known.
                if !key.as_str().chars().all(is_plain) || key.as_str().is_empty() {
                    return None;
                }
                past_types.push((key.as_str().to_owned(), names.json(value).0));
            }
        }
    }
    Some(Made {
        code,
        what: What::Resource(typed),
        past_types,
        lines,
    })
}

fn raw(type_name: &str, properties: &Map, names: &Names<'_>) -> Made {
    let mut code = Code::call("RawResource::new", [Code::text(type_name)]);
    let mut lines = Vec::new();
    for (key, value) in properties.iter() {
        let arguments = [Code::text(key.as_str()), names.json(value).0];
        code = code.method("property", arguments);
        lines.push(key.span.start.line);
    }
    Made {
        code,
        what: What::Raw,
        past_types: Vec::new(),
        lines,
    }
}

/// What a resource has beside its properties, as methods of `stack.of(..)`.
pub fn settings(
    id: &str,
    node: &Node,
    names: &Names<'_>,
    conditions: &HashMap<&str, &str>,
) -> Vec<Link> {
    let mut links = Vec::new();
    let Some(map) = node.as_map() else {
        return links;
    };
    if let Some(condition) = map.get("Condition") {
        let known = condition
            .as_str()
            .and_then(|name| names.conditions.get(name));
        links.push(match known {
            Some(name) => Link::new("condition", [Code::atom(name.clone())]),
            None => attribute("Condition", condition, names),
        });
    }
    let (deletion, replacement) = (map.get("DeletionPolicy"), map.get("UpdateReplacePolicy"));
    match policy::removal(deletion, replacement) {
        Some(policies) => links.extend(policies),
        None => {
            let policies = [
                ("DeletionPolicy", deletion),
                ("UpdateReplacePolicy", replacement),
            ];
            for (name, policy) in policies {
                links.extend(policy.map(|policy| attribute(name, policy, names)));
            }
        }
    }
    for (key, value) in map.iter() {
        match key.as_str() {
            "Type" | "Condition" | "DeletionPolicy" | "UpdateReplacePolicy" => {}
            "Properties" if value.as_map().is_some_and(|map| !map.is_empty()) => {}
            "DependsOn" => match depends_on(id, node, value, names, conditions) {
                Some(dependencies) => links.extend(dependencies),
                None => links.push(attribute("DependsOn", value, names)),
            },
            "CreationPolicy" => links.push(match policy::creation(value) {
                Some(policy) => Link::new("creation_policy", [policy]),
                None => attribute("CreationPolicy", value, names),
            }),
            "UpdatePolicy" => links.push(match policy::update(value) {
                Some(policy) => Link::new("update_policy", [policy]),
                None => attribute("UpdatePolicy", value, names),
            }),
            "Metadata" => match value.as_map() {
                Some(entries) if !entries.is_empty() => {
                    for (key, value) in entries.iter() {
                        let arguments = [Code::text(key.as_str()), names.json(value).0];
                        links.push(Link::new("metadata", arguments));
                    }
                }
                _ => links.push(attribute("Metadata", value, names)),
            },
            name => links.push(attribute(name, value, names)),
        }
    }
    links
}

fn attribute(name: &str, value: &Node, names: &Names<'_>) -> Link {
    let arguments = [Code::text(name), names.json(value).0];
    Link::new("override_attribute", arguments)
}

/// Dependencies as handles, if just these are written for them: those that a reference makes are not,
/// nor are those on what may not be there.
fn depends_on(
    id: &str,
    node: &Node,
    value: &Node,
    names: &Names<'_>,
    conditions: &HashMap<&str, &str>,
) -> Option<Vec<Link>> {
    let ids: Vec<&str> = match &value.value {
        Value::String(id) => vec![id],
        Value::List(ids) if ids.len() > 1 => ids.iter().map(Node::as_str).collect::<Option<_>>()?,
        _ => return None,
    };
    let mut seen = HashSet::from([id]);
    if let Some(properties) = node.get("Properties") {
        always_named(properties, &mut seen);
    }
    let own = conditions.get(id);
    let mut links = Vec::with_capacity(ids.len());
    for other in ids {
        let condition = conditions.get(other);
        let is_there = condition.is_none() || condition == own;
        let binding = names.bound.get(other)?;
        let is_several = names.several.contains(other);
        if !seen.insert(other)
            || !is_there
            || is_several
            || matches!(binding.what, What::Parameter(_))
        {
            return None;
        }
        links.push(Link::new("depends_on", [Code::atom(binding.name.clone())]));
    }
    Some(links)
}
