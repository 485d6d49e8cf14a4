//! `schema/principals.json`: which service assumes the role that a property names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use stackwright_facts::{Property, PropertyKind, ResourceType, Service};

/// Who assumes the roles at some places.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// The services; a role that trusts one of them will do.
    services: Vec<String>,
    /// Resource types, each for all of its properties that take a role, or with the way to one.
    at: Vec<String>,
    /// Where that can be read.
    link: String,
    /// Whether the services stand on that page, and somebody has read them there.
    #[serde(default = "yes")]
    read: bool,
}

fn yes() -> bool {
    true
}

/// The table as it is embedded, sorted: a line names a place, how surely it is known, and the
/// services.
pub fn table(schema: &Path, services: &BTreeMap<String, Service>) -> Result<String> {
    let path = schema.join("principals.json");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let rows: Vec<Row> =
        serde_json::from_str(&text).with_context(|| format!("{} is malformed", path.display()))?;
    let mut lines = BTreeMap::new();
    for row in rows {
        if row.services.is_empty() || !row.link.starts_with("https://") {
            bail!("in principals.json: {:?} needs services and a link", row.at);
        }
        for place in &row.at {
            let (name, way) = place.split_once('/').unwrap_or((place, ""));
            let resource = services.values().find_map(|s| s.types.get(name));
            let resource = resource.with_context(|| format!("there is no type {name}"))?;
            let mut ways = BTreeSet::new();
            if way.is_empty() {
                for (property, known) in resource.properties.iter() {
                    roles(resource, known, property, &mut Vec::new(), &mut ways);
                }
            } else if leads_somewhere(resource, way) {
                ways.insert(way.to_owned());
            }
            if ways.is_empty() {
                bail!("in principals.json: {place} takes no role");
            }
            for way in ways {
                let known = if row.read { "read" } else { "unread" };
                let line = format!("{name} {way} {known} {}", row.services.join(" "));
                if lines.insert((name.to_owned(), way), line).is_some() {
                    bail!("in principals.json: {place} stands there twice");
                }
            }
        }
    }
    let lines: Vec<String> = lines.into_values().collect();
    Ok(lines.join("\n") + "\n")
}

/// The ways below a property that take a role and nothing else.
fn roles(
    resource: &ResourceType,
    property: &Property,
    way: &str,
    inside: &mut Vec<String>,
    found: &mut BTreeSet<String>,
) {
    let mut wants = property.wants.iter();
    let of_role = |name: &str| name == "AWS::IAM::Role";
    if !property.wants.is_empty() && wants.all(|want| of_role(&want.resource_type)) {
        found.insert(way.to_owned());
    }
    match &property.kind {
        PropertyKind::List(item) | PropertyKind::Map(item) => {
            roles(resource, item, &format!("{way}/*"), inside, found);
        }
        PropertyKind::Object(name) if !inside.contains(name) => {
            let Some(definition) = resource.definitions.get(name) else {
                return;
            };
            inside.push(name.clone());
            for (name, property) in definition.properties.iter() {
                roles(resource, property, &format!("{way}/{name}"), inside, found);
            }
            inside.pop();
        }
        _ => {}
    }
}

/// Whether a way leads to a property.
fn leads_somewhere(resource: &ResourceType, way: &str) -> bool {
    let mut steps = way.split('/');
    let first = steps.next().and_then(|name| resource.properties.get(name));
    let Some(mut property) = first else {
        return false;
    };
    for step in steps {
        let next = match (&property.kind, step) {
            (PropertyKind::List(item) | PropertyKind::Map(item), "*") => Some(&**item),
            (PropertyKind::Object(name), step) => {
                let definition = resource.definitions.get(name);
                definition.and_then(|definition| definition.properties.get(step))
            }
            _ => None,
        };
        let Some(next) = next else { return false };
        property = next;
    }
    true
}
