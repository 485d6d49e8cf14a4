//! Resources and their nested objects, as structs whose types say what is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;

use stackwright_facts::{
    Access, Property, PropertyKind, ResourceType, Service, TagShape,
};

use crate::enums::Enums;
use crate::handles;
use crate::kinds::Kinds;
use crate::names::{self, pascal, short, snake};
use crate::types::{self, Place};

/// The code of one service: its resources, and a module for each with its nested objects.
pub fn service(
    facts: &Service,
    service: &str,
    kinds: &mut Kinds,
) -> Result<String, Box<dyn Error>> {
    let mut code = String::from("use crate::support as c;\n");
    let mut needs = BTreeSet::new();
    let mut modules = BTreeSet::new();
    for (type_name, ty) in &facts.types {
        let name = pascal(short(type_name));
        let mut module = snake(short(type_name));
        while module == "need" || !modules.insert(module.clone()) {
            module.push('_');
        }
        let enums = Enums::of(ty);
        let mut nested = String::new();

        resource(&mut code, service, type_name, &name, &module, ty, &enums, kinds, &mut needs)?;
        handles::handle(&mut code, &name, type_name, ty, kinds)?;

        for (definition, facts) in &ty.definitions {
            let item = Struct {
                service,
                module: "super::",
                inner: &format!("super::{module}::"),
                owner: definition,
                name: &pascal(definition),
                title: format!("`{definition}` of `{type_name}`."),
                page: page(type_name, Some(definition)),
            };
            item.write(&mut nested, &facts.properties, &enums, kinds, &mut needs)?;
            item.into_value(&mut nested)?;
        }
        enums.write(&mut nested)?;
        if !nested.is_empty() {
            writeln!(code, "/// The parts of `{type_name}`.\npub mod {module} {{")?;
            writeln!(code, "use crate::support as c;\n{nested}}}")?;
        }
    }
    if !needs.is_empty() {
        writeln!(code, "/// The names of required properties, as messages show them.\npub mod need {{")?;
        for need in &needs {
            writeln!(code, "/// `{need}`\npub enum {need} {{}}")?;
        }
        writeln!(code, "}}")?;
    }
    Ok(code)
}

#[allow(clippy::too_many_arguments)]
fn resource(
    code: &mut String,
    service: &str,
    type_name: &str,
    name: &str,
    module: &str,
    facts: &ResourceType,
    enums: &Enums,
    kinds: &mut Kinds,
    needs: &mut BTreeSet<String>,
) -> Result<(), Box<dyn Error>> {
    let item = Struct {
        service,
        module: "",
        inner: &format!("{module}::"),
        owner: "",
        name,
        title: format!("A resource of type `{type_name}`."),
        page: page(type_name, None),
    };
    item.write(code, &facts.properties, enums, kinds, needs)?;

    let tags = match tag_property(facts) {
        Some((property, shape)) => format!(
            "Some(c::TagProperty {{ name: {property:?}, shape: c::TagShape::{shape} }})"
        ),
        None => "None".to_owned(),
    };
    let lists: Vec<&String> = facts
        .attributes
        .iter()
        .filter(|(_, attribute)| matches!(attribute.kind, PropertyKind::List(_)))
        .map(|(name, _)| name)
        .collect();
    writeln!(code, "impl c::Resource for {name} {{")?;
    writeln!(
        code,
        "const META: c::ResourceMeta = c::ResourceMeta {{ type_name: c::Text::Borrowed({type_name:?}), tags: {tags}, list_attributes: &{lists:?} }};"
    )?;
    writeln!(code, "type Handle = {};", names::handle(type_name))?;
    writeln!(code, "#[inline] fn into_props(self) -> c::Props {{ self.0 }}")?;
    let phantom = if item.required(&facts.properties).is_empty() { "" } else { ", c::PhantomData" };
    writeln!(code, "#[inline] fn from_props(props: c::Props) -> Self {{ {name}(props{phantom}) }}\n}}")?;
    Ok(())
}

/// A struct to be written: a resource or a nested object.
struct Struct<'a> {
    service: &'a str,
    /// How to reach the service's module from where the struct stands.
    module: &'a str,
    /// How to reach the nested objects of the resource.
    inner: &'a str,
    owner: &'a str,
    name: &'a str,
    title: String,
    page: String,
}

impl Struct<'_> {
    /// The required properties, in CloudFormation's names.
    fn required<'p>(&self, properties: &'p BTreeMap<String, Property>) -> Vec<&'p str> {
        properties
            .iter()
            .filter(|(_, property)| property.required && property.access != Access::ReadOnly)
            .map(|(name, _)| name.as_str())
            .collect()
    }

    fn write(
        &self,
        code: &mut String,
        properties: &BTreeMap<String, Property>,
        enums: &Enums,
        kinds: &mut Kinds,
        needs: &mut BTreeSet<String>,
    ) -> Result<(), Box<dyn Error>> {
        let required = self.required(properties);
        let name = self.name;
        // A parameter of the struct's own name would hide it.
        let states: Vec<String> = required
            .iter()
            .map(|required| pascal(required))
            .map(|state| if state == name { format!("{state}_") } else { state })
            .collect();
        needs.extend(required.iter().map(|required| pascal(required)));
        writeln!(code, "/// {}\n///\n/// <{}>\n#[derive(Clone, Debug)]", self.title, self.page)?;
        if states.is_empty() {
            writeln!(code, "#[derive(Default)]\npub struct {name}(c::Props);")?;
            writeln!(
                code,
                "impl {name} {{\n/// Nothing is set.\n#[inline] pub fn new() -> Self {{ {name}(c::Props::new()) }}"
            )?;
        } else {
            let defaults: Vec<String> = states.iter().map(|s| format!("{s} = c::Set")).collect();
            let tuple = states.join(", ");
            writeln!(
                code,
                "pub struct {name}<{}>(c::Props, c::PhantomData<fn() -> ({tuple},)>);",
                defaults.join(", ")
            )?;
            let missing: Vec<String> = required
                .iter()
                .map(|required| format!("c::Missing<{}need::{}>", self.module, pascal(required)))
                .collect();
            writeln!(code, "impl {name}<{}> {{", missing.join(", "))?;
            writeln!(
                code,
                "/// Nothing is set; what is missing stands in the type.\n#[inline] pub fn new() -> Self {{ {name}(c::Props::new(), c::PhantomData) }}\n}}"
            )?;
            writeln!(code, "impl<{tuple}> {name}<{tuple}> {{")?;
        }

        let mut methods = BTreeSet::new();
        for (property_name, property) in properties {
            if property.access == Access::ReadOnly {
                continue;
            }
            let place = Place {
                service: self.service,
                module: self.inner,
                owner: self.owner,
                name: property_name,
            };
            let kind = types::kind(&place, property, enums, kinds)?;
            let mut method = snake(property_name);
            while !methods.insert(method.clone()) {
                method.push('_');
            }
            let document = types::document(property_name, property);
            writeln!(code, "/// {document}\n#[inline]")?;
            match required.iter().position(|required| required == property_name) {
                Some(position) => {
                    let mut after = states.clone();
                    "c::Set".clone_into(&mut after[position]);
                    writeln!(
                        code,
                        "pub fn {method}(self, value: impl c::IntoValue<{kind}>) -> {name}<{}> {{ {name}(c::put(self.0, {property_name:?}, value), c::PhantomData) }}",
                        after.join(", ")
                    )?;
                }
                None => {
                    let phantom = if states.is_empty() { "" } else { ", c::PhantomData" };
                    writeln!(
                        code,
                        "pub fn {method}(self, value: impl c::IntoValue<{kind}>) -> Self {{ {name}(c::put(self.0, {property_name:?}, value){phantom}) }}"
                    )?;
                }
            }
        }
        writeln!(code, "}}")?;
        Ok(())
    }

    /// A complete object is a value of its own kind.
    fn into_value(&self, code: &mut String) -> Result<(), std::fmt::Error> {
        let name = self.name;
        writeln!(
            code,
            "impl c::IntoValue<{name}> for {name} {{ #[inline] fn into_value(self) -> c::Value<{name}> {{ c::object(self.0) }} }}"
        )
    }
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
fn tag_property(facts: &ResourceType) -> Option<(&str, &'static str)> {
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
            let PropertyKind::List(item) = &property.kind else { return None };
            let PropertyKind::Object(definition) = &item.kind else { return None };
            let definition = facts.definitions.get(definition)?;
            let has = |name| definition.properties.contains_key(name);
            if !(has("TagKey") && has("TagValue")) {
                return None;
            }
            "LowLevelList"
        }
    };
    Some((&tags.property, shape))
}
