//! In which types there is a property of a name, or a property that takes a word.

use stackwright_facts::{Named, Property, resource_type, type_names};

use super::constructs::makers;
use super::find::plain;
use super::words;

/// The properties of that name, in all types; those of types that have a construct first.
pub(super) fn properties(name: &str) -> Vec<String> {
    let name = plain(name);
    all(|own, _| plain(own) == name)
}

/// The properties that take a word, in all types; those of types that have a construct first.
pub(super) fn words(word: &str) -> Vec<String> {
    all(|_, property| {
        words::values(property)
            .iter()
            .any(|own| own.eq_ignore_ascii_case(word))
    })
}

/// The properties that are meant: as `AWS::ECS::Service.LaunchType`, inside of another by the name of the definition.
fn all(is_meant: impl Fn(&str, &Property) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for type_name in type_names() {
        let Ok(facts) = resource_type(type_name) else {
            continue;
        };
        let mut add = |of: &str, properties: &Named<Property>| {
            let meant = properties.iter().filter(|(name, own)| is_meant(name, own));
            found.extend(meant.map(|(name, _)| (type_name, format!("{of}.{name}"))));
        };
        add(type_name, &facts.properties);
        for (name, definition) in facts.definitions.iter() {
            add(&format!("{type_name}.{name}"), &definition.properties);
        }
    }
    found.sort_by_key(|(own, _)| makers(own).is_empty());
    found.into_iter().map(|(_, name)| name).collect()
}
