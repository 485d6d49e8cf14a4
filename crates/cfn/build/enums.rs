//! Enums: properties that take one of a few texts.

use std::collections::{BTreeMap, BTreeSet};

use stackwright_facts::{Property, PropertyKind, ResourceType};

use crate::code::Code;
use crate::names::pascal;

/// More values than this, and the property takes any text: the list is one that grows.
const MAX_VALUES: usize = 120;

/// The enums of one resource type, by name.
#[derive(Default)]
pub struct Enums {
    by_name: BTreeMap<String, Vec<String>>,
    /// Where each is used: the owner ("" for the resource itself) and the property.
    by_place: BTreeMap<(String, String), String>,
}

impl Enums {
    /// Finds the enums of a type and names each after its property, or after its definition and
    /// its property where the property's name alone would be ambiguous.
    pub fn of(facts: &ResourceType) -> Self {
        let mut places: Vec<(&str, &str, Vec<String>)> = Vec::new();
        let definitions = facts
            .definitions
            .iter()
            .map(|(name, d)| (name, &d.properties));
        for (owner, properties) in std::iter::once(("", &facts.properties)).chain(definitions) {
            for (name, property) in properties.iter() {
                if let Some(values) = values(property) {
                    places.push((owner, name, values));
                }
            }
        }

        let taken: BTreeSet<String> = facts.definitions.keys().map(pascal).collect();
        let mut enums = Enums::default();
        for (owner, property, values) in &places {
            let is_ambiguous = places
                .iter()
                .any(|(_, other, theirs)| pascal(other) == pascal(property) && theirs != values);
            let mut name = pascal(property);
            if is_ambiguous && !owner.is_empty() {
                name = format!("{}{name}", pascal(owner));
            }
            while taken.contains(&name)
                || enums
                    .by_name
                    .get(&name)
                    .is_some_and(|other| other != values)
            {
                name.push_str("Value");
            }
            enums.by_name.insert(name.clone(), values.clone());
            let place = ((*owner).to_owned(), (*property).to_owned());
            enums.by_place.insert(place, name);
        }
        enums
    }

    /// The enum that a property takes.
    pub fn get(&self, owner: &str, property: &str) -> Option<&str> {
        let place = (owner.to_owned(), property.to_owned());
        self.by_place.get(&place).map(String::as_str)
    }

    /// Writes them all.
    pub fn write(&self, code: &mut Code) {
        for (name, values) in &self.by_name {
            let variants = variants(values);
            code.doc([match values.as_slice() {
                [value] => format!("Always `{value}`, as far as is known."),
                values => format!("One of {} values.", values.len()),
            }]);
            code.line("#[derive(Clone, Debug, PartialEq)]");
            code.line("#[non_exhaustive]");
            code.block(format_args!("pub enum {name}"), |code| {
                for (variant, value) in &variants {
                    code.doc([format!("`{value}`")]);
                    code.line(format_args!("{variant},"));
                }
                code.doc(["A value that came later."]);
                code.line("Other(c::Text),");
            });
            code.block(
                format_args!("impl c::IntoValue<{name}> for {name}"),
                |code| {
                    code.line("#[inline]");
                    code.block(
                        format_args!("fn into_value(self) -> c::Value<{name}>"),
                        |code| {
                            code.statement("let text = match self", |code| {
                                for (variant, value) in &variants {
                                    code.line(format_args!(
                                        "{name}::{variant} => c::Text::Borrowed({value:?}),"
                                    ));
                                }
                                code.line(format_args!("{name}::Other(text) => text,"));
                            });
                            code.line("c::text(text)");
                        },
                    );
                },
            );
            code.block(
                format_args!("impl c::IntoValue<c::Json> for {name}"),
                |code| {
                    code.function(
                        "fn into_value(self) -> c::Value<c::Json>",
                        format_args!("c::IntoValue::<{name}>::into_value(self).assume()"),
                    );
                },
            );
        }
    }
}

/// The texts that a property, or each item of a list, can be.
fn values(property: &Property) -> Option<Vec<String>> {
    match &property.kind {
        PropertyKind::String => {}
        PropertyKind::List(item) => return values(item),
        _ => return None,
    }
    let limits = property.limits.as_ref()?;
    if limits.one_of_values.is_empty() || limits.one_of_values.len() > MAX_VALUES {
        return None;
    }
    limits
        .one_of_values
        .iter()
        .map(|v| v.as_str().map(str::to_owned))
        .collect()
}

/// The values with the names of their variants, all different.
fn variants(values: &[String]) -> Vec<(String, &str)> {
    let mut taken = BTreeSet::from(["Other".to_owned()]);
    let mut variants = Vec::new();
    for value in values {
        let mut name = pascal(value);
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        variants.push((name, value.as_str()));
    }
    variants
}
