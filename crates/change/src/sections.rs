//! What changes in the other sections: parameters, mappings, conditions, outputs, metadata, ....

use stackwright_template::{Node, Section, Template};

use crate::difference::{Known, Typed};
use crate::side::Side;
use crate::{Cause, Change, EntryChange, Path};

pub(crate) fn compare<'t>(earlier: &Side<'t>, later: &Side<'t>) -> Vec<EntryChange> {
    let mut changes = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for side in [earlier, later] {
        for key in side.template.root().keys() {
            if !names.contains(&key.as_str()) {
                names.push(key.as_str());
            }
        }
    }
    for name in names {
        if name == Section::Resources.name() {
            continue;
        }
        let (one, other) = (
            earlier.template.root().get(name),
            later.template.root().get(name),
        );
        if one == other && name != Section::Outputs.name() {
            continue;
        }
        // There is one version, which is meant where none is said.
        if name == Section::FormatVersion.name() && (one.is_none() || other.is_none()) {
            continue;
        }
        let is_map = |node: Option<&Node>| node.is_none_or(|node| node.as_map().is_some());
        let has_entries = is_map(one) && is_map(other) && name != Section::Metadata.name();
        if !has_entries {
            let (one, other) = match Section::from_name(name) {
                Some(Section::Transform) => (one.map(list), other.map(list)),
                _ => (one.cloned(), other.cloned()),
            };
            entry(name, None, (one.as_ref(), other.as_ref()), &mut changes);
            continue;
        }
        for id in ids(one, other) {
            let get = |node: Option<&Node>, side: &Side<'_>| {
                let node = node?.get(id)?;
                match Section::from_name(name) {
                    Some(Section::Conditions) => Some(side.former.condition(id)),
                    Some(Section::Outputs) => side.former.form(node),
                    _ => Some(node.clone()),
                }
            };
            let (one, other) = (get(one, earlier), get(other, later));
            entry(name, Some(id), (one.as_ref(), other.as_ref()), &mut changes);
        }
    }
    changes
}

fn ids<'n>(one: Option<&'n Node>, other: Option<&'n Node>) -> Vec<&'n str> {
    let mut ids: Vec<&str> = Vec::new();
    let before = one.and_then(Node::as_map);
    let maps = [other.and_then(Node::as_map), before];
    for map in maps.into_iter().flatten() {
        for key in map.keys() {
            if !ids.contains(&key.as_str()) {
                ids.push(key.as_str());
            }
        }
    }
    ids
}

fn entry(
    section: &str,
    id: Option<&str>,
    pair: (Option<&Node>, Option<&Node>),
    changes: &mut Vec<EntryChange>,
) {
    let mut found = Vec::new();
    Typed::unknown().compare(Known::loose(), pair, &Path::default(), &mut found);
    changes.extend(found.into_iter().map(|difference| EntryChange {
        section: section.to_owned(),
        id: id.map(str::to_owned),
        path: difference.path,
        before: difference.before,
        after: difference.after,
        cause: Cause::Written,
    }));
}

/// One macro may stand without a list.
fn list(node: &Node) -> Node {
    match node.as_list() {
        Some(_) => node.clone(),
        None => Node::from(vec![node.clone()]),
    }
}

/// Loops over lists that are not written out cannot be compared by what they make: they are compared as
/// they stand.
pub(crate) fn loops(earlier: &Template, later: &Template, change: &mut Change) {
    let resources = Section::Resources;
    let (one, other) = (earlier.section(resources), later.section(resources));
    for key in ids(one, other) {
        if key.starts_with("Fn::ForEach::") {
            let get = |node: Option<&'_ Node>| node.and_then(|node| node.get(key)).cloned();
            let (one, other) = (get(one), get(other));
            let pair = (one.as_ref(), other.as_ref());
            entry(resources.name(), Some(key), pair, &mut change.entries);
        }
    }
}
