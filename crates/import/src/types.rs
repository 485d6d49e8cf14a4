//! The types of Rust that matter here: what a place takes, and what an expression is.

use std::collections::BTreeSet;
use std::rc::Rc;

use stackwright_facts::rust::{self, Enums};
use stackwright_facts::{FactsError, Property, Reference, ResourceType};

/// What a place takes, or what a value of the core is of.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Text,
    Integer,
    Float,
    Boolean,
    Json,
    List(Box<Kind>),
    Map(Box<Kind>),
    /// What this reference returns.
    Reference(Reference),
    /// What one of these references returns.
    OneOf(BTreeSet<Reference>),
    /// A word of the enum at this path.
    Enum(String),
    /// A definition of the type at hand.
    Object(String),
}

impl Kind {
    pub fn list(item: Kind) -> Self {
        Kind::List(Box::new(item))
    }

    /// Whether it names what resources are.
    fn is_reference(&self) -> bool {
        matches!(self, Kind::Reference(_) | Kind::OneOf(_))
    }

    pub fn is_text(&self) -> bool {
        matches!(self, Kind::Text | Kind::Json) || self.is_reference()
    }

    fn from_rust(kind: rust::Kind, parts: &str) -> Self {
        let inner = |kind: Box<rust::Kind>| Box::new(Kind::from_rust(*kind, parts));
        match kind {
            rust::Kind::Text(rust::Wanted::Text) => Kind::Text,
            rust::Kind::Text(rust::Wanted::One(reference)) => Kind::Reference(reference),
            rust::Kind::Text(rust::Wanted::OneOf(references)) => Kind::OneOf(references),
            rust::Kind::Enum(name) => Kind::Enum(format!("{parts}::{name}")),
            rust::Kind::Integer => Kind::Integer,
            rust::Kind::Number => Kind::Float,
            rust::Kind::Boolean => Kind::Boolean,
            rust::Kind::Json => Kind::Json,
            rust::Kind::List(item) => Kind::List(inner(item)),
            rust::Kind::Map(item) => Kind::Map(inner(item)),
            rust::Kind::Object(name) => Kind::Object(name),
        }
    }
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// A literal text.
    Text,
    /// A literal number.
    Integer,
    /// A literal number with a fraction.
    Float,
    /// `true` or `false`.
    Boolean,
    /// `no_value()`, or what was assumed: it fits everywhere.
    Any,
    /// A value of the core.
    Value(Kind),
    /// The handle of a parameter.
    Parameter(Kind),
    /// The handle of a resource of this type.
    Handle(String),
    /// A nested object or an enum, by its path.
    Path(String),
    /// One of two, by a condition.
    Choice(Box<Type>, Box<Type>),
    /// An array.
    Array(Box<Type>),
    /// An array of names and values.
    Pairs(Box<Type>),
}

impl Type {
    /// Whether an expression can stand in a place.
    pub fn fits(&self, kind: &Kind) -> bool {
        match (self, kind) {
            (Type::Any, _) => true,
            (Type::Text, kind) => kind.is_text(),
            (Type::Integer, Kind::Integer | Kind::Float | Kind::Json) => true,
            (Type::Float, Kind::Float | Kind::Json) => true,
            (Type::Boolean, Kind::Boolean | Kind::Json) => true,
            (Type::Value(own), kind) => own == kind || converts(own, kind),
            (Type::Parameter(own), kind) => {
                own == kind
                    || matches!((own, kind), (Kind::Float | Kind::Integer, Kind::Text))
                    || *own != Kind::Boolean && converts(own, kind)
            }
            (Type::Handle(name), Kind::Reference(reference)) => reference.resource_type == *name,
            (Type::Handle(name), Kind::OneOf(references)) => {
                references.iter().any(|it| it.resource_type == *name)
            }
            (Type::Path(path), Kind::Enum(wanted) | Kind::Object(wanted)) => path == wanted,
            (Type::Choice(then, otherwise), kind) => then.fits(kind) && otherwise.fits(kind),
            (Type::Array(item), Kind::List(kind)) => item.fits(kind),
            (Type::Array(item), Kind::Json) => item.fits(kind),
            (Type::Pairs(item), Kind::Map(kind)) => item.fits(kind),
            _ => false,
        }
    }

    /// How many types are within each other.
    pub fn depth(&self) -> usize {
        match self {
            Type::Choice(then, otherwise) => 1 + then.depth().max(otherwise.depth()),
            Type::Array(item) | Type::Pairs(item) => 1 + item.depth(),
            _ => 0,
        }
    }
}

/// Whether a value of one kind is taken where another is wanted.
fn converts(own: &Kind, wanted: &Kind) -> bool {
    match (own, wanted) {
        (own, Kind::Text) => own.is_reference(),
        (Kind::Integer, Kind::Float) | (Kind::Float, Kind::Integer) => true,
        (Kind::Reference(reference), Kind::OneOf(references)) => references.contains(reference),
        (Kind::List(item), Kind::List(wanted)) => **wanted == Kind::Text && item.is_reference(),
        (Kind::Enum(_) | Kind::Object(_), Kind::Json) => false,
        (_, Kind::Json) => true,
        _ => false,
    }
}

/// A resource type, and what it is called.
pub struct Typed {
    pub name: String,
    pub facts: &'static ResourceType,
    pub enums: Enums,
    /// The path of the struct, as `ecs::Service`.
    pub path: String,
    /// The path of the parts, as `ecs::service`.
    pub parts: String,
    /// The feature that brings it.
    pub feature: String,
}

impl Typed {
    /// The type of this name, if there is one.
    pub fn of(name: &str) -> Option<Rc<Self>> {
        let facts = stackwright_facts::resource_type(name).ok()?;
        let service = stackwright_facts::service_of(name)?;
        let module = rust::module(service);
        Some(Rc::new(Typed {
            name: name.to_owned(),
            facts,
            enums: Enums::of(facts),
            path: format!("{module}::{}", rust::structure(name)),
            parts: format!("{module}::{}", rust::parts(name)),
            feature: rust::feature(service, name).to_owned(),
        }))
    }

    /// What the setter of a property takes.
    pub fn kind(
        &self,
        definition: &str,
        name: &str,
        property: &Property,
    ) -> Result<Kind, FactsError> {
        let kind = rust::Kind::of(&self.enums, definition, name, property)?;
        Ok(Kind::from_rust(kind, &self.parts))
    }

    /// The kind of what `Ref` returns, or of an attribute that is text.
    pub fn reference(&self, attribute: Option<&str>) -> Option<Kind> {
        let reference = Reference {
            resource_type: self.name.clone(),
            attribute: attribute.map(str::to_owned),
        };
        rust::canonical(&reference).ok().map(Kind::Reference)
    }

    /// The method that gives an attribute, what it is given, and what it returns.
    pub fn attribute(&self, name: &str) -> Option<(String, Option<String>, Kind)> {
        let methods = rust::attributes(self.facts);
        if let Some(facts) = self.facts.attributes.get(name)
            && !name.ends_with('*')
        {
            let kind = match rust::Kind::of_attribute(&facts.kind) {
                rust::Kind::Text(_) => self.reference(Some(name))?,
                other => Kind::from_rust(other, &self.parts),
            };
            return Some((methods.get(name)?.clone(), None, kind));
        }
        let open = methods.iter().find_map(|(pattern, method)| {
            let rest = name.strip_prefix(pattern.strip_suffix('*')?)?;
            Some((method.clone(), Some(rest.to_owned()), Kind::Text))
        });
        open.filter(|(_, rest, _)| rest.as_ref().is_some_and(|rest| !rest.is_empty()))
    }
}
