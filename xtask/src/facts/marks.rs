//! Facts that the sources tell by path, set on the property at the end of the path.

use stackwright_facts::{Access, Property, PropertyKind, ResourceType, Update};

/// What is said of a path.
#[derive(Clone, Copy)]
pub enum Mark {
    Update(Update),
    Access(Access),
    Deprecated,
}

/// Sets a mark on the property at `path` (`*` for elements).
///
/// A definition that several properties share would carry the mark to all of them. Then a
/// replacement becomes "maybe", and the other marks are left out: they would be false elsewhere.
pub fn set(resource: &mut ResourceType, path: &[&str], mark: Mark) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    let Some(mut holder) = resource.properties.get(first).map(|p| p.kind.clone()) else {
        return;
    };
    if rest.iter().all(|part| *part == "*") {
        if let Some(property) = resource.properties.get_mut(first) {
            apply(property, mark, false);
        }
        return;
    }
    let mut is_shared = false;
    let mut names = rest.iter().filter(|part| **part != "*").peekable();
    while let Some(name) = names.next() {
        let Some(definition) = object_in(&holder) else {
            return;
        };
        is_shared |= mentions(resource, &definition) > 1;
        let Some(inside) = resource.definitions.get_mut(&definition) else {
            return;
        };
        let Some(property) = inside.properties.get_mut(name) else {
            return;
        };
        if names.peek().is_none() {
            apply(property, mark, is_shared);
        }
        holder = property.kind.clone();
    }
}

/// Marks the properties of the resource that hold nothing but what the service sets.
pub fn spread_read_only(resource: &mut ResourceType) {
    let definitions = &resource.definitions;
    for property in resource.properties.values_mut() {
        let inside = object_in(&property.kind).and_then(|name| definitions.get(&name));
        let is_read_only = inside.is_some_and(|definition| {
            let mut nested = definition.properties.values().peekable();
            nested.peek().is_some() && nested.all(|p| p.access == Access::ReadOnly)
        });
        if is_read_only {
            property.access = Access::ReadOnly;
        }
    }
}

fn apply(property: &mut Property, mark: Mark, is_shared: bool) {
    match mark {
        Mark::Update(_) if is_shared => property.update = Update::Maybe,
        Mark::Update(update) => property.update = update,
        Mark::Access(access) if !is_shared => property.access = access,
        Mark::Deprecated if !is_shared => property.deprecated = true,
        Mark::Access(_) | Mark::Deprecated => {}
    }
}

/// The definition that a kind leads to, through lists and maps.
fn object_in(kind: &PropertyKind) -> Option<String> {
    match kind {
        PropertyKind::Object(name) => Some(name.clone()),
        PropertyKind::List(element) | PropertyKind::Map(element) => object_in(&element.kind),
        _ => None,
    }
}

/// How many properties hold that definition.
fn mentions(resource: &ResourceType, definition: &str) -> usize {
    let nested = resource
        .definitions
        .values()
        .flat_map(|d| d.properties.values());
    let all = resource.properties.values().chain(nested);
    all.filter(|property| object_in(&property.kind).as_deref() == Some(definition))
        .count()
}
