//! The structure of one resource type: properties and definitions, paired between the two sources.
//!
//! The walk starts at the properties of the resource in both sources and goes down both at the same
//! time, through `$ref` here and type references there. A nested type of one source is therefore
//! paired with that of the other which stands in the same place, whatever the two are called.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result};
use serde_json::Value;
use stackwright_facts::{Definition, Property, PropertyKind, Reference};

use super::conditions;
use super::node::{Node, Shape};
use super::references;
use super::spec::{self, Spec, Type};

/// One place, in each of the sources that know it.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    lint: Option<&'a Value>,
    spec: Option<&'a Type>,
}

impl<'a> Place<'a> {
    pub fn new(lint: Option<&'a Value>, spec: Option<&'a Type>) -> Self {
        Self { lint, spec }
    }
}

/// Where a definition comes from: the schema object, or the other source's id.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Origin<'a> {
    Lint(*const Value),
    Spec(&'a str),
    StandardTag,
}

/// Builds the definitions of one resource type.
pub struct Structure<'a> {
    spec: &'a Spec,
    /// cfn-lint's schema of the resource type; `Null` if it has none.
    root: &'a Value,
    names: HashMap<Origin<'a>, String>,
    /// The objects whose properties are being read, innermost last.
    owners: Vec<String>,
    pub definitions: BTreeMap<String, Definition>,
    /// Places where the sources disagree on the kind, for the report.
    pub disagreements: usize,
    /// Properties that only AWS CDK's database knows though both know the object.
    pub only_in_spec: BTreeSet<String>,
}

impl<'a> Structure<'a> {
    pub fn new(spec: &'a Spec, root: &'a Value) -> Self {
        Self {
            spec,
            root,
            names: HashMap::new(),
            owners: Vec::new(),
            definitions: BTreeMap::new(),
            disagreements: 0,
            only_in_spec: BTreeSet::new(),
        }
    }

    /// The properties of an object: `node` in one source, `spec` in the other.
    pub fn properties(
        &mut self,
        owner: &str,
        node: Option<&Node<'a>>,
        spec: Option<&'a BTreeMap<String, spec::Property>>,
    ) -> Result<BTreeMap<String, Property>> {
        let mut schemas: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        schemas.extend(node.map(Node::properties).unwrap_or_default());
        for name in spec.into_iter().flat_map(BTreeMap::keys) {
            let known = schemas.entry(name).or_default();
            if known.is_empty() && node.is_some() {
                self.only_in_spec.insert(format!("{owner}.{name}"));
            }
        }
        self.owners.push(owner.to_owned());
        let properties = schemas
            .into_iter()
            .map(|(name, schemas)| {
                let spec = spec.and_then(|properties| properties.get(name));
                let mut property = self
                    .property(name, &schemas, spec)
                    .with_context(|| format!("at {owner}.{name}"))?;
                match node {
                    Some(node) if !schemas.is_empty() => property.required = node.requires(name),
                    // AWS's schema has dropped it: AWS CDK keeps it for old programs only.
                    Some(_) => property.deprecated = true,
                    None => property.required = spec.is_some_and(|p| p.required),
                }
                Ok((name.to_owned(), property))
            })
            .collect();
        self.owners.pop();
        properties
    }

    /// One property, of which several branches of an object may each have a schema.
    fn property(
        &mut self,
        name: &str,
        schemas: &[&'a Value],
        spec: Option<&'a spec::Property>,
    ) -> Result<Property> {
        let kind = spec.map(|p| &p.kind);
        let mut places = schemas.iter().map(|&schema| Place::new(Some(schema), kind));
        let first = places.next().unwrap_or(Place::new(None, kind));
        let mut property = self.value(first, name)?;
        let mut others = Vec::new();
        for place in places {
            let other = self.value(place, name)?;
            if other != property && !others.contains(&other) {
                others.push(other);
            }
        }
        if !others.is_empty() {
            others.insert(0, property);
            property = Property::new(PropertyKind::Union(others));
        }
        if let Some(spec) = spec {
            property.deprecated = spec.deprecated.as_deref() == Some("WARN");
            if let Some(scrutiny) = &spec.scrutinizable {
                property.scrutiny = scrutiny.scrutiny()?;
            }
            references::add(
                &mut property,
                spec.relationship_refs.iter().map(|r| Reference {
                    resource_type: r.cloud_formation_type.clone(),
                    attribute: Some(r.property_name.clone()),
                }),
            );
        }
        property.default = schemas
            .iter()
            .find_map(|schema| schema.get("default"))
            .cloned();
        Ok(property)
    }

    /// What may stand in a place; `hint` names an object that has no name of its own.
    pub fn value(&mut self, place: Place<'a>, hint: &str) -> Result<Property> {
        let Some(schema) = place.lint else {
            let kind = place.spec.map(|spec| self.spec_kind(spec)).transpose()?;
            return Ok(Property::new(kind.unwrap_or(PropertyKind::Json)));
        };
        let node = Node::new(self.root, schema);
        let mut property = Property::new(self.kind(&node, place.spec, hint)?);
        // The conditions on an object stand at its definition.
        if !matches!(property.kind, PropertyKind::Object(_)) {
            let limits = conditions::outside(self.root, &node)?;
            property.limits = (!limits.is_empty()).then(|| limits.into());
        }
        references::add(&mut property, references::of_schema(&node));
        Ok(property)
    }

    /// The kind of a place that cfn-lint knows.
    fn kind(
        &mut self,
        node: &Node<'a>,
        spec: Option<&'a Type>,
        hint: &str,
    ) -> Result<PropertyKind> {
        Ok(match node.shape() {
            Shape::Object => PropertyKind::Object(self.object(node, spec, hint)?),
            Shape::List(items) => {
                let place = Place::new(items, spec.and_then(Type::list_element));
                PropertyKind::List(Box::new(self.value(place, hint)?))
            }
            Shape::Map(element) => {
                let place = Place::new(Some(element), spec.and_then(Type::map_element));
                PropertyKind::Map(Box::new(self.value(place, hint)?))
            }
            Shape::Union(branches) => {
                let spec = spec.filter(|spec| matches!(spec, Type::Ref { .. }));
                let mut kinds = Vec::new();
                for branch in branches {
                    let kind = self.value(Place::new(Some(branch), spec), hint)?;
                    if !kinds.contains(&kind) {
                        kinds.push(kind);
                    }
                }
                PropertyKind::Union(kinds)
            }
            // Free-form in the schema, an object in the database: the database knows more.
            Shape::Any(types) => match spec {
                Some(spec @ (Type::Ref { .. } | Type::Map { .. }))
                    if types.iter().all(|name| *name == "object") =>
                {
                    self.spec_kind(spec)?
                }
                _ => PropertyKind::Json,
            },
            Shape::Scalars(names) => {
                let kinds = names
                    .into_iter()
                    .map(|name| scalar(name).map(Property::new));
                PropertyKind::Union(kinds.collect::<Result<_>>()?)
            }
            Shape::Scalar(name) => {
                let kind = scalar(name)?;
                if let Some(spec) = spec {
                    self.disagreements += usize::from(self.spec_kind(spec)? != kind);
                }
                kind
            }
        })
    }

    /// The kind of a place that only AWS CDK's database knows.
    fn spec_kind(&mut self, spec: &'a Type) -> Result<PropertyKind> {
        let mut inner = |spec| self.value(Place::new(None, Some(spec)), "");
        Ok(match spec {
            Type::String | Type::DateTime => PropertyKind::String,
            Type::Integer => PropertyKind::Integer,
            Type::Number => PropertyKind::Number,
            Type::Boolean => PropertyKind::Boolean,
            Type::Json | Type::Null => PropertyKind::Json,
            Type::Array { element } => PropertyKind::List(Box::new(inner(element)?)),
            Type::Map { element } => PropertyKind::Map(Box::new(inner(element)?)),
            Type::Union { types } => {
                PropertyKind::Union(types.iter().map(inner).collect::<Result<_>>()?)
            }
            Type::Tag => PropertyKind::Object(self.standard_tag()),
            Type::Ref { reference } => PropertyKind::Object(self.spec_object(&reference.id)?),
        })
    }

    /// Defines an object that cfn-lint knows, together with its partner.
    fn object(&mut self, node: &Node<'a>, spec: Option<&'a Type>, hint: &str) -> Result<String> {
        let target = node.target().context("an object without a schema")?;
        let partner = match spec {
            Some(Type::Ref { reference }) => self.spec.definitions.get(&reference.id),
            _ => None,
        };
        let wanted = node
            .name
            .or(partner.map(|p| p.name.as_str()))
            .unwrap_or(hint);
        let (name, is_new) = self.name(Origin::Lint(std::ptr::from_ref(target)), wanted);
        if is_new {
            let properties = self.properties(
                &name,
                Some(node),
                partner.map(|partner| &partner.properties),
            )?;
            let limits = conditions::outside(self.root, node)?;
            self.definitions.insert(
                name.clone(),
                Definition {
                    properties: properties.into(),
                    open: node.is_open(),
                    limits: (!limits.is_empty()).then(|| limits.into()),
                },
            );
        }
        Ok(name)
    }

    /// Defines an object that only AWS CDK's database knows.
    fn spec_object(&mut self, id: &'a str) -> Result<String> {
        let definition = self
            .spec
            .definitions
            .get(id)
            .context("a reference to nothing")?;
        let (name, is_new) = self.name(Origin::Spec(id), &definition.name);
        if is_new {
            let properties = self.properties(&name, None, Some(&definition.properties))?;
            let definition = Definition {
                properties: properties.into(),
                ..Definition::default()
            };
            self.definitions.insert(name.clone(), definition);
        }
        Ok(name)
    }

    fn standard_tag(&mut self) -> String {
        let (name, is_new) = self.name(Origin::StandardTag, "Tag");
        if is_new {
            let text = Property {
                required: true,
                ..Property::new(PropertyKind::String)
            };
            let properties = ["Key", "Value"].map(|key| (key.to_owned(), text.clone()));
            self.definitions.insert(
                name.clone(),
                Definition {
                    properties: properties.into_iter().collect(),
                    ..Definition::default()
                },
            );
        }
        name
    }

    /// The name of a definition, and whether it is still to be defined. Where another origin has
    /// taken the name, that of the owner goes before it, and at last a number behind it.
    fn name(&mut self, origin: Origin<'a>, wanted: &str) -> (String, bool) {
        if let Some(known) = self.names.get(&origin) {
            return (known.clone(), false);
        }
        let wanted: String = wanted.chars().filter(char::is_ascii_alphanumeric).collect();
        let taken = |name: &String| self.names.values().any(|other| other == name);
        let owned = self.owners.last().map(|owner| format!("{owner}{wanted}"));
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut names = std::iter::once(wanted.clone()).chain(owned).chain(numbered);
        let name = names.find(|name| !taken(name));
        let name = name.unwrap_or(wanted);
        self.names.insert(origin, name.clone());
        (name, true)
    }
}

fn scalar(name: &str) -> Result<PropertyKind> {
    Ok(match name {
        "string" => PropertyKind::String,
        "integer" => PropertyKind::Integer,
        "number" => PropertyKind::Number,
        "boolean" => PropertyKind::Boolean,
        _ => anyhow::bail!("`{name}` is no type of JSON Schema"),
    })
}
