//! The code of a service, resource type by resource type.

use std::collections::BTreeSet;
use std::error::Error;

use stackwright_facts::rust::{self, Enums};
use stackwright_facts::{
    Access, Property, PropertyKind, ReplacementOrder, ResourceType, Service, TagShape, Update,
};

use crate::code::Code;
use crate::enums;
use crate::handles;
use crate::kinds::Kinds;
use crate::structs::Struct;

/// A resource type, and what it is called in Rust.
pub struct Type<'a> {
    /// The service, as the facts name it.
    pub service: &'a str,
    /// The type, as `AWS::ECS::TaskDefinition`.
    pub type_name: &'a str,
    /// The struct, as `TaskDefinition`.
    pub name: String,
    /// The module of its parts, as `task_definition`.
    pub module: String,
    /// What is known of it.
    pub facts: &'a ResourceType,
    /// The enums of its properties.
    pub enums: Enums,
}

/// The code of one service: its resources, a module for the parts of each, and the names of
/// what they require.
pub fn service(
    service: &str,
    facts: &Service,
    kinds: &mut Kinds,
) -> Result<String, Box<dyn Error>> {
    let mut code = Code::default();
    code.line("use crate::support as c;");
    let mut needs = BTreeSet::new();
    for (type_name, facts) in &facts.types {
        let ty = Type {
            service,
            type_name,
            name: rust::structure(type_name),
            module: rust::parts(type_name),
            facts,
            enums: Enums::of(facts),
        };
        resource(&mut code, &ty, kinds, &mut needs)?;
        handles::write(&mut code, &ty, kinds)?;
        parts(&mut code, &ty, kinds, &mut needs)?;
    }
    if !needs.is_empty() {
        code.doc(["The names of required properties, as messages show them."]);
        code.block("pub mod need", |code| {
            for need in &needs {
                code.doc([format!("`{need}`")]);
                code.line(format_args!("pub enum {need} {{}}"));
            }
        });
    }
    Ok(code.into_text())
}

/// The struct of the resource itself.
fn resource(
    code: &mut Code,
    ty: &Type<'_>,
    kinds: &mut Kinds,
    needs: &mut BTreeSet<String>,
) -> Result<(), Box<dyn Error>> {
    let item = Struct::resource(ty);
    needs.extend(item.needs());
    code.doc(documentation(ty));
    item.write(code, kinds)?;

    let tags = match tags(ty.facts) {
        Some((property, shape)) => {
            format!("Some(c::TagProperty {{ name: {property:?}, shape: c::TagShape::{shape} }})")
        }
        None => "None".to_owned(),
    };
    let attributes = ty.facts.attributes.iter();
    let lists: Vec<&str> = attributes
        .filter(|(_, attribute)| matches!(attribute.kind, PropertyKind::List(_)))
        .map(|(name, _)| name)
        .collect();
    let properties = ty.facts.properties.iter();
    let replacing: Vec<&str> = properties
        .filter(|(_, property)| replaces(ty.facts, property, 0))
        .map(|(name, _)| name)
        .collect();
    let name = &ty.name;
    code.block(format_args!("impl c::Resource for {name}"), |code| {
        code.statement("const META: c::ResourceMeta = c::ResourceMeta", |code| {
            let type_name = ty.type_name;
            code.line(format_args!("type_name: c::Text::Borrowed({type_name:?}),"));
            code.line(format_args!("tags: {tags},"));
            code.line(format_args!("list_attributes: &{lists:?},"));
            code.line(format_args!("replacing: &{replacing:?},"));
        });
        code.line(format_args!(
            "type Handle = {};",
            rust::handle(ty.type_name)
        ));
        code.function("fn into_props(self) -> c::Props", "self.0");
        code.function(
            "fn from_props(props: c::Props) -> Self",
            item.constructor("props"),
        );
    });
    Ok(())
}

/// How deep a property is looked into: some definitions hold themselves.
const DEEP: usize = 8;

/// Whether a change of a property, or of a part of it, may replace the resource.
fn replaces(facts: &ResourceType, property: &Property, depth: usize) -> bool {
    let below = |property| depth < DEEP && replaces(facts, property, depth + 1);
    property.update != Update::InPlace
        || match &property.kind {
            PropertyKind::List(item) | PropertyKind::Map(item) => below(item),
            PropertyKind::Object(name) => {
                let parts = facts.definitions.get(name);
                parts.is_some_and(|parts| parts.properties.values().any(below))
            }
            PropertyKind::Union(either) => either.iter().any(below),
            _ => false,
        }
}

/// The module with the nested objects and the enums of a resource type.
fn parts(
    code: &mut Code,
    ty: &Type<'_>,
    kinds: &mut Kinds,
    needs: &mut BTreeSet<String>,
) -> Result<(), Box<dyn Error>> {
    let mut parts = Code::default();
    for (definition, facts) in ty.facts.definitions.iter() {
        let item = Struct::definition(ty, definition, &facts.properties);
        needs.extend(item.needs());
        parts.doc([
            format!("`{definition}` of `{}`.", ty.type_name),
            format!("<{}>", page(ty.type_name, Some(definition))),
        ]);
        item.write(&mut parts, kinds)?;
        let name = &item.name;
        parts.block(
            format_args!("impl c::IntoValue<{name}> for {name}"),
            |code| {
                code.function(
                    format_args!("fn into_value(self) -> c::Value<{name}>"),
                    "c::object(self.0)",
                );
            },
        );
    }
    enums::write(&ty.enums, &mut parts);
    if !parts.is_empty() {
        code.doc([format!("The parts of `{}`.", ty.type_name)]);
        code.block(format_args!("pub mod {}", ty.module), |code| {
            code.line("use crate::support as c;");
            code.append(&parts);
        });
    }
    Ok(())
}

/// What the documentation of a resource says.
fn documentation(ty: &Type<'_>) -> Vec<String> {
    let facts = ty.facts;
    let mut paragraphs = vec![format!("A resource of type `{}`.", ty.type_name)];
    if let Some(transform) = &facts.transform {
        paragraphs.push(format!(
            "The template must declare the transform `{transform}`."
        ));
    }
    if let Some(life_cycle) = &facts.life_cycle {
        let since = match &life_cycle.date {
            Some(date) => format!(", {date}"),
            None => String::new(),
        };
        paragraphs.push(format!(
            "AWS ends the service behind it, or has ended it: {}{since}.",
            life_cycle.status
        ));
    }
    if facts.stateful {
        paragraphs.push("It holds data, which is lost when it is deleted or replaced.".to_owned());
    }
    if facts.replacement_order == Some(ReplacementOrder::DeleteThenCreate) {
        paragraphs
            .push("Where it is replaced, the old one goes before the new one comes.".to_owned());
    }
    paragraphs.push(format!("<{}>", page(ty.type_name, None)));
    paragraphs
}

/// The page of a resource type or of one of its nested objects.
fn page(type_name: &str, definition: Option<&str>) -> String {
    let mut parts = type_name.split("::").map(str::to_lowercase);
    let (vendor, service, resource) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let base = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference";
    match definition {
        None => format!("{base}/{vendor}-resource-{service}-{resource}.html"),
        Some(definition) => {
            let definition = definition.to_lowercase();
            format!("{base}/{vendor}-properties-{service}-{resource}-{definition}.html")
        }
    }
}

/// The property that holds the tags, and which of the shapes it has.
fn tags(facts: &ResourceType) -> Option<(&str, &'static str)> {
    let tags = facts.tags.as_ref()?;
    let property = facts.properties.get(&tags.property)?;
    if property.access == Access::ReadOnly {
        return None;
    }
    let shape = match tags.shape {
        TagShape::KeyValueList => "List",
        TagShape::AutoScalingList => "AutoScalingGroup",
        TagShape::Map => "Map",
        TagShape::Other => {
            let PropertyKind::List(item) = &property.kind else {
                return None;
            };
            let PropertyKind::Object(definition) = &item.kind else {
                return None;
            };
            let properties = &facts.definitions.get(definition)?.properties;
            let takes = |key, value| properties.contains_key(key) && properties.contains_key(value);
            // AppStream takes both; it advises against the long names.
            if takes("Key", "Value") {
                "List"
            } else if takes("TagKey", "TagValue") {
                "LowLevelList"
            } else {
                return None;
            }
        }
    };
    Some((&tags.property, shape))
}
