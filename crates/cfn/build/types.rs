//! The kind of a property, as Rust says it, and what its documentation says.

use std::error::Error;
use std::fmt::Write;

use stackwright_facts::{Limits, Property, PropertyKind, Update};

use crate::enums::Enums;
use crate::kinds::Kinds;
use crate::names::pascal;

/// Where a property stands.
pub struct Place<'a> {
    pub service: &'a str,
    /// The module of the resource type, relative to where the code stands.
    pub module: &'a str,
    /// The definition, or "" for the resource itself.
    pub owner: &'a str,
    pub name: &'a str,
}

/// The kind that a property wants.
pub fn kind(
    place: &Place,
    property: &Property,
    enums: &Enums,
    kinds: &mut Kinds,
) -> Result<String, Box<dyn Error>> {
    Ok(match &property.kind {
        PropertyKind::String => match enums.get(place.owner, place.name) {
            Some(name) => format!("{}{name}", place.module),
            None => kinds
                .wanted(place.service, &property.wants)?
                .unwrap_or_else(|| "c::Str".to_owned()),
        },
        PropertyKind::Integer => "c::Int".to_owned(),
        PropertyKind::Number => "c::Float".to_owned(),
        PropertyKind::Boolean => "c::Bool".to_owned(),
        PropertyKind::Json | PropertyKind::Union(_) => "c::Json".to_owned(),
        PropertyKind::List(item) => format!("c::List<{}>", kind(place, item, enums, kinds)?),
        PropertyKind::Map(item) => format!("c::MapOf<{}>", kind(place, item, enums, kinds)?),
        PropertyKind::Object(definition) => format!("{}{}", place.module, pascal(definition)),
    })
}

/// What the documentation of a setter says: CloudFormation's name, what is taken, what a change
/// does.
pub fn document(name: &str, property: &Property) -> String {
    let mut text = format!("Sets `{name}`");
    if property.required {
        text.push_str(", which is required");
    }
    text.push('.');
    if let Some(limits) = &property.limits {
        text.push_str(&describe(limits));
    }
    match property.update {
        Update::Replacement => text.push_str(" A change replaces the resource."),
        Update::Conditional | Update::Maybe => text.push_str(" Some changes replace the resource."),
        _ => {}
    }
    if property.deprecated {
        text.push_str(" AWS advises against it.");
    }
    text
}

fn describe(limits: &Limits) -> String {
    let mut text = String::new();
    let range = |low: Option<String>, high: Option<String>| match (low, high) {
        (Some(low), Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), None) => Some(format!("at least {low}")),
        (None, Some(high)) => Some(format!("at most {high}")),
        (None, None) => None,
    };
    let ranges = [
        (limits.minimum.as_ref().map(|n| n.to_string()), limits.maximum.as_ref().map(|n| n.to_string()), ""),
        (limits.min_length.map(|n| n.to_string()), limits.max_length.map(|n| n.to_string()), " characters"),
        (limits.min_items.map(|n| n.to_string()), limits.max_items.map(|n| n.to_string()), " items"),
    ];
    for (low, high, unit) in ranges {
        if let Some(range) = range(low, high) {
            // Writing to a String cannot fail.
            let _ = write!(text, " Takes {range}{unit}.");
        }
    }
    text
}
