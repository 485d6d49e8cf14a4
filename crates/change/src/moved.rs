//! The same resource under another logical id.

use std::collections::BTreeMap;

use stackwright_template::{Call, Node, Resource, Value};

use crate::difference::Typed;
use crate::side::{Side, construct};

/// What has come under one id and gone under another: later ids with earlier ones.
pub(crate) fn find(earlier: &Side<'_>, later: &Side<'_>) -> BTreeMap<String, String> {
    let gone: Vec<Resource<'_>> = earlier
        .template
        .resources()
        .filter(|resource| later.template.resource(resource.id()).is_none())
        .collect();
    let come: Vec<Resource<'_>> = later
        .template
        .resources()
        .filter(|resource| earlier.template.resource(resource.id()).is_none())
        .collect();
    let mut moves: BTreeMap<String, String> = BTreeMap::new();
    if gone.is_empty() || come.is_empty() {
        return moves;
    }
    // What refers to what has moved is known to be the same only once that is known.
    loop {
        let known = moves.len();
        for now in &come {
            if moves.contains_key(now.id()) {
                continue;
            }
            let free = |was: &&Resource<'_>| {
                was.resource_type() == now.resource_type()
                    && !moves.values().any(|id| id == was.id())
            };
            let mut alike: Vec<&Resource<'_>> = gone
                .iter()
                .filter(free)
                .filter(|was| is_same(earlier, later, **was, *now, &moves))
                .collect();
            // Of several, the one whose name is most alike.
            alike.sort_by_key(|was| std::cmp::Reverse(alikeness(was.id(), now.id())));
            if let Some(was) = alike.first() {
                moves.insert(now.id().to_owned(), was.id().to_owned());
            }
        }
        if moves.len() == known {
            return moves;
        }
    }
}

/// Whether two resources say the same, where moved ids are the same.
fn is_same(
    earlier: &Side<'_>,
    later: &Side<'_>,
    was: Resource<'_>,
    now: Resource<'_>,
    moves: &BTreeMap<String, String>,
) -> bool {
    let typed = Typed::of(now.resource_type().unwrap_or_default());
    let (one, other) = (was.properties(), now.properties());
    let size =
        |map: Option<&stackwright_template::Map>| map.map_or(0, stackwright_template::Map::len);
    if size(one) == 0 && size(other) == 0 {
        // Without a property nothing tells it from others but its construct.
        return last(was) == last(now) && last(was).is_some() || alikeness(was.id(), now.id()) > 5;
    }
    let mut keys: Vec<&str> = Vec::new();
    for map in [one, other].into_iter().flatten() {
        keys.extend(map.keys().map(|key| key.as_str()));
    }
    keys.into_iter().all(|key| {
        let before = one.and_then(|map| earlier.former.form(map.get(key)?));
        let after = other.and_then(|map| later.former.form(map.get(key)?));
        let after = after.map(|after| renamed(after, moves));
        typed.same(typed.known(key), before.as_ref(), after.as_ref())
    })
}

/// The last part of the construct's path that tells something.
pub(crate) fn last(resource: Resource<'_>) -> Option<String> {
    let path = construct(resource)?;
    let mut parts = path
        .split('/')
        .filter(|part| !matches!(*part, "Resource" | "Default"));
    parts.next_back().map(str::to_owned)
}

/// How much of two ids is the same, at the beginning and at the end.
pub(crate) fn alikeness(one: &str, other: &str) -> usize {
    let same = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other)
            .take_while(|(one, other)| one == other)
            .count()
    };
    let front = same(&mut one.chars(), &mut other.chars());
    let back = same(&mut one.chars().rev(), &mut other.chars().rev());
    front.max(back)
}

/// A value with earlier ids in the place of later ones.
pub(crate) fn renamed(node: Node, moves: &BTreeMap<String, String>) -> Node {
    if moves.is_empty() {
        return node;
    }
    let rename = |name: &str| moves.get(name).cloned().unwrap_or_else(|| name.to_owned());
    match node.value {
        Value::List(items) => {
            let items = items.into_iter().map(|item| renamed(item, moves));
            Node::from(items.collect::<Vec<_>>())
        }
        Value::Map(map) => {
            let mut done = stackwright_template::Map::with_capacity(map.len());
            for (key, value) in map {
                done.insert(key, renamed(value, moves));
            }
            Node::from(done)
        }
        Value::Call(call) => {
            let Call { function, argument } = *call;
            let wrap = Node::call(function, argument);
            let Some(call) = wrap.as_call() else {
                return wrap;
            };
            if let Some(name) = call.reference() {
                return Node::call(function, rename(name));
            }
            if let Some(get_att) = call.get_att() {
                let parts = vec![
                    Node::from(rename(get_att.resource)),
                    get_att.attribute.clone(),
                ];
                return Node::call(function, parts);
            }
            Node::call(function, renamed(call.argument.clone(), moves))
        }
        value => Node::from(value),
    }
}
