//! cfn-lint's data: resource schemas, regions, and the tables in its sources.
//!
//! The schemas in the wheel are AWS's own with cfn-lint's patches already applied; every type has
//! one schema for all regions, and a region is a list of the types that it has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use stackwright_facts::Runtime;

/// The file with the types of the Serverless Application Model, beside those of the regions.
const SAM: &str = "sam";

/// Everything that facts are taken from.
#[derive(Default)]
pub struct Lint {
    /// The schema of every type.
    pub schemas: BTreeMap<String, Value>,
    /// The types of every region.
    pub regions: BTreeMap<String, BTreeSet<String>>,
    /// How many Availability Zones a region has.
    pub zones: BTreeMap<String, u32>,
    /// The types of the Serverless Application Model, which every region has: a transform expands
    /// them before CloudFormation sees them.
    pub sam: BTreeSet<String>,
    pub stateful: BTreeSet<String>,
    pub runtimes: BTreeMap<String, Runtime>,
    /// The actions of every IAM service prefix.
    pub actions: BTreeMap<String, Vec<String>>,
    /// Types of which every property is an attribute.
    pub attributes_of_every_property: BTreeSet<String>,
    /// Attributes that the schemas do not mention.
    pub extra_attributes: BTreeMap<String, Vec<String>>,
    pub rules: Vec<Extension>,
}

/// A schema that is applied on top of the resource schemas.
pub struct Extension {
    /// cfn-lint's number of the rule.
    pub id: String,
    /// The places: a resource type, then the path from its properties down, all joined by `/`.
    pub at: Vec<String>,
    pub schema: Value,
}

/// What `extract.py` prints.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Tables {
    attributes_of_every_property: BTreeSet<String>,
    extra_attributes: BTreeMap<String, Vec<String>>,
    rules: Vec<RawRule>,
    zones: BTreeMap<String, u32>,
}

#[derive(Deserialize)]
struct RawRule {
    id: String,
    at: Vec<String>,
    schema: String,
}

/// Reads the unpacked wheel.
pub fn read(folder: &Path) -> Result<Lint> {
    let data = folder.join("cfnlint/data");
    let mut schemas = BTreeMap::new();
    let mut regions = BTreeMap::new();
    for entry in fs::read_dir(data.join("schemas/providers"))? {
        let path = entry?.path();
        let Some(region) = path
            .file_name()
            .and_then(|n| n.to_str()?.strip_suffix(".json"))
        else {
            continue;
        };
        let types: BTreeMap<String, String> = json(&path)?;
        for (name, hash) in &types {
            if !schemas.contains_key(name) {
                let schema = json(&data.join(format!("schemas/resources/{hash}.json")))?;
                schemas.insert(name.clone(), schema);
            }
        }
        regions.insert(region.to_owned(), types.into_keys().collect());
    }
    let sam: BTreeSet<String> = regions.remove(SAM).unwrap_or_default();
    for types in regions.values_mut() {
        types.extend(sam.iter().cloned());
    }

    let tables = tables(folder)?;
    Ok(Lint {
        schemas,
        regions,
        zones: tables.zones,
        sam,
        stateful: stateful(&data)?,
        runtimes: runtimes(&data)?,
        actions: actions(&data)?,
        attributes_of_every_property: tables.attributes_of_every_property,
        extra_attributes: tables.extra_attributes,
        rules: extensions(&data, tables.rules)?,
    })
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&bytes)
        .with_context(|| format!("{} has an unknown form", path.display()))
}

/// The tables in Python sources, read by a script that parses but does not run them.
fn tables(folder: &Path) -> Result<Tables> {
    let output = Command::new("python3")
        .args(["-c", include_str!("extract.py")])
        .arg(folder)
        .output()
        .context("cannot run `python3`; is it installed?")?;
    if !output.status.success() {
        bail!(
            "cfn-lint's sources have an unknown form: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    serde_json::from_slice(&output.stdout).context("extract.py printed something unknown")
}

fn stateful(data: &Path) -> Result<BTreeSet<String>> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct File {
        resource_types: BTreeMap<String, Value>,
    }
    let file: File = json(&data.join("AdditionalSpecs/StatefulResources.json"))?;
    Ok(file.resource_types.into_keys().collect())
}

fn runtimes(data: &Path) -> Result<BTreeMap<String, Runtime>> {
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case", deny_unknown_fields)]
    struct Raw {
        deprecated: Option<String>,
        create_block: Option<String>,
        update_block: Option<String>,
        successor: Option<String>,
    }
    let file: BTreeMap<String, Raw> =
        json(&data.join("AdditionalSpecs/LmbdRuntimeLifecycle.json"))?;
    let runtime = |Raw {
                       deprecated,
                       create_block,
                       update_block,
                       successor,
                   }| Runtime {
        deprecated,
        create_block,
        update_block,
        successor,
    };
    Ok(file
        .into_iter()
        .map(|(name, raw)| (name, runtime(raw)))
        .collect())
}

fn actions(data: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Prefix {
        actions: BTreeMap<String, Value>,
    }
    let file: BTreeMap<String, Prefix> = json(&data.join("AdditionalSpecs/Policies.json"))?;
    Ok(file
        .into_iter()
        .map(|(prefix, p)| (prefix, p.actions.into_keys().collect()))
        .collect())
}

/// The extension schemas that some rule applies to a resource type.
fn extensions(data: &Path, rules: Vec<RawRule>) -> Result<Vec<Extension>> {
    let mut found = Vec::new();
    for rule in rules {
        let at: Vec<String> = rule
            .at
            .iter()
            .filter_map(|place| resource_place(place))
            .collect();
        let path = data.join("schemas/extensions").join(&rule.schema);
        if !at.is_empty() && path.exists() {
            found.push(Extension {
                id: rule.id,
                at,
                schema: json(&path)?,
            });
        }
    }
    found.sort_by(|a, b| (&a.id, &a.at).cmp(&(&b.id, &b.at)));
    Ok(found)
}

/// `AWS::X::Y/A/*/B` for `Resources/AWS::X::Y/Properties/A/*/B`.
fn resource_place(place: &str) -> Option<String> {
    let (resource, path) = place
        .strip_prefix("Resources/")?
        .split_once("/Properties")?;
    resource.contains("::").then(|| format!("{resource}{path}"))
}
