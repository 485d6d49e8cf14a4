//! AWS CDK's database (`db.json.gz`), as far as facts are taken from it.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use stackwright_facts::Scrutiny;

/// Resource types by name, nested types by id.
pub struct Spec {
    pub resources: BTreeMap<String, Resource>,
    pub definitions: HashMap<String, TypeDefinition>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Resource {
    pub cloud_formation_type: String,
    #[serde(default)]
    pub primary_identifier: Vec<String>,
    #[serde(default)]
    pub cfn_ref_identifier: Vec<String>,
    pub properties: BTreeMap<String, Property>,
    pub attributes: BTreeMap<String, Property>,
    pub arn_template: Option<String>,
    #[serde(default)]
    pub is_stateful: bool,
    pub tag_information: Option<TagInformation>,
    pub scrutinizable: Option<RawScrutiny>,
    #[serde(default)]
    pub additional_replacement_properties: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TagInformation {
    pub tag_property_name: String,
}

#[derive(Deserialize)]
pub struct TypeDefinition {
    #[serde(rename = "$id")]
    id: String,
    pub name: String,
    pub properties: BTreeMap<String, Property>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Property {
    #[serde(rename = "type")]
    pub kind: Type,
    #[serde(default)]
    pub required: bool,
    pub deprecated: Option<String>,
    pub causes_replacement: Option<String>,
    pub scrutinizable: Option<RawScrutiny>,
    #[serde(default)]
    pub relationship_refs: Vec<RelationshipRef>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RelationshipRef {
    pub cloud_formation_type: String,
    pub property_name: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Type {
    String,
    Integer,
    Number,
    Boolean,
    Json,
    DateTime,
    Null,
    /// The standard tag: `Key` and `Value`.
    Tag,
    Array {
        element: Box<Type>,
    },
    Map {
        element: Box<Type>,
    },
    Union {
        types: Vec<Type>,
    },
    Ref {
        reference: Id,
    },
}

impl Type {
    pub fn list_element(&self) -> Option<&Self> {
        match self {
            Self::Array { element } => Some(element),
            _ => None,
        }
    }

    pub fn map_element(&self) -> Option<&Self> {
        match self {
            Self::Map { element } => Some(element),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
pub struct Id {
    #[serde(rename = "$ref")]
    pub id: String,
}

/// The database writes these words in upper camel case.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct RawScrutiny(String);

impl RawScrutiny {
    pub fn scrutiny(&self) -> Result<Option<Scrutiny>> {
        let mut word = self.0.clone();
        if word == "None" {
            return Ok(None);
        }
        if let Some(first) = word.get_mut(0..1) {
            first.make_ascii_lowercase();
        }
        serde_json::from_value(word.into())
            .map(Some)
            .context("an unknown kind of scrutiny")
    }
}

#[derive(Deserialize)]
struct Database {
    schema: Schema,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    resource: Entities<Resource>,
    type_definition: Entities<TypeDefinition>,
}

#[derive(Deserialize)]
struct Entities<T> {
    entities: Vec<T>,
}

/// Reads the database from the unpacked package.
pub fn read(folder: &Path) -> Result<Spec> {
    let path = folder.join("package/db.json.gz");
    let output = Command::new("gzip")
        .arg("-dc")
        .arg(&path)
        .output()
        .context("cannot run `gzip`; is it installed?")?;
    if !output.status.success() {
        bail!("cannot unpack {}", path.display());
    }
    parse(&output.stdout).with_context(|| format!("{} has an unknown form", path.display()))
}

/// Reads the database from its JSON.
pub fn parse(json: &[u8]) -> Result<Spec> {
    let database: Database = serde_json::from_slice(json)?;
    let Schema {
        resource,
        type_definition,
    } = database.schema;
    let resources = resource.entities.into_iter();
    let definitions = type_definition.entities.into_iter();
    Ok(Spec {
        resources: resources
            .map(|r| (r.cloud_formation_type.clone(), r))
            .collect(),
        definitions: definitions.map(|d| (d.id.clone(), d)).collect(),
    })
}
