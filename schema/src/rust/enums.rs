//! Enums: properties that take one of a few texts.

use std::collections::{BTreeMap, BTreeSet};

use super::pascal;
use crate::{Property, PropertyKind, ResourceType};

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
    #[must_use]
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

    /// The enum that a property of a definition takes, or of the resource itself, whose name is "".
    #[must_use]
    pub fn get(&self, owner: &str, property: &str) -> Option<&str> {
        let place = (owner.to_owned(), property.to_owned());
        self.by_place.get(&place).map(String::as_str)
    }

    /// The enums by name, with the values of each.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        let by_name = self.by_name.iter();
        by_name.map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// The values of the enum of that name.
    #[must_use]
    pub fn values(&self, name: &str) -> Option<&[String]> {
        self.by_name.get(name).map(Vec::as_slice)
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
    let values = limits.allowed();
    if values.is_empty() || values.len() > MAX_VALUES {
        return None;
    }
    let texts = values.iter().map(|v| v.as_str().map(str::to_owned));
    texts.collect()
}

/// The values with the names of their variants, all different.
#[must_use]
pub fn variants(values: &[String]) -> Vec<(String, &str)> {
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
