//! The embedded service files.

use std::sync::OnceLock;

use serde::de::value::Error;

use crate::packed::Packed;
use crate::{FactsError, ResourceType, Service, nearest};

// How many types there are, as `TYPES`.
include!(concat!(env!("OUT_DIR"), "/count.rs"));

/// The types that somebody has asked for, in the order of all of them.
static READ: [OnceLock<Box<ResourceType>>; TYPES] = [const { OnceLock::new() }; TYPES];

fn services() -> Option<Packed> {
    Packed::root().key("services")
}

/// All types by name; each is a list of its service's name and what is known of it.
fn types() -> Option<Packed> {
    Packed::root().key("types")
}

fn names(map: Option<Packed>) -> impl ExactSizeIterator<Item = &'static str> + Clone {
    let map = map.unwrap_or(Packed::at(0));
    map.entries().map(|(name, _)| name.text())
}

/// The names of all services as [`service`] takes them, sorted: `ecs`, `elasticloadbalancingv2`.
pub fn service_names() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    names(services())
}

/// The names of all resource types, sorted: `AWS::ECS::Service`.
pub fn type_names() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    names(types())
}

/// The service that a resource type belongs to: `ecs` for `AWS::ECS::Service`.
#[must_use]
pub fn service_of(type_name: &str) -> Option<&'static str> {
    let (_, found) = types()?.search(type_name)?;
    found.items().next().map(Packed::text)
}

/// Reads all types of one service.
///
/// The name is the lower-case second part of the type names, `ecs` for `AWS::ECS`; namespaces
/// other than `AWS` come with a prefix, `alexa-ask` for `Alexa::ASK`.
///
/// # Errors
/// [`FactsError::UnknownService`] with the nearest name, when there is no such service.
pub fn service(name: &str) -> Result<Service, FactsError> {
    let (_, found) = services()
        .and_then(|services| services.search(name))
        .ok_or_else(|| FactsError::UnknownService {
            name: name.to_owned(),
            nearest: nearest(name, service_names()),
        })?;
    found
        .read()
        .map_err(|source| FactsError::malformed(name, source))
}

/// What is known of one resource type: read on its first use, then kept. Its properties and its
/// definitions are read on their own first use.
///
/// # Errors
/// [`FactsError::UnknownType`] with the nearest name, when there is no such type.
pub fn resource_type(name: &str) -> Result<&'static ResourceType, FactsError> {
    match find_type(name) {
        Some(found) => found.map_err(|source| FactsError::malformed(name, source)),
        None => Err(FactsError::UnknownType {
            name: name.to_owned(),
            nearest: nearest(name, type_names()),
        }),
    }
}

/// The same, for whoever does not ask which name was meant: nothing, when there is no such type.
#[must_use]
pub fn known_type(name: &str) -> Option<&'static ResourceType> {
    find_type(name)?.ok()
}

fn find_type(name: &str) -> Option<Result<&'static ResourceType, Error>> {
    let (index, found) = types()?.search(name)?;
    let slot = READ.get(index)?;
    if let Some(known) = slot.get() {
        return Some(Ok(known));
    }
    let read = found.items().nth(1)?.read();
    Some(read.map(|read| &**slot.get_or_init(|| Box::new(read))))
}
