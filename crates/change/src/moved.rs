//! The same resource under another logical id, or in another stack.

use std::collections::BTreeMap;

use stackwright_template::{Resource, Template};

use crate::names::Names;
use crate::pairs::{Candidate, pairs};
use crate::side::{Side, construct};
use crate::{Change, Kind, PropertyChange, ResourceChange, fate, resource};

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
    /// Whether it says something else there, too.
    pub changes: bool,
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
/// A resource that has gone in one place and come in another is the same if it is of the same type and has the same
/// physical name, or its logical id in another stack, or says the same in most of its properties and nothing that
/// would replace it. What could be several is none.
pub fn moves(before: &[(&str, &Template)], after: &[(&str, &Template)]) -> Vec<Move> {
    let names = Names::default();
    let nothing = Template::new();
    let is_pair = matches!((before, after), ([_], [_]));
    let mut stacks: Vec<(&str, Side<'_>, Side<'_>)> = Vec::new();
    for (name, now) in after {
        let was = before.iter().find(|(own, _)| own == name || is_pair);
        let was = was.map_or(&nothing, |(_, was)| *was);
        stacks.push((name, Side::new(was, &names), Side::new(now, &names)));
    }
    for (name, was) in before {
        if !is_pair && !after.iter().any(|(own, _)| own == name) {
            stacks.push((name, Side::new(was, &names), Side::new(&nothing, &names)));
        }
    }
    let mut all = Vec::new();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for (at, (stack, was, now)) in stacks.iter().enumerate() {
        let within = find(was, now);
        for (later, earlier) in &within {
            let pair = (was.template.resource(earlier), now.template.resource(later));
            if let (Some(was_there), Some(is_there)) = pair {
                let changed = resource::changes(was, now, was_there, is_there, &within);
                let changes = !changed.is_empty();
                all.push(moved((stack, was_there), (stack, is_there), changes));
            }
        }
        let left = was.template.resources().filter(|own| {
            now.template.resource(own.id()).is_none() && !within.values().any(|id| id == own.id())
        });
        gone.extend(left.map(|own| (at, own.id())));
        let new = now.template.resources().filter(|own| {
            was.template.resource(own.id()).is_none() && !within.contains_key(own.id())
        });
        come.extend(new.map(|own| (at, own.id())));
    }
    all.extend(between(&stacks, &gone, &come));
    all
}

/// What has gone from some stacks and come in others; each is told by the place of its stack, and its id.
fn between(
    stacks: &[(&str, Side<'_>, Side<'_>)],
    gone: &[(usize, &str)],
    come: &[(usize, &str)],
) -> Vec<Move> {
    // What AWS CDK notes of itself is in every stack.
    let is_one = |own: &Resource<'_>| own.resource_type() != Some("AWS::CDK::Metadata");
    let mut places = (Vec::new(), Vec::new());
    let mut candidates = (Vec::new(), Vec::new());
    for (at, id) in gone {
        let stack = stacks.get(*at);
        if let Some((stack, side, resource)) =
            stack.and_then(|(name, was, _)| Some((name, was, was.template.resource(id)?)))
            && is_one(&resource)
        {
            places.0.push(*stack);
            candidates.0.push(Candidate { side, resource });
        }
    }
    for (at, id) in come {
        let stack = stacks.get(*at);
        if let Some((stack, side, resource)) =
            stack.and_then(|(name, _, now)| Some((name, now, now.template.resource(id)?)))
            && is_one(&resource)
        {
            places.1.push(*stack);
            candidates.1.push(Candidate { side, resource });
        }
    }
    let mut all = Vec::new();
    for (one, other) in pairs(&candidates.0, &candidates.1, true) {
        let was = places.0.get(one).zip(candidates.0.get(one));
        let now = places.1.get(other).zip(candidates.1.get(other));
        if let (Some((from, was)), Some((to, now))) = (was, now)
            && from != to
        {
            let none = BTreeMap::new();
            let changed = resource::changes(was.side, now.side, was.resource, now.resource, &none);
            let changes = !changed.iter().all(PropertyChange::is_made);
            all.push(moved((from, was.resource), (to, now.resource), changes));
        }
    }
    all
}

fn moved(from: (&str, Resource<'_>), to: (&str, Resource<'_>), changes: bool) -> Move {
    Move {
        type_name: to.1.resource_type().unwrap_or_default().to_owned(),
        from: Standing::new(from.0, from.1.id()),
        to: Standing::new(to.0, to.1.id()),
        changes,
    }
}

/// What has come under one id and gone under another: later ids with earlier ones.
pub(crate) fn find(earlier: &Side<'_>, later: &Side<'_>) -> BTreeMap<String, String> {
    let only = |side: &'_ Side<'_>, other: &Side<'_>| -> Vec<String> {
        let all = side.template.resources();
        let only = all.filter(|own| other.template.resource(own.id()).is_none());
        only.map(|own| own.id().to_owned()).collect()
    };
    let gone = candidates(earlier, &only(earlier, later));
    let come = candidates(later, &only(later, earlier));
    if gone.is_empty() || come.is_empty() {
        return BTreeMap::new();
    }
    let found = pairs(&gone, &come, false)
        .into_iter()
        .filter_map(|(was, now)| {
            let (was, now) = (gone.get(was)?, come.get(now)?);
            Some((now.resource.id().to_owned(), was.resource.id().to_owned()))
        });
    found.collect()
}

fn candidates<'s, 't>(side: &'s Side<'t>, ids: &[String]) -> Vec<Candidate<'s, 't>> {
    let found = ids.iter().filter_map(|id| side.template.resource(id));
    found.map(|resource| Candidate { side, resource }).collect()
}

/// One of several stacks that are compared.
#[derive(Debug)]
pub struct Compared<'c> {
    /// Its name.
    pub name: &'c str,
    /// What there is.
    pub before: &'c Template,
    /// What takes its place.
    pub after: &'c Template,
    /// What comes of that.
    pub change: &'c mut Change,
}

/// Tells in the changes of several stacks what goes from one to another, which each of them alone takes for
/// what comes or goes.
pub fn across(stacks: &mut [Compared<'_>]) {
    let names = Names::default();
    let sides: Vec<(&str, Side<'_>, Side<'_>)> = stacks
        .iter()
        .map(|own| {
            let (was, now) = (Side::new(own.before, &names), Side::new(own.after, &names));
            (own.name, was, now)
        })
        .collect();
    let of_kind = |is_meant: &dyn Fn(&Kind) -> bool| -> Vec<(usize, &str)> {
        let all = stacks.iter().enumerate().flat_map(|(at, stack)| {
            let resources = stack.change.resources.iter();
            resources.map(move |resource| (at, resource))
        });
        let meant = all.filter(|(_, resource)| is_meant(&resource.kind));
        meant
            .map(|(at, resource)| (at, resource.id.as_str()))
            .collect()
    };
    let gone = of_kind(&|kind| matches!(kind, Kind::Removed(_)));
    let come = of_kind(&|kind| matches!(kind, Kind::Added));
    let none = BTreeMap::new();
    for one in between(&sides, &gone, &come) {
        let place =
            |standing: &Standing| sides.iter().position(|(name, ..)| *name == standing.stack);
        let (Some(left), Some(joined)) = (place(&one.from), place(&one.to)) else {
            continue;
        };
        let (Some((_, earlier, _)), Some((_, _, later))) = (sides.get(left), sides.get(joined))
        else {
            continue;
        };
        let was = earlier.template.resource(&one.from.id);
        let now = later.template.resource(&one.to.id);
        let (Some(was), Some(now)) = (was, now) else {
            continue;
        };
        let old = fate::on_deletion(was);
        if let Some(change) = stacks.get_mut(left).and_then(|own| own.of(&one.from.id)) {
            change.kind = Kind::Left {
                to: one.to.clone(),
                old,
            };
        }
        if let Some(change) = stacks.get_mut(joined).and_then(|own| own.of(&one.to.id)) {
            change.kind = Kind::Moved {
                from: one.from.id.clone(),
                from_stack: Some(one.from.stack.clone()),
                from_construct: construct(was),
                old,
            };
            change.properties = resource::changes(earlier, later, was, now, &none);
            change.effect = resource::strongest(change);
        }
    }
}

impl Compared<'_> {
    fn of(&mut self, id: &str) -> Option<&mut ResourceChange> {
        let mut resources = self.change.resources.iter_mut();
        resources.find(|resource| resource.id == id)
    }
}
