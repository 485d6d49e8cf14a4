//! Reference kinds: what a property that names another resource takes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Enums, pascal, short};
use crate::{FactsError, Property, PropertyKind, Reference, ResourceType, resource_type, service};

/// The types whose `Ref` can be asked for as a parameter that CloudFormation checks.
const PARAMETER_TYPES: [(&str, &str); 7] = [
    ("AWS::EC2::Instance", "AWS::EC2::Instance::Id"),
    ("AWS::EC2::KeyPair", "AWS::EC2::KeyPair::KeyName"),
    ("AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroup::Id"),
    ("AWS::EC2::Subnet", "AWS::EC2::Subnet::Id"),
    ("AWS::EC2::VPC", "AWS::EC2::VPC::Id"),
    ("AWS::EC2::Volume", "AWS::EC2::Volume::Id"),
    ("AWS::Route53::HostedZone", "AWS::Route53::HostedZone::Id"),
];

/// More than this many different references in one place, and it takes any text.
const MAX_UNION: usize = 4;

/// What a setter takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, or what names a resource.
    Text(Wanted),
    /// A word of the enum of this name.
    Enum(String),
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Any JSON.
    Json,
    /// A list.
    List(Box<Kind>),
    /// A map from names to values.
    Map(Box<Kind>),
    /// The definition of this name.
    Object(String),
}

impl Kind {
    /// What the setter of a property takes; `definition` is where it is, "" for the resource itself.
    ///
    /// # Errors
    /// [`FactsError`] when it wants a type that there is not.
    pub fn of(
        enums: &Enums,
        definition: &str,
        name: &str,
        property: &Property,
    ) -> Result<Kind, FactsError> {
        let inner = |item: &Property| Kind::of(enums, definition, name, item).map(Box::new);
        Ok(match &property.kind {
            PropertyKind::String => match enums.get(definition, name) {
                Some(name) => Kind::Enum(name.to_owned()),
                None => Kind::Text(wanted(&property.wants)?),
            },
            PropertyKind::Integer => Kind::Integer,
            PropertyKind::Number => Kind::Number,
            PropertyKind::Boolean => Kind::Boolean,
            PropertyKind::Json | PropertyKind::Union(_) => Kind::Json,
            PropertyKind::List(item) => Kind::List(inner(item)?),
            PropertyKind::Map(item) => Kind::Map(inner(item)?),
            PropertyKind::Object(name) => Kind::Object(name.clone()),
        })
    }

    /// The kind of an attribute's value that is not plain text.
    #[must_use]
    pub fn of_attribute(kind: &PropertyKind) -> Kind {
        let inner = |item: &Property| Box::new(Kind::of_attribute(&item.kind));
        match kind {
            PropertyKind::String => Kind::Text(Wanted::Text),
            PropertyKind::Integer => Kind::Integer,
            PropertyKind::Number => Kind::Number,
            PropertyKind::Boolean => Kind::Boolean,
            PropertyKind::List(item) => Kind::List(inner(item)),
            PropertyKind::Map(item) => Kind::Map(inner(item)),
            PropertyKind::Json | PropertyKind::Object(_) | PropertyKind::Union(_) => Kind::Json,
        }
    }
}

/// What a place that names resources takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Any text.
    Text,
    /// What this reference returns.
    One(Reference),
    /// What any of these references return.
    OneOf(BTreeSet<Reference>),
}

/// What a property takes that wants these references.
///
/// # Errors
/// [`FactsError`] when there is no such type.
pub fn wanted(wants: &[Reference]) -> Result<Wanted, FactsError> {
    let mut kinds = BTreeSet::new();
    for reference in wants {
        kinds.insert(canonical(reference)?);
    }
    // Attributes of other types that hold the id of one of these are this id.
    if let Some(id) = kinds.iter().find(|kind| parameter_type(kind).is_some()) {
        return Ok(Wanted::One(id.clone()));
    }
    Ok(match kinds.len() {
        1 => kinds.pop_first().map_or(Wanted::Text, Wanted::One),
        2..=MAX_UNION => Wanted::OneOf(kinds),
        _ => Wanted::Text,
    })
}

/// CloudFormation's type of a parameter that asks for what a reference returns.
#[must_use]
pub fn parameter_type(reference: &Reference) -> Option<&'static str> {
    let is_ref = reference.attribute.is_none();
    PARAMETER_TYPES
        .iter()
        .find(|(ty, _)| is_ref && *ty == reference.resource_type)
        .map(|(_, parameter)| *parameter)
}

/// The same reference, as `Ref` where the attribute is what `Ref` returns.
///
/// # Errors
/// [`FactsError`] when there is no such type.
pub fn canonical(reference: &Reference) -> Result<Reference, FactsError> {
    let facts = resource_type(&reference.resource_type)?;
    let mut reference = reference.clone();
    if let Some(attribute) = &reference.attribute
        && is_ref(facts, attribute)
    {
        reference.attribute = None;
    }
    Ok(reference)
}

/// Whether an attribute is the same as what `Ref` returns.
fn is_ref(facts: &ResourceType, attribute: &str) -> bool {
    facts.same_as_ref.iter().any(|same| same == attribute)
        || facts
            .reference
            .as_ref()
            .is_some_and(|value| value.name() == attribute)
}

/// The names of all kinds of a service: of what `Ref` returns, and of every attribute that is
/// text.
///
/// # Errors
/// [`FactsError`] when there is no such service.
pub fn kind_names(name: &str) -> Result<BTreeMap<Reference, String>, FactsError> {
    let facts = service(name)?;
    let mut names = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (type_name, ty) in &facts.types {
        let mut add = |attribute: Option<&str>, name: &str| {
            let owner = pascal(short(type_name));
            let name = pascal(name);
            let mut name = match name.to_lowercase().starts_with(&owner.to_lowercase()) {
                true => name,
                false => format!("{owner}{name}"),
            };
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            let reference = Reference {
                resource_type: type_name.clone(),
                attribute: attribute.map(str::to_owned),
            };
            names.insert(reference, name);
        };
        add(
            None,
            ty.reference.as_ref().map_or("Ref", |value| value.name()),
        );
        for (attribute, facts) in ty.attributes.iter() {
            let is_text = matches!(facts.kind, PropertyKind::String);
            if is_text && !is_ref(ty, attribute) && !attribute.ends_with('*') {
                add(Some(attribute), attribute);
            }
        }
    }
    Ok(names)
}
