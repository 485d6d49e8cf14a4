//! The same resource under another logical id, or in another stack.

use std::collections::BTreeMap;

use stackwright_template::{Call, Node, Resource, Template, Value};

use crate::difference::Typed;
use crate::names::Names;
use crate::side::{Side, construct};

/// A resource that stands under another logical id, or in another stack.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Move {
    /// Its type.
    pub type_name: String,
    /// Where it was.
    pub from: Standing,
    /// Where it is then.
    pub to: Standing,
}

/// Where a resource stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Standing {
    /// The stack.
    pub stack: String,
    /// The logical id.
    pub id: String,
}

impl Standing {
    /// A logical id in a stack.
    pub fn new(stack: impl Into<String>, id: impl Into<String>) -> Self {
        Standing {
            stack: stack.into(),
            id: id.into(),
        }
    }
}

/// What stands under another logical id or in another stack, of stacks that are paired by their names; two
/// single ones are a pair whatever they are called.
///
/// A resource that has gone in one place and come in another is the same if it is of the same type and all of its
/// properties say the same, or if it has its logical id in another stack. What refers to others says something
/// else in another stack, and is known by its id alone.
pub fn moves(before: &[(&str, &Template)], after: &[(&str, &Template)]) -> Vec<Move> {
    let names = Names::default();
    let side = |all: &[(&str, &'_ Template)]| -> Vec<String> {
        all.iter().map(|(name, _)| (*name).to_owned()).collect()
    };
    let mut earlier_names = side(before);
    let later_names = side(after);
    if let ([one], [other]) = (&mut earlier_names[..], &later_names[..]) {
        one.clone_from(other);
    }
    let earlier: Vec<Side<'_>> = before
        .iter()
        .map(|(_, own)| Side::new(own, &names))
        .collect();
    let later: Vec<Side<'_>> = after
        .iter()
        .map(|(_, own)| Side::new(own, &names))
        .collect();
    let mut all = Vec::new();
    let mut add = |type_name: &str, from: Standing, to: Standing| {
        let type_name = type_name.to_owned();
        all.push(Move {
            type_name,
            from,
            to,
        });
    };
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let nothing = Template::new();
    let empty = Side::new(&nothing, &names);
    for (name, was) in earlier_names.iter().zip(&earlier) {
        let now = later_names.iter().position(|own| own == name);
        let now = now.and_then(|at| later.get(at)).unwrap_or(&empty);
        let within = find(was, now);
        for (to, from) in &within {
            let type_name = was
                .template
                .resource(from)
                .and_then(|own| own.resource_type());
            let (from, to) = (Standing::new(name, from), Standing::new(name, to));
            add(type_name.unwrap_or_default(), from, to);
        }
        for resource in was.template.resources() {
            let stays = now.template.resource(resource.id()).is_some();
            if !stays && !within.values().any(|id| id == resource.id()) {
                gone.push((name, was, resource));
            }
        }
        for resource in now.template.resources() {
            let stayed = was.template.resource(resource.id()).is_some();
            if !stayed && !within.contains_key(resource.id()) {
                come.push((name, now, resource));
            }
        }
    }
    for (name, now) in later_names.iter().zip(&later) {
        if !earlier_names.contains(name) {
            come.extend(
                now.template
                    .resources()
                    .map(|resource| (name, now, resource)),
            );
        }
    }
    for (stack, was, resource) in gone {
        let fits = |(other, now, own): &&(&String, &Side<'_>, Resource<'_>)| {
            *other != stack
                && own.resource_type() == resource.resource_type()
                && (own.id() == resource.id()
                    || has_properties(resource)
                        && is_same(was, now, resource, *own, &BTreeMap::new()))
        };
        let mut alike: Vec<_> = come.iter().filter(fits).collect();
        alike.sort_by_key(|(_, _, own)| {
            let same = own.id() == resource.id();
            (!same, std::cmp::Reverse(alikeness(own.id(), resource.id())))
        });
        if let Some((to, _, own)) = alike.first() {
            let (from, to) = (
                Standing::new(stack, resource.id()),
                Standing::new(*to, own.id()),
            );
            add(
                resource.resource_type().unwrap_or_default(),
                from,
                to.clone(),
            );
            come.retain(|(stack, _, own)| **stack != to.stack || own.id() != to.id);
        }
    }
    all
}

fn has_properties(resource: Resource<'_>) -> bool {
    resource.properties().is_some_and(|own| !own.is_empty())
}

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
