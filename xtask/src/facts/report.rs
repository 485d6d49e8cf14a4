//! What a refresh changed, in terms of the facts rather than of lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use stackwright_facts::{Property, PropertyKind, Service};

/// The committed facts; a file that cannot be read counts as absent.
pub fn committed(schema: &Path) -> BTreeMap<String, Service> {
    let entries = fs::read_dir(schema.join("facts"))
        .into_iter()
        .flatten()
        .flatten();
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
        all.keys()
            .filter(|place| is_in_both(place))
            .cloned()
            .collect()
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
            lines.push(format!(
                "! update: {:?} -> {:?}   {place}",
                then.update, now.update
            ));
        }
        let (old_kind, new_kind) = (kind(&then.kind), kind(&now.kind));
        if old_kind != new_kind {
            lines.push(format!("~ kind: {old_kind} -> {new_kind}   {place}"));
        }
    }
    lines
}

/// A kind in a few words, without what is known of elements beside their kind.
fn kind(kind: &PropertyKind) -> String {
    match kind {
        PropertyKind::String => "string".to_owned(),
        PropertyKind::Integer => "integer".to_owned(),
        PropertyKind::Number => "number".to_owned(),
        PropertyKind::Boolean => "boolean".to_owned(),
        PropertyKind::Json => "json".to_owned(),
        PropertyKind::Object(name) => name.clone(),
        PropertyKind::List(element) => format!("list of {}", self::kind(&element.kind)),
        PropertyKind::Map(element) => format!("map of {}", self::kind(&element.kind)),
        PropertyKind::Union(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(|k| self::kind(&k.kind)).collect();
            kinds.join(" or ")
        }
    }
}

fn came_and_went(what: &str, old: &BTreeSet<String>, new: &BTreeSet<String>) -> Vec<String> {
    let came = new.difference(old).map(|name| format!("+ {what}   {name}"));
    let went = old.difference(new).map(|name| format!("- {what}   {name}"));
    came.chain(went).collect()
}

fn types(services: &BTreeMap<String, Service>) -> BTreeSet<String> {
    services
        .values()
        .flat_map(|service| service.types.keys().cloned())
        .collect()
}

/// All properties by place: `AWS::X::Y.P`, or `AWS::X::Y/Definition.P`.
fn properties(services: &BTreeMap<String, Service>) -> BTreeMap<String, &Property> {
    let mut found = BTreeMap::new();
    for (name, resource) in services.values().flat_map(|service| &service.types) {
        for (property, value) in resource.properties.iter() {
            found.insert(format!("{name}.{property}"), value);
        }
        for (definition, value) in resource.definitions.iter() {
            for (property, value) in value.properties.iter() {
                found.insert(format!("{name}/{definition}.{property}"), value);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};
    use stackwright_facts::Service;

    use super::changes;

    fn services(properties: Value) -> BTreeMap<String, Service> {
        let service = json!({"name": "A::B", "types": {"A::B::C": {"properties": properties}}});
        [("b".to_owned(), serde_json::from_value(service).unwrap())].into()
    }

    #[test]
    fn a_refresh_is_told_in_terms_of_facts() {
        let before = services(json!({
            "Gone": {"kind": "string"},
            "Kept": {"kind": "string"},
            "Tightened": {"kind": {"list": {"kind": "string"}}}
        }));
        let after = services(json!({
            "Kept": {"kind": "string"},
            "New": {"kind": "string"},
            "Tightened": {"kind": {"list": {"kind": "integer"}}, "required": true, "update": "replacement"}
        }));
        assert_eq!(
            changes(&before, &after),
            [
                "+ property   A::B::C.New",
                "- property   A::B::C.Gone",
                "! required now   A::B::C.Tightened",
                "! update: InPlace -> Replacement   A::B::C.Tightened",
                "~ kind: list of string -> list of integer   A::B::C.Tightened",
            ]
        );
        assert_eq!(changes(&before, &BTreeMap::new()), ["- type   A::B::C"]);
    }
}
