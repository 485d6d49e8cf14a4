//! Which resource of a deployed template each resource of a new program is.

use std::collections::{BTreeMap, BTreeSet};

use stackwright_facts::Update;
use stackwright_template::{Node, Resource, Template, Walk};

use crate::difference::Typed;
use crate::fate::is_stateful;
use crate::names::Names;
use crate::pairs::{alikeness, last, renamed, taken_on_by_others};
use crate::side::Side;
use crate::{Cause, Effect, ResourceChange};

/// The logical ids that resources of a program have to keep: later ids with those of the deployed template.
///
/// A resource is one of the same type, and says the same in most of its properties; what it refers to and what
/// refers to it count for more than what it is called. None is paired with one that it would replace, unless
/// the program can say what is deployed instead ([`kept`]), and but for task definitions, of which each
/// change is a new revision. What is in no pair has no counterpart, or several that are as good: nothing is
/// guessed there.
///
/// ```
/// use stackwright_change::adopt;
/// use stackwright_template::Template;
///
/// let deployed = Template::from_yaml("Resources: {Jobs: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 5}}}")?;
/// let program = Template::from_yaml("Resources: {Work1F: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 7}}}")?;
/// assert_eq!(adopt(&deployed, &program).get("Work1F").map(String::as_str), Some("Jobs"));
/// # Ok::<(), stackwright_template::ReadError>(())
/// ```
pub fn adopt(deployed: &Template, program: &Template) -> BTreeMap<String, String> {
    let plain = Names::default();
    let mapped = Names::of_earlier(deployed, program, &BTreeSet::new());
    let mut matching = Matching {
        earlier: Side::new(deployed, &mapped),
        later: Side::new(program, &plain),
        pairs: BTreeMap::new(),
    };
    for now in program.resources() {
        let was = deployed.resource(now.id());
        if was.is_some_and(|was| was.resource_type() == now.resource_type()) {
            matching
                .pairs
                .insert(now.id().to_owned(), now.id().to_owned());
        }
    }
    while matching.round() {}
    matching.pairs
}

/// The type of which every change makes a new revision: nothing is lost by it.
pub const VERSIONED: &str = "AWS::ECS::TaskDefinition";

/// What a program has to say instead of what it says, for a resource to stay where it is, and at work: properties
/// with the values that are deployed; nothing where there is none. Of a task definition, of which every change is a
/// new revision, its family alone.
pub fn kept<'t>(
    change: &ResourceChange,
    deployed: &'t Template,
) -> Vec<(String, Option<&'t Node>)> {
    let properties = deployed.resource(&change.id).and_then(Resource::properties);
    let mut kept: Vec<(String, Option<&Node>)> = Vec::new();
    for property in &change.properties {
        let Some(name) = property.path.first() else {
            continue;
        };
        let shortens = name == RETENTION && crate::notes::shortens(change, property);
        let hurts =
            property.cause == Cause::Written && (property.effect >= Effect::Interrupts || shortens);
        let is_kept = change.type_name != VERSIONED || name == "Family";
        if hurts && is_kept && !kept.iter().any(|(own, _)| own == name) {
            let before = properties.and_then(|properties| properties.get(name));
            kept.push((name.to_owned(), before));
        }
    }
    kept
}

/// What says whose a policy is that stands beside them.
const HOLDERS: [&str; 3] = ["Roles", "Users", "Groups"];

/// A property of a log group that says how long it keeps what is in it.
const RETENTION: &str = "RetentionInDays";

struct Matching<'t> {
    earlier: Side<'t>,
    later: Side<'t>,
    /// Later ids with earlier ones.
    pairs: BTreeMap<String, String>,
}

/// Two resources that may be one, and how much speaks for it.
struct Candidate<'t> {
    now: Resource<'t>,
    was: Resource<'t>,
    score: i32,
}

impl<'t> Matching<'t> {
    /// Adds what is clear by now; whether anything was.
    fn round(&mut self) -> bool {
        let mut candidates = self.candidates();
        candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.score));
        let clear: Vec<(String, String)> = candidates
            .iter()
            .filter(|candidate| is_clear(candidate, &candidates))
            .map(|candidate| (candidate.now.id().to_owned(), candidate.was.id().to_owned()))
            .collect();
        let found = !clear.is_empty();
        self.pairs.extend(clear);
        found
    }

    fn candidates(&self) -> Vec<Candidate<'t>> {
        let taken: Vec<&str> = self.pairs.values().map(String::as_str).collect();
        let mut candidates = Vec::new();
        let free = |now: &Resource<'_>| !self.pairs.contains_key(now.id());
        for now in self.later.template.resources().filter(free) {
            for was in self.earlier.template.resources() {
                if was.resource_type() != now.resource_type() || taken.contains(&was.id()) {
                    continue;
                }
                if let Some(score) = self.score(was, now) {
                    candidates.push(Candidate { now, was, score });
                }
            }
        }
        candidates
    }

    /// How much speaks for two resources being one; nothing if the one would replace the other.
    fn score(&self, was: Resource<'t>, now: Resource<'t>) -> Option<i32> {
        if taken_on_by_others((&self.earlier, was), (&self.later, now)) {
            return None;
        }
        let type_name = now.resource_type().unwrap_or_default();
        let typed = Typed::of(type_name);
        let is_versioned = type_name == VERSIONED;
        let mut keys: Vec<&str> = Vec::new();
        for properties in [was.properties(), now.properties()].into_iter().flatten() {
            keys.extend(properties.keys().map(|key| key.as_str()));
        }
        keys.sort_unstable();
        keys.dedup();
        let mut score = 0;
        for key in keys {
            let before = self.earlier.property(was, key);
            let after = self.later.property(now, key);
            let open = after.as_ref().is_some_and(|after| self.is_open(after));
            let after = after.map(|after| renamed(after, &self.pairs));
            let known = typed.known(key);
            // What a policy is of says which one it is, and has to be known first.
            let is_holder = type_name == "AWS::IAM::Policy" && HOLDERS.contains(&key);
            if is_holder && !typed.same(known, before.as_ref(), after.as_ref()) {
                return None;
            }
            score += match typed.same(known, before.as_ref(), after.as_ref()) {
                true if before.as_ref().is_some_and(refers) => 6,
                true => 2,
                // One program names its zones, and the other takes them as they come.
                false
                    if key == "AvailabilityZone"
                        && is_same_zone(&self.earlier, was, &self.later, now) =>
                {
                    2
                }
                // What it refers to may turn out to be the same.
                false if open => 0,
                false if known.update != Update::Replacement || is_versioned => {
                    in_common(before.as_ref(), after.as_ref()) - 1
                }
                // A name that both give is of two things.
                false if before.is_some() && after.is_some() && is_stateful(type_name) => {
                    return None;
                }
                false => -3,
            };
        }
        score += self.neighbours(was, now);
        if last(was).is_some() && last(was) == last(now) {
            score += 2;
        }
        Some(score * 10 + alikeness(was.id(), now.id()).min(9) as i32)
    }

    /// What refers to them: the same resources by the same properties, or others.
    fn neighbours(&self, was: Resource<'_>, now: Resource<'_>) -> i32 {
        let mut score = 0;
        for referrer in self.later.referrers(now.id()) {
            if let Some(partner) = self.pairs.get(*referrer) {
                let before = naming(self.earlier.template, partner, was.id());
                score += match before == naming(self.later.template, referrer, now.id()) {
                    true => 4,
                    false => -4,
                };
            }
        }
        score
    }

    /// Whether a value refers to a resource of which it is not known yet which it is.
    fn is_open(&self, value: &Node) -> bool {
        let references = value.references();
        references.iter().any(|reference| {
            self.later.template.resource(reference.target).is_some()
                && !self.pairs.contains_key(reference.target)
        })
    }
}

/// Whether two resources are in the same zone, counted as their templates have zones.
fn is_same_zone(
    earlier: &Side<'_>,
    was: Resource<'_>,
    later: &Side<'_>,
    now: Resource<'_>,
) -> bool {
    let place = zone(earlier, was);
    place.is_some() && place == zone(later, now)
}

/// Which zone of its template a resource is in: of those that are named in the order of their names, or as it is
/// selected.
fn zone(side: &Side<'_>, resource: Resource<'_>) -> Option<usize> {
    let zone = side.property(resource, "AvailabilityZone")?;
    if let Some(select) = zone.as_call().and_then(stackwright_template::Call::select) {
        return crate::form::whole(select.index);
    }
    let name = zone.as_str()?.to_owned();
    let all = side.template.resources();
    let named = all.filter_map(|resource| side.word(resource, "AvailabilityZone"));
    let names: BTreeSet<String> = named.collect();
    names.iter().position(|own| *own == name)
}

/// How much two values that are not the same have in common, up to a little.
fn in_common(before: Option<&Node>, after: Option<&Node>) -> i32 {
    let parts = |node: Option<&Node>| {
        let mut parts = Vec::new();
        if let Some(node) = node {
            node.walk(|path, inner| {
                if inner.as_map().is_none() && inner.as_list().is_none() {
                    parts.push((path.to_string(), inner.clone()));
                }
                Walk::Into
            });
        }
        parts
    };
    let after = parts(after);
    let mut before = parts(before);
    before.retain(|part| after.contains(part));
    before.len().min(3) as i32
}

/// The properties of a resource that refer to another.
fn naming<'t>(template: &'t Template, referrer: &str, target: &str) -> Vec<&'t str> {
    let properties = template.resource(referrer).and_then(Resource::properties);
    let entries = properties
        .into_iter()
        .flat_map(|properties| properties.iter());
    let naming = entries.filter(|(_, value)| {
        let references = value.references();
        references
            .iter()
            .any(|reference| reference.target == target)
    });
    let mut names: Vec<&str> = naming.map(|(key, _)| key.as_str()).collect();
    names.sort_unstable();
    names
}

fn refers(value: &Node) -> bool {
    let references = value.references();
    references
        .iter()
        .any(|reference| !reference.is_pseudo_parameter())
}

/// Whether nothing else is as good for either of the two, and more speaks for it than against it.
fn is_clear(candidate: &Candidate<'_>, all: &[Candidate<'_>]) -> bool {
    let others = all.iter().filter(|other| {
        (other.now.id() == candidate.now.id()) != (other.was.id() == candidate.was.id())
    });
    let best = others.map(|other| other.score).max();
    match best {
        None => candidate.score > -30,
        Some(best) => candidate.score > best && candidate.score > 0,
    }
}
