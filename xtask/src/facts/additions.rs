//! `schema/additions.json`: limits that the documentation tells and the sources do not have.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};
use stackwright_facts::{Rule, Service};

use super::conditions;

/// The id of all of these rules, beside the numbers of cfn-lint's.
const ID: &str = "documented";

/// One limit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addition {
    /// The resource type.
    #[serde(rename = "type")]
    resource_type: String,
    /// Where it applies, from the properties down, `*` for every element.
    #[serde(default)]
    at: Vec<String>,
    /// What must hold there, as a JSON Schema in the words of the sources.
    #[serde(default)]
    limits: Value,
    /// Or the property of another type that takes the same words.
    #[serde(default)]
    words_of: Option<WordsOf>,
    /// Why it must.
    why: String,
    /// Where that can be read.
    link: String,
}

/// A property that takes certain words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsOf {
    #[serde(rename = "type")]
    resource_type: String,
    property: String,
}

impl WordsOf {
    /// The words, as a limit.
    fn limits(&self, services: &BTreeMap<String, Service>) -> Result<Value> {
        let mut types = services.values().flat_map(|service| &service.types);
        let of = types.find(|(name, _)| **name == self.resource_type);
        let property = of.and_then(|(_, of)| of.properties.get(&self.property));
        let property = serde_json::to_value(property)?;
        let words = ["/limits/enum", "/kind/list/limits/enum"]
            .iter()
            .find_map(|at| property.pointer(at));
        let words = words.with_context(|| format!("`{}` has no words", self.property))?;
        Ok(json!({"enum": words}))
    }
}

/// Reads the limits.
pub fn read(schema: &Path) -> Result<Vec<Addition>> {
    let path = schema.join("additions.json");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is malformed", path.display()))
}

/// Adds the limits to their types.
pub fn apply(additions: &[Addition], services: &mut BTreeMap<String, Service>) -> Result<()> {
    for addition in additions {
        apply_one(addition, services)
            .with_context(|| format!("in additions.json: {}", addition.resource_type))?;
    }
    Ok(())
}

fn apply_one(addition: &Addition, services: &mut BTreeMap<String, Service>) -> Result<()> {
    if addition.why.is_empty() || !addition.link.starts_with("https://") {
        bail!("it needs a `why` and a `link`");
    }
    let limits = match &addition.words_of {
        Some(words) => &words.limits(services)?,
        None => &addition.limits,
    };
    let resource = services
        .values_mut()
        .find_map(|service| service.types.get_mut(&addition.resource_type))
        .context("there is no such type")?;
    if let Some(first) = addition.at.first()
        && !resource.properties.contains_key(first)
    {
        bail!("there is no property `{first}`");
    }
    let limits = conditions::whole(limits, limits)?;
    if limits.is_empty() {
        bail!("it limits nothing");
    }
    let rule = Rule {
        id: ID.to_owned(),
        at: addition.at.clone(),
        limits: limits.into(),
    };
    if resource.rules.contains(&rule) {
        bail!("it stands there twice");
    }
    resource.rules.push(rule);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;
    use stackwright_facts::Service;

    use super::{Addition, apply};

    /// The rules of a type with the property `P` after an addition, or the complaint.
    fn added(at: &[&str], limits: &serde_json::Value) -> Result<String, String> {
        let service = json!({"name": "A::B", "types": {"A::B::C": {
            "properties": {"P": {"kind": "string"}}
        }}});
        let mut services: BTreeMap<String, Service> =
            [("b".to_owned(), serde_json::from_value(service).unwrap())].into();
        let addition: Addition = serde_json::from_value(json!({
            "type": "A::B::C", "at": at, "limits": limits,
            "why": "a test", "link": "https://example.com"
        }))
        .unwrap();
        apply(&[addition], &mut services).map_err(|error| format!("{error:#}"))?;
        Ok(serde_json::to_string(&services["b"].types["A::B::C"].rules).unwrap())
    }

    #[test]
    fn a_limit_becomes_a_rule_of_its_type() {
        assert_eq!(
            added(&["P"], &json!({"enum": ["b", "a"]})),
            Ok(r#"[{"id":"documented","at":["P"],"limits":{"enum":["a","b"]}}]"#.to_owned())
        );
    }

    #[test]
    fn words_of_another_property() {
        let service = json!({"name": "A::B", "types": {
            "A::B::C": {"properties": {"P": {"kind": "string"}}},
            "A::B::D": {"properties": {
                "Q": {"kind": {"list": {"kind": "string", "limits": {"enum": ["a", "b"]}}}},
                "R": {"kind": "string"}
            }}
        }});
        let added = |property: &str| {
            let mut services: BTreeMap<String, Service> = [(
                "b".to_owned(),
                serde_json::from_value(service.clone()).unwrap(),
            )]
            .into();
            let addition: Addition = serde_json::from_value(json!({
                "type": "A::B::C", "at": ["P"], "why": "a test", "link": "https://example.com",
                "words_of": {"type": "A::B::D", "property": property}
            }))
            .unwrap();
            apply(&[addition], &mut services).map_err(|error| format!("{error:#}"))?;
            serde_json::to_string(&services["b"].types["A::B::C"].rules).map_err(|e| e.to_string())
        };
        let words = r#"[{"id":"documented","at":["P"],"limits":{"enum":["a","b"]}}]"#;
        assert_eq!(added("Q"), Ok(words.to_owned()));
        assert!(added("R").unwrap_err().contains("`R` has no words"));
    }

    #[test]
    fn what_cannot_apply_is_refused() {
        let nowhere = added(&["Q"], &json!({"minimum": 1})).unwrap_err();
        assert!(nowhere.contains("no property `Q`"), "{nowhere}");
        let nothing = added(&["P"], &json!({})).unwrap_err();
        assert!(nothing.contains("limits nothing"), "{nothing}");
    }
}
