//! One property, and what may stand in its place.

use serde::{Deserialize, Serialize};

use super::{Limits, Reference};
use crate::{Lazy, is_default};

/// What is known of one property, or of one element of a list or a map.
///
/// Elements are described the same way as properties; for them `required`, `update` and `access`
/// keep their defaults.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Property {
    /// The type of the value.
    pub kind: PropertyKind,
    /// Whether a template must give it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub required: bool,
    /// What changing the value does to the resource.
    #[serde(default, skip_serializing_if = "is_default")]
    pub update: Update,
    /// Whether the value can be written and read back.
    #[serde(default, skip_serializing_if = "is_default")]
    pub access: Access,
    /// Whether AWS advises against it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deprecated: bool,
    /// Which kind of policy or rule the value holds, when it decides who may do what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scrutiny: Option<Scrutiny>,
    /// The value that the service takes when none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<serde_json::Value>,
    /// The resources whose `Ref` or attribute belongs here, as declared by AWS or by an override.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wants: Vec<Reference>,
    /// The same, inferred from the property's name: good enough for a warning, never for an error.
    /// Beside `wants`, what is taken as well, though it is not what is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wants_perhaps: Vec<Reference>,
    /// What the value must satisfy beyond its type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Lazy<Limits>>,
}

impl Property {
    /// A property of that kind of which nothing else is known.
    #[must_use]
    pub fn new(kind: PropertyKind) -> Self {
        Self {
            kind,
            required: false,
            update: Update::default(),
            access: Access::default(),
            deprecated: false,
            scrutiny: None,
            default: None,
            wants: Vec::new(),
            wants_perhaps: Vec::new(),
            limits: None,
        }
    }
}

/// The type of a value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PropertyKind {
    /// A text.
    String,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Free-form JSON; `limits.type` says which JSON types are taken, when that is known.
    #[default]
    Json,
    /// A list; `limits.unique` makes it a set, `limits.unordered` says that the order is no matter.
    List(Box<Property>),
    /// A map from text to values of one kind.
    Map(Box<Property>),
    /// The definition of that name in the same resource type.
    Object(String),
    /// Any one of these.
    Union(Vec<Property>),
}

/// What changing a property does to the resource.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Update {
    /// The resource is changed in place.
    #[default]
    InPlace,
    /// The resource is replaced.
    Replacement,
    /// Whether the resource is replaced depends on the old and the new value.
    Conditional,
    /// The resource may be replaced; AWS does not say when.
    Maybe,
}

/// Whether a property can be written and read back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Access {
    /// Written by templates, returned by the service.
    #[default]
    ReadWrite,
    /// Set by the service; a template that gives it is refused.
    ReadOnly,
    /// Written by templates, never returned: drift of it cannot be seen.
    WriteOnly,
}

/// Why a change of a value deserves a second look: it decides who may do what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Scrutiny {
    /// A resource policy inside of another resource.
    InlineResourcePolicy,
    /// Identity policies inside of a principal.
    InlineIdentityPolicies,
    /// ARNs of managed policies.
    ManagedPolicies,
    /// Rules for incoming traffic.
    IngressRules,
    /// Rules for outgoing traffic.
    EgressRules,
    /// A resource that is a resource policy.
    ResourcePolicyResource,
    /// A resource that is an identity policy.
    IdentityPolicyResource,
    /// A resource that lets others call a function.
    LambdaPermission,
    /// A resource that is a rule for incoming traffic.
    IngressRuleResource,
    /// A resource that is a rule for outgoing traffic.
    EgressRuleResource,
    /// A resource that assigns single-sign-on users to accounts.
    SsoAssignmentResource,
    /// A resource that configures attribute-based access for single sign-on.
    #[serde(rename = "ssoInstanceACAConfigResource")]
    SsoInstanceAcaConfigResource,
    /// A resource that is a permission set for single sign-on.
    SsoPermissionSet,
}
