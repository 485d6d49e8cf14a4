//! The Rust type of a property, and what its documentation says.

use std::error::Error;

use stackwright_facts::rust::{Enums, Kind, pascal};
use stackwright_facts::{Limits, Property, Update};

use crate::kinds::Kinds;

/// Where properties stand.
pub struct Place<'a> {
    /// The service that they are of.
    pub service: &'a str,
    /// How to reach the parts of the resource type, as `task_definition::`.
    pub parts: &'a str,
    /// The definition, or "" for the resource itself.
    pub definition: &'a str,
    /// The enums of the resource type.
    pub enums: &'a Enums,
}

/// The kind that a property wants.
pub fn kind(
    place: &Place<'_>,
    name: &str,
    property: &Property,
    kinds: &mut Kinds,
) -> Result<String, Box<dyn Error>> {
    path(
        place,
        &Kind::of(place.enums, place.definition, name, property)?,
        kinds,
    )
}

fn path(place: &Place<'_>, kind: &Kind, kinds: &mut Kinds) -> Result<String, Box<dyn Error>> {
    Ok(match kind {
        Kind::Text(wanted) => match kinds.wanted(place.service, wanted)? {
            Some(kind) => kind,
            None => "c::Str".to_owned(),
        },
        Kind::Enum(name) => format!("{}{name}", place.parts),
        Kind::List(item) => format!("c::List<{}>", path(place, item, kinds)?),
        Kind::Map(item) => format!("c::MapOf<{}>", path(place, item, kinds)?),
        Kind::Object(definition) => format!("{}{}", place.parts, pascal(definition)),
        plain => self::plain(plain),
    })
}

/// The kind of an attribute's value that is not plain text.
pub fn plain(kind: &Kind) -> String {
    match kind {
        Kind::Text(_) | Kind::Enum(_) => "c::Str".to_owned(),
        Kind::Integer => "c::Int".to_owned(),
        Kind::Number => "c::Float".to_owned(),
        Kind::Boolean => "c::Bool".to_owned(),
        Kind::List(item) => format!("c::List<{}>", plain(item)),
        Kind::Map(item) => format!("c::MapOf<{}>", plain(item)),
        Kind::Json | Kind::Object(_) => "c::Json".to_owned(),
    }
}

/// What the documentation of a setter says: CloudFormation's name, what is taken, what stands in
/// where nothing is given, what a change does.
pub fn documentation(name: &str, property: &Property) -> String {
    let mut text = format!("Sets `{name}`");
    if property.required {
        text.push_str(", which is required");
    }
    text.push('.');
    if let Some(limits) = &property.limits {
        for range in ranges(limits) {
            text.push_str(&format!(" Takes {range}."));
        }
    }
    let default = property.default.as_ref().map(ToString::to_string);
    if let Some(default) = default.filter(|text| fits(text)) {
        text.push_str(&format!(" Without it, `{default}` is taken."));
    }
    match property.update {
        Update::InPlace => {}
        Update::Replacement => text.push_str(" A change replaces the resource."),
        Update::Conditional | Update::Maybe => text.push_str(" Some changes replace the resource."),
    }
    if property.deprecated {
        text.push_str(" AWS advises against it.");
    }
    text
}

/// Whether a default value fits into a sentence.
fn fits(text: &str) -> bool {
    text.len() <= 40 && !text.contains('`')
}

/// How large a number, how long a text, how many items.
fn ranges(limits: &Limits) -> impl Iterator<Item = String> {
    let number = range(limits.minimum.as_ref(), limits.maximum.as_ref());
    let length = range(limits.min_length, limits.max_length);
    let items = range(limits.min_items, limits.max_items);
    [
        number,
        length.map(|range| format!("{range} characters")),
        items.map(|range| format!("{range} items")),
    ]
    .into_iter()
    .flatten()
}

fn range<T: ToString>(low: Option<T>, high: Option<T>) -> Option<String> {
    let text = |bound: T| bound.to_string();
    match (low.map(text), high.map(text)) {
        (Some(low), Some(high)) if low == high => Some(low),
        (Some(low), Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), None) => Some(format!("at least {low}")),
        (None, Some(high)) => Some(format!("at most {high}")),
        (None, None) => None,
    }
}
