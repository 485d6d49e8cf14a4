//! One resource type, from both sources.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;
use stackwright_facts::{
    Access, Attribute, Definition, LifeCycle, Property, PropertyKind, RefValue, ResourceType,
    TagShape, Tagging, Update,
};

use super::conditions;
use super::lint::Lint;
use super::marks::{self, Mark};
use super::node::{Node, Shape};
use super::spec::{self, Spec};
use super::structure::{Place, Structure};

/// The transform that knows the types of the Serverless Application Model.
const SAM_TRANSFORM: &str = "AWS::Serverless-2016-10-31";

/// A distilled type, and what the report tells of it.
pub struct Distilled {
    pub resource: ResourceType,
    pub disagreements: usize,
    pub only_in_spec: BTreeSet<String>,
}

/// Distils one resource type.
pub fn distil(name: &str, spec: &Spec, lint: &Lint) -> Result<Distilled> {
    let schema = lint.schemas.get(name);
    let database = spec.resources.get(name);
    let root = schema.unwrap_or(&Value::Null);
    let node = schema.map(|schema| Node::new(schema, schema));
    let mut structure = Structure::new(spec, root);

    let mut properties = structure.properties(
        short_name(name),
        node.as_ref(),
        database.map(|d| &d.properties),
    )?;
    let attributes = attributes(name, &mut structure, lint, root, database)?;
    let mut resource = ResourceType {
        identifier: identifier(root, database),
        arn: database.and_then(|d| d.arn_template.clone()),
        stateful: lint.stateful.contains(name) || database.is_some_and(|d| d.is_stateful),
        life_cycle: life_cycle(root),
        replacement_order: root
            .get("replacementStrategy")
            .map(|order| serde_json::from_value(order.clone()))
            .transpose()?,
        transform: lint.sam.contains(name).then(|| SAM_TRANSFORM.to_owned()),
        open: node.as_ref().is_some_and(Node::is_open),
        scrutiny: database
            .and_then(|d| d.scrutinizable.as_ref())
            .map_or(Ok(None), spec::RawScrutiny::scrutiny)?,
        attributes: attributes.into(),
        ..ResourceType::default()
    };
    let limits = conditions::of_resource(root).context("among the type's own conditions")?;
    resource.limits = (!limits.is_empty()).then(|| limits.into());
    // What the service sets cannot be given: to a template it is an attribute or nothing. A property
    // that is fixed at creation is given all the same, if the database has it among the properties.
    let created = pointers(root, "createOnlyProperties");
    for pointer in pointers(root, "readOnlyProperties") {
        let [top] = pointer.as_slice() else { continue };
        let is_given = (created.contains(&pointer) || lint.sam.contains(name))
            && database.is_some_and(|d| d.properties.contains_key(*top));
        if !is_given {
            properties.remove(*top);
        }
    }
    resource.properties = properties.into();
    resource.definitions = std::mem::take(&mut structure.definitions).into();
    mark(&mut resource, root, database);
    resource.reference = returned_by_ref(&resource, database);
    resource.tags = tagging(&resource, root, database);
    drop_unused(&mut resource);
    Ok(Distilled {
        resource,
        disagreements: structure.disagreements,
        only_in_spec: structure.only_in_spec,
    })
}

/// `Service` for `AWS::ECS::Service`.
fn short_name(type_name: &str) -> &str {
    type_name.rsplit("::").next().unwrap_or(type_name)
}

/// The pointers of a keyword such as `readOnlyProperties`, as the parts after `/properties`.
fn pointers<'a>(root: &'a Value, keyword: &str) -> Vec<Vec<&'a str>> {
    let list = root
        .get(keyword)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    list.filter_map(Value::as_str)
        .filter_map(|pointer| pointer.strip_prefix("/properties/"))
        .map(|path| {
            path.split('/')
                .filter(|part| *part != "properties" && *part != "items")
                .collect()
        })
        .collect()
}

fn identifier(root: &Value, database: Option<&spec::Resource>) -> Vec<String> {
    let declared = pointers(root, "primaryIdentifier");
    if declared.is_empty() {
        return database
            .map(|d| d.primary_identifier.clone())
            .unwrap_or_default();
    }
    declared.into_iter().map(|path| path.join(".")).collect()
}

/// What `Ref` returns: known if the database says so, or if one property alone identifies.
fn returned_by_ref(resource: &ResourceType, database: Option<&spec::Resource>) -> Option<RefValue> {
    let declared = database
        .map(|d| &d.cfn_ref_identifier)
        .filter(|names| !names.is_empty());
    let [name] = declared.unwrap_or(&resource.identifier).as_slice() else {
        return None;
    };
    if resource.properties.contains_key(name) {
        Some(RefValue::Property(name.clone()))
    } else if resource.attributes.contains_key(name) {
        Some(RefValue::Attribute(name.clone()))
    } else {
        None
    }
}

fn life_cycle(root: &Value) -> Option<LifeCycle> {
    let declared = root.get("lifecycle")?;
    let text = |key| declared.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(LifeCycle {
        status: text("status")?,
        date: text("date"),
    })
}

/// The attributes that either source knows.
fn attributes<'a>(
    name: &str,
    structure: &mut Structure<'a>,
    lint: &Lint,
    root: &'a Value,
    database: Option<&'a spec::Resource>,
) -> Result<BTreeMap<String, Attribute>> {
    let mut schemas: BTreeMap<String, Option<&Value>> = BTreeMap::new();
    if lint.attributes_of_every_property.contains(name) {
        leaves(root, root, "", &mut schemas);
    }
    for path in pointers(root, "readOnlyProperties") {
        if !path.contains(&"*") {
            schemas.insert(path.join("."), at(root, &path));
        }
    }
    for extra in lint.extra_attributes.get(name).into_iter().flatten() {
        schemas.insert(extra.clone(), at(root, &[extra.as_str()]));
    }
    // The outputs of a nested stack have names of their own.
    match name {
        "AWS::CloudFormation::Stack"
        | "AWS::Serverless::Application"
        | "AWS::ServiceCatalog::CloudFormationProvisionedProduct" => {
            schemas.remove("Outputs");
            schemas.insert("Outputs.*".to_owned(), None);
        }
        _ => {}
    }
    for attribute in database.into_iter().flat_map(|d| d.attributes.keys()) {
        if !(attribute == "Outputs" && schemas.contains_key("Outputs.*")) {
            let path: Vec<&str> = attribute.split('.').collect();
            schemas
                .entry(attribute.clone())
                .or_insert_with(|| at(root, &path));
        }
    }
    schemas
        .into_iter()
        .map(|(attribute, schema)| {
            let spec = database.and_then(|d| Some(&d.attributes.get(&attribute)?.kind));
            let kind = match (schema, spec) {
                (None, None) if attribute.starts_with("Outputs") => PropertyKind::String,
                _ => {
                    let hint = attribute.rsplit('.').next().unwrap_or(&attribute);
                    structure.value(Place::new(schema, spec), hint)?.kind
                }
            };
            Ok((attribute, Attribute { kind: bare(kind) }))
        })
        .collect()
}

/// A kind without conditions and references on elements: nobody writes an attribute.
fn bare(kind: PropertyKind) -> PropertyKind {
    let strip = |property: Property| Property::new(bare(property.kind));
    match kind {
        PropertyKind::List(element) => PropertyKind::List(Box::new(strip(*element))),
        PropertyKind::Map(element) => PropertyKind::Map(Box::new(strip(*element))),
        PropertyKind::Union(kinds) => PropertyKind::Union(kinds.into_iter().map(strip).collect()),
        scalar => scalar,
    }
}

/// The schema at a dotted path of properties.
fn at<'a>(root: &'a Value, path: &[&str]) -> Option<&'a Value> {
    let mut here = root;
    for part in path {
        let found = Node::new(root, here)
            .properties()
            .into_iter()
            .find(|(name, _)| name == part);
        here = found?.1.first().copied()?;
    }
    Some(here)
}

/// All properties below `schema` that hold no object and no list of objects.
fn leaves<'a>(
    root: &'a Value,
    schema: &'a Value,
    prefix: &str,
    found: &mut BTreeMap<String, Option<&'a Value>>,
) {
    for (name, schemas) in Node::new(root, schema).properties() {
        let Some(&schema) = schemas.first() else {
            continue;
        };
        let node = Node::new(root, schema);
        let path = format!("{prefix}{name}");
        let is_deep = |items: &&Value| {
            matches!(
                Node::new(root, items).shape(),
                Shape::Object | Shape::List(_) | Shape::Map(_)
            )
        };
        match node.shape() {
            Shape::Object if prefix.matches('.').count() < 4 => {
                leaves(root, schema, &format!("{path}."), found);
            }
            Shape::Object | Shape::Map(_) | Shape::Union(_) => {}
            Shape::List(items) if items.as_ref().is_some_and(is_deep) => {}
            Shape::Any(types) if !types.is_empty() => {}
            _ => {
                found.insert(path, Some(schema));
            }
        }
    }
}

/// Sets what depends on the path of a property: how it is updated and accessed, and deprecation.
fn mark(resource: &mut ResourceType, root: &Value, database: Option<&spec::Resource>) {
    let lists = [
        (
            "conditionalCreateOnlyProperties",
            Mark::Update(Update::Conditional),
        ),
        ("createOnlyProperties", Mark::Update(Update::Replacement)),
        ("writeOnlyProperties", Mark::Access(Access::WriteOnly)),
        ("readOnlyProperties", Mark::Access(Access::ReadOnly)),
        ("deprecatedProperties", Mark::Deprecated),
    ];
    for (keyword, mark) in lists {
        // A property of the resource that is still there can be given.
        let is_false = |path: &[&str]| keyword == "readOnlyProperties" && path.len() == 1;
        for path in pointers(root, keyword)
            .iter()
            .filter(|path| !is_false(path))
        {
            marks::set(resource, path, mark);
        }
    }
    marks::spread_read_only(resource);
    let Some(database) = database else { return };
    for path in &database.additional_replacement_properties {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        marks::set(resource, &path, Mark::Update(Update::Replacement));
    }
    for (name, property) in &database.properties {
        let update = match property.causes_replacement.as_deref() {
            Some("yes") => Update::Replacement,
            Some("maybe") => Update::Maybe,
            _ => continue,
        };
        if let Some(known) = resource.properties.get_mut(name)
            && known.update == Update::InPlace
        {
            known.update = update;
        }
    }
}

fn tagging(
    resource: &ResourceType,
    root: &Value,
    database: Option<&spec::Resource>,
) -> Option<Tagging> {
    let declared = root.get("tagging");
    let pointer = declared
        .and_then(|t| t.get("tagProperty"))
        .and_then(Value::as_str);
    let name = database
        .and_then(|d| d.tag_information.as_ref())
        .map(|t| t.tag_property_name.as_str())
        .or_else(|| pointer?.strip_prefix("/properties/"))
        .unwrap_or("Tags");
    let property = resource.properties.get(name)?;
    Some(Tagging {
        property: name.to_owned(),
        shape: tag_shape(resource, &property.kind),
    })
}

fn tag_shape(resource: &ResourceType, kind: &PropertyKind) -> TagShape {
    match kind {
        PropertyKind::Map(_) => TagShape::Map,
        // A free-form object holds its tags as a map.
        PropertyKind::Json => TagShape::Map,
        PropertyKind::List(element) => {
            let PropertyKind::Object(name) = &element.kind else {
                return TagShape::Other;
            };
            let Some(Definition { properties, .. }) = resource.definitions.get(name) else {
                return TagShape::Other;
            };
            match properties.keys().collect::<Vec<_>>()[..] {
                ["Key", "Value"] => TagShape::KeyValueList,
                ["Key", "PropagateAtLaunch", "Value"] => TagShape::AutoScalingList,
                _ => TagShape::Other,
            }
        }
        _ => TagShape::Other,
    }
}

/// Removes definitions that nothing mentions.
fn drop_unused(resource: &mut ResourceType) {
    let mut used = BTreeSet::new();
    let attributes = resource.attributes.values().map(|a| &a.kind);
    let properties = resource.properties.values().map(|p| &p.kind);
    let mut open: Vec<&PropertyKind> = attributes.chain(properties).collect();
    while let Some(kind) = open.pop() {
        match kind {
            PropertyKind::List(element) | PropertyKind::Map(element) => open.push(&element.kind),
            PropertyKind::Union(kinds) => open.extend(kinds.iter().map(|k| &k.kind)),
            PropertyKind::Object(name) if used.insert(name.clone()) => {
                let inner = resource.definitions.get(name).into_iter();
                open.extend(inner.flat_map(|d| d.properties.values()).map(|p| &p.kind));
            }
            _ => {}
        }
    }
    resource.definitions.retain(|name| used.contains(name));
}
