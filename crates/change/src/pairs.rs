//! Which of the resources that have come is which of those that have gone.

use std::collections::BTreeMap;

use stackwright_facts::Update;
use stackwright_template::{Call, Node, Resource, Value};

use crate::adopt::VERSIONED;
use crate::difference::Typed;
use crate::hazards::same_name;
use crate::side::{Side, construct, items};
use crate::words::value;

/// A resource that has gone or come, with the template that it is in.
pub(crate) struct Candidate<'s, 't> {
    pub side: &'s Side<'t>,
    pub resource: Resource<'s>,
}

/// How many pairs of one type are looked at for those that differ; of more, only those that say the same
/// are paired.
const MOST: usize = 10_000;

/// Why two resources are one, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// They say the same in more of their properties than not, and nothing of it replaces.
    Mostly,
    /// They have the same physical name.
    Named,
    /// They have the same logical id, in two stacks.
    Kept,
    /// They say the same.
    Same,
}

/// How sure it is that two resources are one: why, by how many properties more than speak against it, and how
/// much of their ids is the same.
type Rank = (How, usize, usize);

/// The pairs, as places in both lists, of resources that stay in their stack or (`across`) change it.
///
/// A pair is one of which each is the best that the other has. Where several are as good, there is none.
pub(crate) fn pairs<'s>(
    gone: &[Candidate<'s, '_>],
    come: &[Candidate<'s, '_>],
    across: bool,
) -> Vec<(usize, usize)> {
    let mut types: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, was) in gone.iter().enumerate() {
        let name = was.resource.resource_type().unwrap_or_default();
        types.entry(name).or_default().0.push(at);
    }
    for (at, now) in come.iter().enumerate() {
        let name = now.resource.resource_type().unwrap_or_default();
        if let Some((_, places)) = types.get_mut(name) {
            places.push(at);
        }
    }
    types.retain(|_, (gone, come)| !gone.is_empty() && !come.is_empty());
    let mut pairing = Pairing {
        gone,
        come,
        across,
        found: Vec::new(),
        moves: BTreeMap::new(),
    };
    // What refers to what has moved is known to be the same only once that is known.
    while pairing.round(&types, How::Kept) || pairing.round(&types, How::Mostly) {}
    pairing.found
}

struct Pairing<'c, 's, 'g, 'n> {
    gone: &'c [Candidate<'s, 'g>],
    come: &'c [Candidate<'s, 'n>],
    across: bool,
    found: Vec<(usize, usize)>,
    /// Within a stack, later ids with earlier ones.
    moves: BTreeMap<String, String>,
}

impl Pairing<'_, '_, '_, '_> {
    /// Adds the pairs that are clear by now, of those that are at least so sure; whether there were any.
    fn round(&mut self, types: &BTreeMap<&str, (Vec<usize>, Vec<usize>)>, least: How) -> bool {
        let before = self.found.len();
        for (type_name, (gone, come)) in types {
            let free = |places: &[usize], taken: &dyn Fn(&(usize, usize)) -> usize| {
                let is_free =
                    |place: &&usize| !self.found.iter().any(|pair| taken(pair) == **place);
                places.iter().filter(is_free).copied().collect::<Vec<_>>()
            };
            let (gone, come) = (free(gone, &|pair| pair.0), free(come, &|pair| pair.1));
            if least < How::Kept && gone.len() * come.len() > MOST {
                continue;
            }
            let mut ranks = Vec::new();
            for was in &gone {
                for now in &come {
                    if let Some(rank) = self.rank(type_name, *was, *now)
                        && rank.0 >= least
                    {
                        ranks.push((rank, *was, *now));
                    }
                }
            }
            let clear = clear(ranks);
            for (was, now) in clear {
                if let (false, Some(was), Some(now)) =
                    (self.across, self.gone.get(was), self.come.get(now))
                {
                    let (later, earlier) = (now.resource.id(), was.resource.id());
                    self.moves.insert(later.to_owned(), earlier.to_owned());
                }
                self.found.push((was, now));
            }
        }
        self.found.len() > before
    }

    fn rank(&self, type_name: &str, was: usize, now: usize) -> Option<Rank> {
        let (was, now) = (self.gone.get(was)?, self.come.get(now)?);
        let alike = alikeness(was.resource.id(), now.resource.id());
        if taken_on_by_others((was.side, was.resource), (now.side, now.resource)) {
            return None;
        }
        let typed = Typed::of(type_name);
        let count = self.count(typed, was, now);
        let is_kept = self.across && was.resource.id() == now.resource.id();
        if count.is_bare() && !is_kept {
            // Without a property nothing tells it from others but its construct, and its id.
            let constructs = (last(was.resource), last(now.resource));
            let is_same = !self.across
                && (constructs.0.is_some() && constructs.0 == constructs.1 || alike > 5);
            return is_same.then_some((How::Same, 0, alike));
        }
        let is_named = || {
            let facts = typed.facts()?;
            same_name(facts, was.side, now.side, was.resource, now.resource)
        };
        let most = count.equal.saturating_sub(count.differ);
        let how = match () {
            () if count.differ + count.open == 0 => How::Same,
            () if is_kept => How::Kept,
            () if count.replaces && type_name != VERSIONED => return None,
            () if is_named().is_some() => How::Named,
            // What is not known yet could be anything.
            () if most > 0 && count.open < count.equal => How::Mostly,
            () => return None,
        };
        Some((how, most, alike))
    }

    /// How many properties speak for two resources being one.
    fn count(&self, typed: Typed, was: &Candidate<'_, '_>, now: &Candidate<'_, '_>) -> Count {
        let (one, other) = (was.resource.properties(), now.resource.properties());
        let mut keys: Vec<&str> = Vec::new();
        for map in [one, other].into_iter().flatten() {
            keys.extend(map.keys().map(|key| key.as_str()));
        }
        keys.sort_unstable();
        keys.dedup();
        let mut count = Count::default();
        for key in keys {
            let before = one.and_then(|map| was.side.former.form(map.get(key)?));
            let after = other.and_then(|map| now.side.former.form(map.get(key)?));
            let refers = |node: &Option<Node>| {
                let references = node.as_ref().map(Node::references);
                references.is_some_and(|all| all.iter().any(|own| !own.is_pseudo_parameter()))
            };
            let open = match self.across {
                // In another stack it is an import, or a parameter.
                true => refers(&before) || refers(&after) || calls(&before) || calls(&after),
                false => after.as_ref().is_some_and(|after| self.is_open(now, after)),
            };
            let after = after.map(|after| renamed(after, &self.moves));
            let known = typed.known(key);
            match typed.same(known, before.as_ref(), after.as_ref()) {
                // All of a stack has the same ones.
                true if key == "Tags" => count.tags = true,
                true => count.equal += 1,
                false if open => count.open += 1,
                false => {
                    count.differ += 1;
                    count.replaces |= known.update == Update::Replacement;
                }
            }
        }
        count
    }

    /// Whether a value refers to a resource of which it is not known yet which it was.
    fn is_open(&self, now: &Candidate<'_, '_>, value: &Node) -> bool {
        let references = value.references();
        references.iter().any(|reference| {
            let is_new = |own: &Candidate<'_, '_>| own.resource.id() == reference.target;
            self.come.iter().any(is_new)
                && !self.moves.contains_key(reference.target)
                && now.side.template.resource(reference.target).is_some()
        })
    }
}

/// Those pairs of which nothing is as good for either of the two.
fn clear(mut ranks: Vec<(Rank, usize, usize)>) -> Vec<(usize, usize)> {
    ranks.sort_unstable_by(|one, other| other.cmp(one));
    // The best rank of each, and how many have it.
    let best = |of: &dyn Fn(&(Rank, usize, usize)) -> usize| {
        let mut best: BTreeMap<usize, (Rank, usize)> = BTreeMap::new();
        for own in &ranks {
            let (rank, count) = best.entry(of(own)).or_insert((own.0, 0));
            *count += usize::from(*rank == own.0);
        }
        best
    };
    let (gone, come) = (best(&|own| own.1), best(&|own| own.2));
    let clear = ranks.iter().filter(|(rank, was, now)| {
        let alone = Some(&(*rank, 1));
        gone.get(was) == alone && come.get(now) == alone
    });
    clear.map(|(_, was, now)| (*was, *now)).collect()
}

/// What the properties of two resources say of each other.
#[derive(Clone, Copy, Default)]
struct Count {
    equal: usize,
    differ: usize,
    /// Those that cannot be told yet.
    open: usize,
    /// Whether there are tags, the same on both.
    tags: bool,
    /// Whether one that differs would replace the resource.
    replaces: bool,
}

impl Count {
    fn is_bare(self) -> bool {
        self.equal + self.differ + self.open == 0 && !self.tags
    }
}

/// Whether both are roles, and nobody who takes on the one takes on the other: then they are two, whatever else they
/// say.
pub(crate) fn taken_on_by_others(
    (earlier, was): (&Side<'_>, Resource<'_>),
    (later, now): (&Side<'_>, Resource<'_>),
) -> bool {
    let (before, after) = (principals(earlier, was), principals(later, now));
    !before.is_empty() && !after.is_empty() && !before.iter().any(|own| after.contains(own))
}

/// Who takes on a role; a service by its name without its domain.
fn principals(side: &Side<'_>, resource: Resource<'_>) -> Vec<String> {
    let mut all = Vec::new();
    if resource.resource_type() != Some("AWS::IAM::Role") {
        return all;
    }
    let document = side.property(resource, "AssumeRolePolicyDocument");
    let statements = document
        .as_ref()
        .and_then(|document| document.get("Statement"));
    for statement in items(statements) {
        let principal = statement.get("Principal").and_then(Node::as_map);
        for (kind, who) in principal.into_iter().flat_map(|principal| principal.iter()) {
            let who = match who.as_list() {
                Some(several) => several.iter().map(value).collect(),
                None => vec![value(who)],
            };
            let is_service = kind.as_str() == "Service";
            let named = who
                .into_iter()
                .map(|who| match (is_service, who.split_once('.')) {
                    (true, Some((name, _))) => name.to_owned(),
                    _ => who,
                });
            all.extend(named);
        }
    }
    all
}

fn calls(node: &Option<Node>) -> bool {
    node.as_ref().is_some_and(|node| node.as_call().is_some())
}

/// The last part of the construct's path that tells something.
pub(crate) fn last(resource: Resource<'_>) -> Option<String> {
    let path = construct(resource)?;
    let mut parts = path
        .split('/')
        .filter(|part| !matches!(*part, "Resource" | "Default"));
    parts.next_back().map(str::to_owned)
}

/// How much of two ids is the same, at the beginning and at the end, whatever their case.
pub(crate) fn alikeness(one: &str, other: &str) -> usize {
    let same = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other)
            .take_while(|(one, other)| one.eq_ignore_ascii_case(other))
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
