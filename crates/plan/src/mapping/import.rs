//! Which existing resources a stack takes over, by what identifies them.

use serde_json::{Map, Value, json};
use stackwright_template::{Resource, Template};

/// The resources that a stack takes over, each with what identifies it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Importing {
    /// Those that are identified.
    pub resources: Vec<Identified>,
    /// Those of which something is not known.
    pub not_named: Vec<NotNamed>,
    /// The logical ids of those that say no `DeletionPolicy`, which CloudFormation wants of what it imports.
    pub without_policy: Vec<String>,
}

/// A resource that exists, and what identifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Identified {
    /// Its logical id in the template.
    pub id: String,
    /// Its type.
    pub type_name: String,
    /// What identifies it: properties or attributes with their values.
    pub identifier: Vec<(String, String)>,
}

/// A resource of which something that identifies it is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotNamed {
    /// Its logical id.
    pub id: String,
    /// Its type.
    pub type_name: String,
    /// What has to be said, as `Cluster`; nothing where the facts do not know what identifies the type.
    pub missing: Vec<String>,
}

/// Something that identifies a resource, as somebody says it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Identifier {
    /// The logical id.
    pub id: String,
    /// The property or attribute; nothing where the type is identified by one alone.
    pub name: Option<String>,
    /// Its value.
    pub value: String,
}

impl Identifier {
    /// Reads `ID=VALUE` or `ID.NAME=VALUE`.
    pub fn parse(text: &str) -> Option<Self> {
        let (place, value) = text.split_once('=')?;
        let (id, name) = match place.split_once('.') {
            Some((id, name)) => (id, Some(name)),
            None => (place, None),
        };
        let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_alphanumeric);
        let words = is_word(id) && name.is_none_or(is_word);
        (words && !value.is_empty()).then(|| Identifier {
            id: id.to_owned(),
            name: name.map(str::to_owned),
            value: value.to_owned(),
        })
    }
}

impl Importing {
    /// What it takes to import some resources of a template: those that another one has not, where that is given, or
    /// those that are named.
    ///
    /// What identifies a resource stands in its properties where it is a text, and in `said`.
    pub fn of(
        template: &Template,
        deployed: Option<&Template>,
        named: &[String],
        said: &[Identifier],
    ) -> Self {
        let mut importing = Importing::default();
        let is_meant = |resource: &Resource<'_>| {
            let is_there = deployed.is_some_and(|own| own.resource(resource.id()).is_some());
            match named.is_empty() {
                true => !is_there,
                false => named.iter().any(|name| name == resource.id()),
            }
        };
        for resource in template.resources().filter(is_meant) {
            importing.add(resource, said);
        }
        importing
    }

    fn add(&mut self, resource: Resource<'_>, said: &[Identifier]) {
        let id = resource.id().to_owned();
        let type_name = resource.resource_type().unwrap_or_default().to_owned();
        let facts = stackwright_facts::resource_type(&type_name).ok();
        let names = facts.map(|facts| facts.identifier.as_slice());
        let names = names.unwrap_or_default();
        let (mut identifier, mut missing) = (Vec::new(), Vec::new());
        for name in names {
            let own = |one: &&Identifier| {
                let is_it = one
                    .name
                    .as_ref()
                    .map_or(names.len() == 1, |own| own == name);
                one.id == id && is_it
            };
            let told = said.iter().find(own).map(|one| one.value.as_str());
            let written = resource.property(name).and_then(|node| node.as_str());
            match told.or(written) {
                Some(value) => identifier.push((name.clone(), value.to_owned())),
                None => missing.push(name.clone()),
            }
        }
        if identifier.is_empty() || !missing.is_empty() {
            self.not_named.push(NotNamed {
                id,
                type_name,
                missing,
            });
            return;
        }
        if resource.deletion_policy().is_none() {
            self.without_policy.push(id.clone());
        }
        self.resources.push(Identified {
            id,
            type_name,
            identifier,
        });
    }

    /// What `cdk import --resource-mapping` reads: by logical ids, which it takes, and not by paths.
    pub fn to_cdk(&self) -> String {
        let all = self.resources.iter();
        let all = all.map(|own| (own.id.clone(), own.to_json()));
        written(&Value::Object(all.collect()))
    }

    /// What `aws cloudformation create-change-set --change-set-type IMPORT --resources-to-import` reads: a list.
    pub fn to_aws(&self) -> String {
        let all = self.resources.iter().map(|own| {
            json!({
                "ResourceType": own.type_name,
                "LogicalResourceId": own.id,
                "ResourceIdentifier": own.to_json(),
            })
        });
        written(&all.collect())
    }
}

impl Identified {
    fn to_json(&self) -> Value {
        let pairs = self.identifier.iter();
        let pairs = pairs.map(|(name, value)| (name.clone(), Value::from(value.as_str())));
        Value::Object(pairs.collect::<Map<_, _>>())
    }
}

/// As JSON, indented by two spaces, with a line end at its end.
pub(super) fn written(value: &Value) -> String {
    format!("{value:#}\n")
}
