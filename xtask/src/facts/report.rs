//! What a refresh changed, in terms of the facts rather than of lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use stackwright_facts::{Property, Service};

/// The committed facts; a file that cannot be read counts as absent.
pub fn committed(schema: &Path) -> BTreeMap<String, Service> {
    let entries = fs::read_dir(schema.join("facts")).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            let service = serde_json::from_str(&fs::read_to_string(&path).ok()?).ok()?;
            Some((name, service))
        })
        .collect()
}

/// What came, went, became required, or is replaced now, one change a line.
pub fn changes(
    before: &BTreeMap<String, Service>,
    after: &BTreeMap<String, Service>,
) -> Vec<String> {
    let (old_types, new_types) = (types(before), types(after));
    let mut lines = came_and_went("type", &old_types, &new_types);
    let is_in_both = |place: &str| {
        let name = place.split(['.', '/']).next().unwrap_or(place);
        old_types.contains(name) && new_types.contains(name)
    };
    let (old, new) = (properties(before), properties(after));
    let names = |all: &BTreeMap<String, &Property>| -> BTreeSet<String> {
        all.keys().filter(|place| is_in_both(place)).cloned().collect()
    };
    lines.extend(came_and_went("property", &names(&old), &names(&new)));
    for (place, now) in &new {
        let Some(then) = old.get(place) else { continue };
        match (then.required, now.required) {
            (false, true) => lines.push(format!("! required now   {place}")),
            (true, false) => lines.push(format!("~ optional now   {place}")),
            _ => {}
        }
        if then.update != now.update {
            lines.push(format!("! update: {:?} -> {:?}   {place}", then.update, now.update));
        }
        if then.kind != now.kind {
            lines.push(format!("~ another kind   {place}"));
        }
    }
    lines
}

fn came_and_went(what: &str, old: &BTreeSet<String>, new: &BTreeSet<String>) -> Vec<String> {
    let came = new.difference(old).map(|name| format!("+ {what}   {name}"));
    let went = old.difference(new).map(|name| format!("- {what}   {name}"));
    came.chain(went).collect()
}

fn types(services: &BTreeMap<String, Service>) -> BTreeSet<String> {
    services.values().flat_map(|service| service.types.keys().cloned()).collect()
}

/// All properties by place: `AWS::X::Y.P`, or `AWS::X::Y/Definition.P`.
fn properties(services: &BTreeMap<String, Service>) -> BTreeMap<String, &Property> {
    let mut found = BTreeMap::new();
    for (name, resource) in services.values().flat_map(|service| &service.types) {
        for (property, value) in &resource.properties {
            found.insert(format!("{name}.{property}"), value);
        }
        for (definition, value) in &resource.definitions {
            for (property, value) in &value.properties {
                found.insert(format!("{name}/{definition}.{property}"), value);
            }
        }
    }
    found
}
