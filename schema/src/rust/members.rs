//! What belongs to a type: the module of its parts, the setters of properties, the methods of
//! attributes.

use std::collections::{BTreeMap, BTreeSet};

use super::{short, snake};
use crate::{Access, Named, Property, ResourceType, type_names};

/// The module that holds the parts of a type, its nested objects and enums: `task_definition`.
#[must_use]
pub fn parts(type_name: &str) -> String {
    // The names of required properties stand beside the modules.
    let mut taken = BTreeSet::from(["need".to_owned()]);
    let length = type_name.len() - short(type_name).len();
    let service = type_name.get(..length).unwrap_or_default();
    let before = type_names().filter(|other| other.starts_with(service) && *other < type_name);
    for other in before {
        free(snake(short(other)), &mut taken);
    }
    free(snake(short(type_name)), &mut taken)
}

/// A setter: a property that a template can set.
#[derive(Clone, Debug)]
pub struct Setter<'a> {
    /// CloudFormation's name of the property.
    pub name: &'a str,
    /// The method.
    pub method: String,
    /// What is known of the property.
    pub property: &'a Property,
}

/// The setters of a resource or of a definition, in the order of their properties' names.
#[must_use]
pub fn setters(properties: &Named<Property>) -> Vec<Setter<'_>> {
    let mut taken = BTreeSet::new();
    let settable = properties
        .iter()
        .filter(|(_, property)| property.access != Access::ReadOnly);
    let setters = settable.map(|(name, property)| Setter {
        name,
        method: free(snake(name), &mut taken),
        property,
    });
    setters.collect()
}

/// The methods of a type's handle that give its attributes: `endpoint_address` for
/// `Endpoint.Address`.
#[must_use]
pub fn attributes(facts: &ResourceType) -> BTreeMap<&str, String> {
    let mut taken = BTreeSet::from(["node".to_owned(), "reference".to_owned()]);
    let mut methods = BTreeMap::new();
    for attribute in facts.attributes.keys() {
        let method = match attribute {
            "*" => "attribute".to_owned(),
            name => snake(name.trim_end_matches(".*")),
        };
        methods.insert(attribute, free(method, &mut taken));
    }
    methods
}

/// The name, or with as many `_` behind it as it takes to be no other's; it is taken then.
fn free(mut name: String, taken: &mut BTreeSet<String>) -> String {
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}
