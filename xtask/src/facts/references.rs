//! Which resource's `Ref` or attribute a property wants.
//!
//! Three sources name a type and a word: the relationships of AWS CDK's database, and cfn-lint's
//! formats and `relationshipRef`s. [`resolve`] turns the word into `Ref` or an attribute that the
//! type has, and drops what cannot be: a type or attribute that does not exist, and the property
//! itself. [`complete`] guesses from names where nothing is declared.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use stackwright_facts::{Property, PropertyKind, RefValue, Reference, ResourceType, Service};

use super::node::Node;

/// Formats name some types by another name than CloudFormation does.
const RENAMED: [(&str, &str); 1] = [(
    "AWS::ACM::Certificate",
    "AWS::CertificateManager::Certificate",
)];

/// What is taken wherever another thing is: the same key in another region, a version of the same
/// function, the group that a VPC comes with.
const KINDRED: [(&str, &str); 8] = [
    (
        "AWS::EC2::SecurityGroup.Ref",
        "AWS::EC2::VPC.DefaultSecurityGroup",
    ),
    ("AWS::KMS::Key.Arn", "AWS::KMS::ReplicaKey.Arn"),
    ("AWS::KMS::Key.Ref", "AWS::KMS::ReplicaKey.Ref"),
    ("AWS::Lambda::Function.Arn", "AWS::Lambda::Alias.Ref"),
    ("AWS::Lambda::Function.Arn", "AWS::Lambda::Version.Ref"),
    ("AWS::Lambda::Function.Arn", "AWS::Serverless::Function.Arn"),
    ("AWS::Lambda::Function.Ref", "AWS::Serverless::Function.Ref"),
    ("AWS::DynamoDB::Table.Ref", "AWS::DynamoDB::GlobalTable.Ref"),
];

/// Words by which nearly every template means the same thing: the end of a property's name, and
/// what belongs there. Only for guesses.
const GUESSES: [(&str, &[&str]); 14] = [
    ("RoleArn", &["AWS::IAM::Role.Arn"]),
    ("ExecutionRole", &["AWS::IAM::Role.Arn"]),
    ("VpcId", &["AWS::EC2::VPC.Ref"]),
    ("SubnetId", &["AWS::EC2::Subnet.Ref"]),
    ("SubnetIds", &["AWS::EC2::Subnet.Ref"]),
    ("SecurityGroupId", &["AWS::EC2::SecurityGroup.Ref"]),
    ("SecurityGroupIds", &["AWS::EC2::SecurityGroup.Ref"]),
    ("KmsKeyArn", &["AWS::KMS::Key.Arn"]),
    ("KmsKeyId", &["AWS::KMS::Key.Arn", "AWS::KMS::Key.Ref"]),
    ("BucketName", &["AWS::S3::Bucket.Ref"]),
    ("BucketArn", &["AWS::S3::Bucket.Arn"]),
    ("TopicArn", &["AWS::SNS::Topic.Ref"]),
    (
        "CertificateArn",
        &["AWS::CertificateManager::Certificate.Ref"],
    ),
    ("SecretArn", &["AWS::SecretsManager::Secret.Ref"]),
];

/// The references that a schema declares, by format or by `relationshipRef`; unresolved.
pub fn of_schema(node: &Node<'_>) -> Vec<Reference> {
    let mut found = Vec::new();
    let branches = node
        .get("anyOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let formats = branches
        .filter_map(|branch| branch.get("format"))
        .chain(node.get("format"));
    for format in formats.filter_map(Value::as_str) {
        if let Some((resource_type, word)) = format.split_once('.') {
            // On a list, `AWS::EC2::Subnet.Ids` says of all what `.Id` says of each.
            found.push(reference(
                resource_type,
                word.strip_suffix('s').unwrap_or(word),
            ));
        }
    }
    let nested = node
        .get("anyOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    for relationship in nested
        .filter_map(|b| b.get("relationshipRef"))
        .chain(node.get("relationshipRef"))
    {
        let text = |key| relationship.get(key).and_then(Value::as_str);
        if let (Some(resource_type), Some(path)) = (text("typeName"), text("propertyPath")) {
            let word = path.strip_prefix("/properties/").unwrap_or(path);
            found.push(reference(resource_type, &word.replace('/', ".")));
        }
    }
    found
}

fn reference(resource_type: &str, word: &str) -> Reference {
    let renamed = RENAMED.iter().find(|(from, _)| *from == resource_type);
    Reference {
        resource_type: renamed.map_or(resource_type, |(_, to)| to).to_owned(),
        attribute: Some(word.to_owned()),
    }
}

/// Adds references to a property; to the elements, if it is a list.
pub fn add(property: &mut Property, references: impl IntoIterator<Item = Reference>) {
    if let PropertyKind::List(element) = &mut property.kind {
        return add(element, references);
    }
    property.wants.extend(references);
    property.wants.sort();
    property.wants.dedup();
}

/// Resolves the references of all types; drops and returns those that cannot be.
pub fn resolve(services: &mut BTreeMap<String, Service>) -> BTreeMap<Reference, usize> {
    let targets = Targets::new(services);
    let mut dropped = BTreeMap::new();
    every_property(services, |value, owner, name| {
        for wanted in std::mem::take(&mut value.wants) {
            let is_itself =
                wanted.resource_type == owner && wanted.attribute.as_deref() == Some(name);
            match targets.find(&wanted) {
                Some(found) if !is_itself => value.wants.push(found),
                _ => *dropped.entry(wanted).or_default() += 1,
            }
        }
        value.wants.sort();
        value.wants.dedup();
    });
    dropped
}

/// Adds what is taken wherever another thing is, and guesses from names where nothing is declared.
pub fn complete(services: &mut BTreeMap<String, Service>) {
    let targets = Targets::new(services);
    let kindred: Vec<(Reference, Reference)> = KINDRED
        .iter()
        .filter_map(|(wanted, other)| targets.parse(wanted).zip(targets.parse(other)))
        .collect();
    let guesses: Vec<(&str, Vec<Reference>)> = GUESSES
        .iter()
        .map(|(word, wanted)| {
            (
                *word,
                wanted
                    .iter()
                    .filter_map(|text| targets.parse(text))
                    .collect(),
            )
        })
        .collect();
    every_property(services, |value, _, name| {
        let is_wanted = |(wanted, _): &&(_, _)| value.wants.contains(wanted);
        let others: Vec<Reference> = kindred
            .iter()
            .filter(is_wanted)
            .map(|(_, other)| other.clone())
            .collect();
        add(value, others);
        if value.wants.is_empty() && value.kind == PropertyKind::String {
            value.wants_perhaps = guess(name, &guesses);
        }
    });
}

/// The guess whose word is the longest end of the name.
fn guess(name: &str, guesses: &[(&str, Vec<Reference>)]) -> Vec<Reference> {
    let ends = |word: &str| {
        let start = name.len().checked_sub(word.len());
        start
            .and_then(|start| name.get(start..))
            .is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    let longest = guesses
        .iter()
        .filter(|(word, _)| ends(word))
        .max_by_key(|(word, _)| word.len());
    longest.map_or_else(Vec::new, |(_, wanted)| wanted.clone())
}

/// Calls `act` for every property, element and alternative, with the type that owns it (empty for
/// nested ones, which are never the same as a property of the resource) and the property's name.
fn every_property(
    services: &mut BTreeMap<String, Service>,
    mut act: impl FnMut(&mut Property, &str, &str),
) {
    fn visit(
        value: &mut Property,
        owner: &str,
        name: &str,
        act: &mut impl FnMut(&mut Property, &str, &str),
    ) {
        match &mut value.kind {
            PropertyKind::List(inner) | PropertyKind::Map(inner) => visit(inner, owner, name, act),
            PropertyKind::Union(kinds) => {
                kinds
                    .iter_mut()
                    .for_each(|kind| visit(kind, owner, name, act));
            }
            _ => {}
        }
        act(value, owner, name);
    }
    for (owner, resource) in services.values_mut().flat_map(|service| &mut service.types) {
        for (name, value) in resource.properties.iter_mut() {
            visit(value, owner, name, &mut act);
        }
        for definition in resource.definitions.values_mut() {
            for (name, value) in definition.properties.iter_mut() {
                visit(value, "", name, &mut act);
            }
        }
    }
}

/// What can be referred to, by type.
struct Targets(BTreeMap<String, Target>);

struct Target {
    /// The name behind `Ref`.
    returned: Option<String>,
    /// Other names for the same.
    same: Vec<String>,
    attributes: BTreeSet<String>,
}

impl Targets {
    fn new(services: &BTreeMap<String, Service>) -> Self {
        let target = |resource: &ResourceType| Target {
            returned: resource
                .reference
                .as_ref()
                .map(RefValue::name)
                .map(str::to_owned),
            same: resource.same_as_ref.clone(),
            attributes: resource.attributes.keys().map(str::to_owned).collect(),
        };
        let types = services.values().flat_map(|service| &service.types);
        Self(
            types
                .map(|(name, resource)| (name.clone(), target(resource)))
                .collect(),
        )
    }

    fn parse(&self, text: &str) -> Option<Reference> {
        let (resource_type, word) = text.split_once('.')?;
        self.find(&reference(resource_type, word))
    }

    /// The reference as a template would write it; `None` if there is no such thing.
    fn find(&self, wanted: &Reference) -> Option<Reference> {
        let Target {
            returned,
            same,
            attributes,
        } = self.0.get(&wanted.resource_type)?;
        let returned = returned.as_deref();
        let attribute = match wanted.attribute.as_deref() {
            None | Some("Ref") => {
                returned?;
                None
            }
            word if word == returned => None,
            Some(word) if same.iter().any(|other| other == word) => None,
            Some(word) if attributes.contains(word) => Some(word.to_owned()),
            // `Subnet.Id` means SubnetId, and `Alias.Id` whatever identifies an alias.
            Some(word) if word == "Id" || returned?.ends_with(word) => {
                returned?;
                None
            }
            Some(_) => return None,
        };
        Some(Reference {
            resource_type: wanted.resource_type.clone(),
            attribute,
        })
    }
}
