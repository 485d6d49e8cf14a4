//! `schema/overrides.json`: corrections by hand, which fail when they no longer apply.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Map, Value};
use stackwright_facts::Service;

/// One correction.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The resource type.
    #[serde(rename = "type")]
    resource_type: String,
    /// A JSON pointer from the type's facts to the object that is corrected.
    at: String,
    /// The facts as they should be; `null` removes one.
    set: Map<String, Value>,
    /// The same facts as the sources have them; those that they lack are left out.
    #[serde(default)]
    was: Map<String, Value>,
    /// Why the sources are wrong.
    why: String,
    /// Where that can be read.
    link: String,
}

/// When corrections are made: references are corrected once those of the sources are resolved,
/// everything else before, since references depend on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Structure,
    References,
}

impl Override {
    fn stage(&self) -> Stage {
        if self.set.contains_key("wants") {
            Stage::References
        } else {
            Stage::Structure
        }
    }
}

/// Reads the corrections.
pub fn read(schema: &Path) -> Result<Vec<Override>> {
    let path = schema.join("overrides.json");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is malformed", path.display()))
}

/// Makes the corrections of one stage.
pub fn apply(
    overrides: &[Override],
    stage: Stage,
    services: &mut BTreeMap<String, Service>,
) -> Result<()> {
    let mut complaints = Vec::new();
    for fix in overrides.iter().filter(|fix| fix.stage() == stage) {
        if let Err(error) = apply_one(fix, services) {
            complaints.push(format!("{}{}: {error:#}", fix.resource_type, fix.at));
        }
    }
    if !complaints.is_empty() {
        bail!(
            "these entries of overrides.json no longer apply; correct or remove them:\n  {}",
            complaints.join("\n  ")
        );
    }
    Ok(())
}

fn apply_one(fix: &Override, services: &mut BTreeMap<String, Service>) -> Result<()> {
    if fix.why.is_empty() || !fix.link.starts_with("https://") {
        bail!("it needs a `why` and a `link`");
    }
    let resource = services
        .values_mut()
        .find_map(|service| service.types.get_mut(&fix.resource_type))
        .context("there is no such type")?;
    let mut facts = serde_json::to_value(&*resource)?;
    let place = facts
        .pointer_mut(&fix.at)
        .and_then(Value::as_object_mut)
        .context("there is nothing at that place")?;
    for (key, value) in &fix.set {
        let (found, expected) = (place.get(key), fix.was.get(key));
        let found_value = found.cloned().unwrap_or_default();
        if found == Some(value) {
            bail!("the sources say the same of `{key}` by now");
        }
        if found != expected {
            bail!("`was` expects `{key}` to be {expected:?}, but it is {found_value}");
        }
        if value.is_null() {
            place.remove(key);
        } else {
            place.insert(key.clone(), value.clone());
        }
    }
    // What is found by its name lies in the order of names.
    place.sort_keys();
    *resource = serde_json::from_value(facts).context("the corrected facts are malformed")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;
    use stackwright_facts::Service;

    use super::{Override, Stage, apply};

    fn services() -> BTreeMap<String, Service> {
        let service = json!({"name": "A::B", "types": {"A::B::C": {
            "properties": {"P": {"kind": "string", "wants": ["A::B::C.Ref"]}}
        }}});
        [("b".to_owned(), serde_json::from_value(service).unwrap())].into()
    }

    /// What becomes of the property `P`, or the complaint.
    fn corrected(set: serde_json::Value, was: serde_json::Value) -> Result<String, String> {
        let fix: Override = serde_json::from_value(json!({
            "type": "A::B::C", "at": "/properties/P", "set": set, "was": was,
            "why": "a test", "link": "https://example.com"
        }))
        .unwrap();
        let mut services = services();
        let stage = fix.stage();
        apply(&[fix], stage, &mut services).map_err(|error| error.to_string())?;
        Ok(serde_json::to_string(&services["b"].types["A::B::C"].properties["P"]).unwrap())
    }

    #[test]
    fn a_fact_is_set_replaced_or_removed() {
        assert_eq!(
            corrected(json!({"required": true}), json!({})),
            Ok(r#"{"kind":"string","required":true,"wants":["A::B::C.Ref"]}"#.to_owned())
        );
        assert_eq!(
            corrected(json!({"wants": null}), json!({"wants": ["A::B::C.Ref"]})),
            Ok(r#"{"kind":"string"}"#.to_owned())
        );
    }

    #[test]
    fn an_override_that_no_longer_applies_fails() {
        let expects_other = corrected(json!({"kind": "integer"}), json!({"kind": "boolean"}));
        assert!(expects_other.unwrap_err().contains("`was` expects `kind`"));
        let same = corrected(json!({"kind": "string"}), json!({"kind": "integer"}));
        assert!(same.unwrap_err().contains("say the same"));
    }

    #[test]
    fn references_are_corrected_last() {
        let none: &[Override] = &[];
        assert!(apply(none, Stage::References, &mut services()).is_ok());
    }
}
