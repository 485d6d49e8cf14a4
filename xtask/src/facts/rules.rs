//! cfn-lint's extension schemas: cross-property rules, cross-resource rules, and lists of values.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;
use stackwright_facts::{CrossRule, EnumList, Limits, Rule, Service};

use super::conditions;
use super::lint::{Extension, Lint};

/// Keywords by which cfn-lint looks beyond one resource; no other checker has them.
const BEYOND: [&str; 3] = ["cfnGather", "cfnContext", "$data"];

/// Longer schemas enumerate what every region and version has; only the values are kept.
const LONGEST: usize = 60_000;

/// The rules that advise against old versions of databases.
const OLD_VERSIONS: [&str; 2] = ["W3690", "W3691"];

/// A major version alone (`17`) is the newest of it, not its first release: the property transform of
/// AWS's schema compares what is given with the beginning of what there is.
fn spare_major_versions(limits: &mut Limits) {
    let versions = limits.properties.get_mut("EngineVersion");
    if let Some(values) = versions.and_then(|versions| versions.one_of_values.as_mut()) {
        let is_major = |value: &Value| value.as_str().is_some_and(|text| !text.contains('.'));
        values.retain(|value| !is_major(value));
    }
    for part in &mut limits.all_of {
        spare_major_versions(part);
    }
    if let Some(condition) = &mut limits.when {
        spare_major_versions(condition);
    }
}

/// What came of the extensions beside the rules that were added to their types.
#[derive(Default)]
pub struct Others {
    pub cross: Vec<CrossRule>,
    pub lists: Vec<EnumList>,
}

/// Adds the cross-property rules to their types and returns the others.
pub fn distil(lint: &Lint, services: &mut BTreeMap<String, Service>) -> Result<Others> {
    let mut others = Others::default();
    for extension in &lint.rules {
        let Extension { id, at, schema } = extension;
        let text = schema.to_string();
        let is_by_region = schema.get("us-east-1").is_some();
        if is_by_region || text.len() > LONGEST {
            others.lists.extend(lists(extension));
        } else if BEYOND
            .iter()
            .any(|keyword| text.contains(&format!("\"{keyword}\"")))
        {
            let schema = without_prose(schema);
            others.cross.push(CrossRule {
                id: id.clone(),
                at: at.clone(),
                schema: schema.into(),
            });
        } else {
            let mut limits =
                conditions::whole(schema, schema).with_context(|| format!("in {id}"))?;
            if OLD_VERSIONS.contains(&id.as_str()) {
                spare_major_versions(&mut limits);
            }
            for place in at {
                let mut parts = place.split('/').map(str::to_owned);
                let name = parts.next().unwrap_or_default();
                let resource = services.values_mut().find_map(|s| s.types.get_mut(&name));
                // A few rules speak of types that AWS has withdrawn.
                if let Some(resource) = resource {
                    let (id, limits) = (id.clone(), limits.clone());
                    resource.rules.push(Rule {
                        id,
                        at: parts.collect(),
                        limits: limits.into(),
                    });
                }
            }
        }
    }
    Ok(others)
}

/// The values that a property takes in any region, version or other circumstance.
fn lists(extension: &Extension) -> Vec<EnumList> {
    let mut found = BTreeMap::new();
    collect(&extension.schema, "", &mut found);
    found
        .into_iter()
        .map(|(path, values)| EnumList {
            id: extension.id.clone(),
            at: extension
                .at
                .iter()
                .map(|place| format!("{place}{path}"))
                .collect(),
            values: values.into_iter().collect::<Vec<_>>().into(),
        })
        .collect()
}

/// Walks down conclusions, not conditions.
fn collect(schema: &Value, path: &str, found: &mut BTreeMap<String, BTreeSet<String>>) {
    match schema {
        Value::Array(schemas) => schemas
            .iter()
            .for_each(|schema| collect(schema, path, found)),
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                match keyword.as_str() {
                    "if" | "not" => {}
                    "enum" => {
                        let values = value.as_array().into_iter().flatten();
                        let texts = values.filter_map(Value::as_str).map(str::to_owned);
                        found.entry(path.to_owned()).or_default().extend(texts);
                    }
                    "properties" => {
                        for (name, schema) in value.as_object().into_iter().flatten() {
                            collect(schema, &format!("{path}/{name}"), found);
                        }
                    }
                    _ => collect(value, path, found),
                }
            }
        }
        _ => {}
    }
}

/// The schema without its descriptions and titles.
fn without_prose(schema: &Value) -> Value {
    match schema {
        Value::Object(keywords) => keywords
            .iter()
            .filter(|(keyword, value)| {
                !(value.is_string() && matches!(keyword.as_str(), "description" | "title"))
            })
            .map(|(keyword, value)| (keyword.clone(), without_prose(value)))
            .collect(),
        Value::Array(schemas) => schemas.iter().map(without_prose).collect(),
        other => other.clone(),
    }
}
