//! What changes of one resource.

use std::collections::BTreeMap;

use stackwright_template::{Call, Function, Map, Node, Resource, Walk};

use crate::difference::{Decides, Difference, Known, Typed};
use crate::laws::{self, Asked};
use crate::pairs::renamed;
use crate::side::Side;
use crate::{
    AttributeChange, Cause, Effect, Kind, Path, PropertyChange, ResourceChange, fate, side,
};

/// What stands beside the properties and the type.
const PROPERTIES: [&str; 2] = ["Properties", "Type"];

/// A resource that both templates have, of which nothing changes by itself.
pub(crate) fn untouched(after: Resource<'_>) -> ResourceChange {
    let type_name = after.resource_type().unwrap_or_default();
    ResourceChange {
        id: after.id().to_owned(),
        type_name: type_name.to_owned(),
        kind: Kind::Changed {
            old: fate::on_replacement(after),
        },
        effect: Effect::None,
        properties: Vec::new(),
        attributes: Vec::new(),
        stateful: fate::is_stateful(type_name),
        construct: side::construct(after),
    }
}

/// What changes of a resource that both templates have; nothing if nothing does. What is written the same may mean
/// something else where conditions do, or where the stack around gives other parameters (`is_given`).
pub(crate) fn compare<'t>(
    earlier: &Side<'t>,
    later: &Side<'t>,
    before: Resource<'_>,
    after: Resource<'_>,
    decisions_differ: bool,
    is_given: bool,
) -> Option<ResourceChange> {
    let may_differ = is_given || decisions_differ && refers_to_decisions(after.node());
    if before.node() == after.node() && !may_differ {
        return None;
    }
    let from = before.resource_type().unwrap_or_default();
    let type_name = after.resource_type().unwrap_or_default();
    let mut change = ResourceChange {
        attributes: attributes(earlier, later, before, after),
        stateful: fate::is_stateful(from),
        ..untouched(after)
    };
    if from != type_name {
        change.kind = Kind::OtherType {
            from: from.to_owned(),
        };
        return Some(change);
    }
    change.properties = changes(earlier, later, before, after, &BTreeMap::new());
    change.effect = strongest(&change);
    let changes = !change.properties.is_empty() || !change.attributes.is_empty();
    changes.then_some(change)
}

/// The strongest effect of all that changes of a resource.
pub(crate) fn strongest(change: &ResourceChange) -> Effect {
    let effects = change.properties.iter().map(|property| property.effect);
    effects.max().unwrap_or_default()
}

/// A parameter that comes or goes and whose default is what is written otherwise: with that nothing changes.
fn with_default(
    earlier: &Side<'_>,
    later: &Side<'_>,
    typed: Typed,
    mut difference: Difference,
) -> Difference {
    let (before, after) = (difference.before.as_ref(), difference.after.as_ref());
    let is_default = |own: &Side<'_>, other: &Side<'_>, of: Option<&Node>, written| {
        let name = of.and_then(Node::as_call).and_then(Call::reference)?;
        let default = own.template.parameter(name)?.default()?;
        let is_alone = other.template.parameter(name).is_none();
        (is_alone && typed.same(Known::loose(), written, Some(default))).then(|| name.to_owned())
    };
    let parameter = is_default(later, earlier, after, before)
        .or_else(|| is_default(earlier, later, before, after));
    if let Some(name) = parameter {
        difference.decides = Some(Decides::Parameter(name));
    }
    difference
}

fn changed(asked: &Asked<'_, '_>, difference: Difference) -> PropertyChange {
    let weakened = difference.update == stackwright_facts::Update::Replacement
        && weakens(difference.before.as_ref(), difference.after.as_ref());
    let (effect, why) = laws::effect(asked, &difference);
    PropertyChange {
        path: difference.path,
        before: difference.before,
        after: difference.after,
        effect,
        why,
        cause: match weakened {
            true => Cause::Weakened,
            false => Cause::Written,
        },
    }
}

/// Whether a reference that was strong is a weak one.
fn weakens(before: Option<&Node>, after: Option<&Node>) -> bool {
    let has = |node: Option<&Node>, wanted: Function| {
        let mut found = false;
        if let Some(node) = node {
            node.walk(|_, node| {
                found |= node.as_call().is_some_and(|call| call.function == wanted);
                Walk::Into
            });
        }
        found
    };
    has(before, Function::ImportValue)
        && has(after, Function::GetStackOutput)
        && !has(before, Function::GetStackOutput)
}

/// What changes of the properties of a resource; `moves` are the ids of the later template that had others.
pub(crate) fn changes(
    earlier: &Side<'_>,
    later: &Side<'_>,
    before: Resource<'_>,
    after: Resource<'_>,
    moves: &BTreeMap<String, String>,
) -> Vec<PropertyChange> {
    let type_name = after.resource_type().unwrap_or_default();
    let typed = Typed::of(type_name);
    let (one, other) = (before.properties(), after.properties());
    let has = |name: &str| one.is_some_and(|map| map.contains_key(name));
    let mut names: Vec<&str> = Vec::new();
    names.extend(one.into_iter().flat_map(Map::keys).map(|key| key.as_str()));
    let later_names = other
        .into_iter()
        .flat_map(Map::keys)
        .map(|key| key.as_str());
    names.extend(later_names.filter(|name| !has(name)));
    let mut found = Vec::new();
    for name in names {
        let formed = |side: &Side<'_>, map: Option<&Map>| side.former.form(map?.get(name)?);
        let (was, now) = (formed(earlier, one), formed(later, other));
        let now = now.map(|now| renamed(now, moves));
        let pair = (was.as_ref(), now.as_ref());
        typed.compare(typed.known(name), pair, &Path::of(name), &mut found);
    }
    let asked = Asked {
        type_name,
        later,
        after,
    };
    let found = found.into_iter();
    found
        .map(|difference| with_default(earlier, later, typed, difference))
        .map(|difference| changed(&asked, difference))
        .collect()
}

/// What changes beside the properties.
fn attributes(
    earlier: &Side<'_>,
    later: &Side<'_>,
    before: Resource<'_>,
    after: Resource<'_>,
) -> Vec<AttributeChange> {
    let mut found = Vec::new();
    let typed = Typed::unknown();
    let (one, other) = (before.node().as_map(), after.node().as_map());
    let keys = |map: Option<&stackwright_template::Map>| -> Vec<String> {
        let keys = map.into_iter().flat_map(|map| map.keys());
        keys.map(|key| key.as_str().to_owned()).collect()
    };
    let mut names = keys(one);
    names.extend(
        keys(other)
            .into_iter()
            .filter(|key| !one.is_some_and(|map| map.contains_key(key))),
    );
    for name in names
        .iter()
        .filter(|name| !PROPERTIES.contains(&name.as_str()))
    {
        let pair = (before.get(name), after.get(name));
        let pair = match name.as_str() {
            // A condition by another name may be the same.
            "Condition" => {
                let formula = |side: &Side<'_>, node: Option<&Node>| {
                    node.and_then(Node::as_str)
                        .map(|name| side.former.condition(name))
                };
                if formula(earlier, pair.0) == formula(later, pair.1) {
                    continue;
                }
                (pair.0.cloned(), pair.1.cloned())
            }
            // What is not said, and what is so by itself.
            "DeletionPolicy"
                if (pair.0.is_none() || pair.1.is_none())
                    && fate::on_deletion(before) == fate::on_deletion(after) =>
            {
                continue;
            }
            "UpdateReplacePolicy"
                if (pair.0.is_none() || pair.1.is_none())
                    && fate::on_replacement(before) == fate::on_replacement(after) =>
            {
                continue;
            }
            // One may stand without a list.
            "DependsOn" => (pair.0.map(list), pair.1.map(list)),
            _ => {
                let formed = |side: &Side<'_>, node: Option<&Node>| {
                    node.and_then(|node| side.former.form(node))
                };
                (formed(earlier, pair.0), formed(later, pair.1))
            }
        };
        let pair = (pair.0.as_ref(), pair.1.as_ref());
        typed.compare(Known::nothing(), pair, &Path::of(name), &mut found);
    }
    let changes = found.into_iter().map(|difference| AttributeChange {
        path: difference.path,
        before: difference.before,
        after: difference.after,
    });
    changes.collect()
}

fn list(node: &Node) -> Node {
    match node.as_list() {
        Some(_) => node.clone(),
        None => Node::from(vec![node.clone()]),
    }
}

/// Whether conditions or mappings decide something of a resource.
fn refers_to_decisions(node: &Node) -> bool {
    let mut found = node.get("Condition").is_some();
    node.walk(|_, node| {
        let function = node.as_call().map(|call| call.function);
        found |= matches!(function, Some(Function::If | Function::FindInMap));
        match found {
            true => Walk::Over,
            false => Walk::Into,
        }
    });
    found
}
