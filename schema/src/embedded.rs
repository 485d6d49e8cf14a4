//! The embedded service files, behind a sorted index.

use std::sync::OnceLock;

use crate::{FactsError, ResourceType, Service, nearest};

/// Where a type stands: in which service file, from which byte to which.
struct Entry {
    name: &'static str,
    service: usize,
    start: usize,
    end: usize,
}

/// A type that has been parsed, once it has been.
type Slot = OnceLock<ResourceType>;

include!(concat!(env!("OUT_DIR"), "/index.rs"));

/// The names of all services as [`service`] takes them, sorted: `ecs`, `elasticloadbalancingv2`.
pub fn service_names() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    SERVICES.iter().map(|(name, _)| *name)
}

/// The names of all resource types, sorted: `AWS::ECS::Service`.
pub fn type_names() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    TYPES.iter().map(|entry| entry.name)
}

/// The service that a resource type belongs to: `ecs` for `AWS::ECS::Service`.
#[must_use]
pub fn service_of(type_name: &str) -> Option<&'static str> {
    let index = TYPES.binary_search_by_key(&type_name, |e| e.name).ok()?;
    let entry = TYPES.get(index)?;
    SERVICES.get(entry.service).map(|(name, _)| *name)
}

/// Parses all types of one service.
///
/// The name is the lower-case second part of the type names, `ecs` for `AWS::ECS`; namespaces
/// other than `AWS` come with a prefix, `alexa-ask` for `Alexa::ASK`.
///
/// # Errors
/// [`FactsError::UnknownService`] with the nearest name, when there is no such service.
pub fn service(name: &str) -> Result<Service, FactsError> {
    let (name, text) = SERVICES
        .binary_search_by_key(&name, |(name, _)| name)
        .ok()
        .and_then(|index| SERVICES.get(index))
        .ok_or_else(|| FactsError::UnknownService {
            name: name.to_owned(),
            nearest: nearest(name, service_names()),
        })?;
    serde_json::from_str(text).map_err(|source| FactsError::malformed(name, source))
}

/// What is known of one resource type: parsed on its first use, then kept.
///
/// # Errors
/// [`FactsError::UnknownType`] with the nearest name, when there is no such type.
pub fn resource_type(name: &str) -> Result<&'static ResourceType, FactsError> {
    let unknown = || FactsError::UnknownType {
        name: name.to_owned(),
        nearest: nearest(name, type_names()),
    };
    let index = TYPES
        .binary_search_by_key(&name, |e| e.name)
        .map_err(|_| unknown())?;
    let (entry, slot) = TYPES
        .get(index)
        .zip(PARSED.get(index))
        .ok_or_else(unknown)?;
    if let Some(known) = slot.get() {
        return Ok(known);
    }
    let text = SERVICES
        .get(entry.service)
        .and_then(|(_, text)| text.get(entry.start..entry.end))
        .ok_or_else(unknown)?;
    let parsed =
        serde_json::from_str(text).map_err(|source| FactsError::malformed(name, source))?;
    Ok(slot.get_or_init(|| parsed))
}
