//! Services, resource types, definitions, attributes and references.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Limits, Property, PropertyKind, Scrutiny};
use crate::{Lazy, Named, is_default};

/// All resource types of one service: the contents of one file below `facts/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The first two parts of the type names, such as `AWS::ECS`.
    pub name: String,
    /// The resource types by full name, such as `AWS::ECS::Service`.
    pub types: BTreeMap<String, ResourceType>,
}

/// What is known of one resource type.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ResourceType {
    /// The properties or attributes that together identify a resource.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifier: Vec<String>,
    /// What `Ref` returns; `None` where it is not known (most composite identifiers).
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<RefValue>,
    /// Attributes whose value is the same as that of `Ref`, beside the one that `ref` names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub same_as_ref: Vec<String>,
    /// The form of the resource's ARN, such as `arn:${Partition}:ecs:${Region}:...`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// How the resource is tagged; `None` when it cannot be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Tagging>,
    /// Whether deleting the resource loses data.
    #[serde(skip_serializing_if = "is_default")]
    pub stateful: bool,
    /// Set when AWS ends or has ended the service behind the type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub life_cycle: Option<LifeCycle>,
    /// In which order a replacement happens, when it is not the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacement_order: Option<ReplacementOrder>,
    /// The transform that a template must declare to use the type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transform: Option<String>,
    /// Why a change of such a resource deserves a second look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scrutiny: Option<Scrutiny>,
    /// What `Fn::GetAtt` returns, by dotted name; a last part `*` stands for any name.
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub attributes: Named<Attribute>,
    /// The properties that a template may give.
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub properties: Named<Property>,
    /// Whether other properties than these are taken too.
    #[serde(skip_serializing_if = "is_default")]
    pub open: bool,
    /// The nested objects, by the name under which properties mention them.
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub definitions: Named<Definition>,
    /// What the properties must satisfy together, from the type's own schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Lazy<Limits>>,
    /// What the properties must satisfy together, from cfn-lint's cross-property rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
}

/// A nested object of a resource type.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Definition {
    /// Its properties.
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub properties: Named<Property>,
    /// Whether other properties than these are taken too.
    #[serde(skip_serializing_if = "is_default")]
    pub open: bool,
    /// What its properties must satisfy together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Lazy<Limits>>,
}

/// What `Fn::GetAtt` returns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// The type of the value.
    pub kind: PropertyKind,
}

/// What `Ref` returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RefValue {
    /// The same as `Fn::GetAtt` with this name.
    Attribute(String),
    /// The value of this property, given or generated.
    Property(String),
}

impl RefValue {
    /// The name of the property or attribute.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Attribute(name) | Self::Property(name) => name,
        }
    }
}

/// A resource's `Ref` or attribute that some property wants; written `AWS::EC2::Subnet.Ref` or
/// `AWS::IAM::Role.Arn`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The resource type, such as `AWS::IAM::Role`.
    pub resource_type: String,
    /// The attribute, or `None` for what `Ref` returns.
    pub attribute: Option<String>,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attribute = self.attribute.as_deref().unwrap_or("Ref");
        write!(f, "{}.{attribute}", self.resource_type)
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let Some((resource_type, attribute)) = text.split_once('.') else {
            return Err(serde::de::Error::custom(format!(
                "`{text}` is no reference: write a resource type, a dot, and `Ref` or an attribute"
            )));
        };
        Ok(Self {
            resource_type: resource_type.to_owned(),
            attribute: (attribute != "Ref").then(|| attribute.to_owned()),
        })
    }
}

/// How a resource is tagged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tagging {
    /// The property that holds the tags.
    pub property: String,
    /// How it holds them.
    pub shape: TagShape,
}

/// How a property holds tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TagShape {
    /// A list of objects with `Key` and `Value`.
    KeyValueList,
    /// A list of objects with `Key`, `Value` and `PropagateAtLaunch`.
    AutoScalingList,
    /// A map from key to value.
    Map,
    /// Something else; see the property's kind.
    Other,
}

/// The end of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeCycle {
    /// AWS's word for it, such as `sunset` or `maintenance`.
    pub status: String,
    /// From when on, as year-month-day, when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// In which order a replacement happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplacementOrder {
    /// The old resource goes before the new one comes.
    DeleteThenCreate,
    /// The new resource comes before the old one goes.
    CreateThenDelete,
}

/// A cross-property rule: cfn-lint's, or one by hand of `additions.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// cfn-lint's number of the rule, such as `E3047`; `W` stands for a warning. `documented` where
    /// it is by hand.
    pub id: String,
    /// Where it applies, from the resource's properties down, `*` for every element; empty for the
    /// properties themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<String>,
    /// What must hold there.
    pub limits: Lazy<Limits>,
}
