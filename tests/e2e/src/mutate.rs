//! Mutations: one change to one place of a template, by a list of operators; the same every time.

use serde_json::{Map, Value};

use crate::operators::OPERATORS;

/// How many mutations an operator makes of each template, spread over all of its places.
const OF_EACH: usize = 2;

/// A template with one thing changed.
pub struct Mutation {
    pub operator: &'static str,
    pub base: String,
    /// A JSON pointer.
    pub place: String,
    pub tree: Value,
}

/// What breaks a template in one way.
pub struct Operator {
    pub name: &'static str,
    /// What is to be done with a node; nothing where the operator does not apply.
    pub edit: fn(&Site<'_>) -> Option<Edit>,
}

/// A change, seen from the node that it is made for.
pub enum Edit {
    Remove,
    Set(Value),
    Rename(String),
    /// Adds an entry to the map that the node is.
    Add(&'static str, Value),
    /// Removes a resource, and its name from what waits for it; refused while anything refers to it.
    RemoveResource,
    /// Makes a resource wait for another.
    Wait {
        resource: String,
        by: String,
    },
}

/// A node and where it stands.
pub struct Site<'t> {
    pub root: &'t Value,
    pub path: Vec<String>,
    pub value: &'t Value,
}

impl<'t> Site<'t> {
    /// The key or index that the node stands at.
    pub fn key(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// The path, for patterns.
    pub fn segments(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    /// The resource that the node stands in.
    pub fn resource(&self) -> Option<(&str, &'t Value)> {
        match self.path.as_slice() {
            [section, id, ..] if section == "Resources" => {
                Some((id, self.root.get("Resources")?.get(id)?))
            }
            _ => None,
        }
    }

    /// The type of the resource that the node stands in.
    pub fn resource_type(&self) -> &'t str {
        let resource = self
            .resource()
            .and_then(|(_, resource)| resource.get("Type"));
        resource.and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether the node is a property of a resource, or within one.
    pub fn is_in_properties(&self) -> bool {
        self.path.get(2).is_some_and(|part| part == "Properties") && self.path.len() > 3
    }

    /// Whether a function computes the node, or it is an argument of one.
    pub fn is_in_function(&self) -> bool {
        self.path
            .iter()
            .any(|s| s == "Ref" || s.starts_with("Fn::"))
    }

    pub fn resources(&self) -> impl Iterator<Item = (&'t String, &'t Value)> {
        let resources = self.root.get("Resources").and_then(Value::as_object);
        resources.into_iter().flatten()
    }

    fn pointer(&self) -> String {
        pointer(&self.path)
    }
}

/// All mutations of all templates.
pub fn all(bases: &[(String, Value)]) -> Vec<Mutation> {
    let mut mutations = Vec::new();
    for operator in OPERATORS {
        for (name, root) in bases {
            let mut made = Vec::new();
            visit(root, root, &mut Vec::new(), &mut |site| {
                let tree = (operator.edit)(site).and_then(|edit| apply(site, edit));
                made.extend(tree.map(|tree| (site.pointer(), tree)));
            });
            let count = made.len();
            let chosen = |index: usize| count <= OF_EACH || index * OF_EACH % count < OF_EACH;
            let made = made.into_iter().enumerate();
            let made = made.filter(|(index, _)| chosen(*index));
            mutations.extend(made.map(|(_, (place, tree))| Mutation {
                operator: operator.name,
                base: name.clone(),
                place,
                tree,
            }));
        }
    }
    mutations
}

fn visit<'t>(
    root: &'t Value,
    value: &'t Value,
    path: &mut Vec<String>,
    seen: &mut dyn FnMut(&Site<'t>),
) {
    let site = Site {
        root,
        path: path.clone(),
        value,
    };
    seen(&site);
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), v)).collect(),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.map(|(i, v)| (i.to_string(), v)).collect()
        }
        _ => Vec::new(),
    };
    for (key, child) in children {
        path.push(key);
        visit(root, child, path, seen);
        path.pop();
    }
}

/// The tree after a change.
fn apply(site: &Site<'_>, edit: Edit) -> Option<Value> {
    let mut tree = site.root.clone();
    let (key, above) = site.path.split_last()?;
    match edit {
        Edit::Set(value) => *tree.pointer_mut(&site.pointer())? = value,
        Edit::Add(name, value) => {
            let map = tree.pointer_mut(&site.pointer())?.as_object_mut()?;
            map.insert(name.to_owned(), value);
        }
        Edit::Remove => match tree.pointer_mut(&pointer(above))? {
            Value::Object(map) => drop(map.shift_remove(key)?),
            Value::Array(items) => drop(items.remove(key.parse().ok()?)),
            _ => return None,
        },
        Edit::Rename(name) => {
            let map = tree.pointer_mut(&pointer(above))?.as_object_mut()?;
            let renamed = std::mem::take(map).into_iter();
            let renamed = renamed.map(|(k, v)| if k == *key { (name.clone(), v) } else { (k, v) });
            *map = renamed.collect::<Map<_, _>>();
        }
        Edit::RemoveResource => {
            let resources = tree.get_mut("Resources")?.as_object_mut()?;
            resources.shift_remove(key)?;
            for resource in resources.values_mut() {
                forget(resource, key);
            }
            if mentions(&tree, key) {
                return None;
            }
        }
        Edit::Wait { resource, by } => {
            let resource = tree.get_mut("Resources")?.get_mut(resource)?;
            let map = resource.as_object_mut()?;
            map.insert("DependsOn".to_owned(), by.into());
        }
    }
    Some(tree)
}

/// Takes a name out of what a resource waits for.
fn forget(resource: &mut Value, name: &str) {
    let Some(map) = resource.as_object_mut() else {
        return;
    };
    match map.get_mut("DependsOn") {
        Some(Value::Array(names)) => names.retain(|other| other != name),
        Some(Value::String(other)) if other == name => {
            map.shift_remove("DependsOn");
        }
        _ => {}
    }
}

fn mentions(value: &Value, name: &str) -> bool {
    match value {
        Value::String(text) => {
            text == name
                || text.contains(&format!("${{{name}}}"))
                || text.contains(&format!("${{{name}."))
        }
        Value::Array(items) => items.iter().any(|item| mentions(item, name)),
        Value::Object(map) => map.values().any(|value| mentions(value, name)),
        _ => false,
    }
}

fn pointer(path: &[String]) -> String {
    let segments = path.iter();
    let segments = segments.map(|s| format!("/{}", s.replace('~', "~0").replace('/', "~1")));
    segments.collect()
}
