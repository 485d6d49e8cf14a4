use stackwright_template::{Resource, Template};

use super::StackTemplates;

/// A stack that goes and one that comes, which have most of their resources in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The one that goes.
    pub before: String,
    /// The one that comes.
    pub after: String,
    /// How many resources of the former the latter has, under the same logical ids.
    pub common: usize,
    /// How many the former has.
    pub of: usize,
}

impl Alike {
    /// In one sentence.
    pub(super) fn words(&self) -> String {
        let Alike {
            before,
            after,
            common,
            of,
        } = self;
        format!(
            "`{before}` goes, and `{after}` comes with {common} of its {of} resources: if they are one stack, compare the \
             two templates"
        )
    }
}

/// A stack's name and its template.
pub(super) type Stack<'t> = (String, &'t Template);

/// The stacks of both sides, the earlier by the names that they have later: those that are deployed under the same name
/// are the same whatever they are called in their assemblies, and so is the one stack that there is on both sides,
/// with those in it.
pub(super) fn paired<'t>(
    before: &'t StackTemplates,
    after: &'t StackTemplates,
) -> (Vec<Stack<'t>>, Vec<Stack<'t>>) {
    let all = |stacks: &'t StackTemplates| -> Vec<Stack<'t>> {
        let stacks = stacks.stacks().iter();
        stacks.map(|(name, own)| (name.clone(), own)).collect()
    };
    let (mut one, other) = (all(before), all(after));
    if let (Some(was), Some(now)) = (only_root(&one), only_root(&other)) {
        rename(&mut one, &was, &now);
        return (one, other);
    }
    let gone: Vec<String> = roots(&one, &other);
    for now in roots(&other, &one) {
        let Some(name) = after.name_of(&now) else {
            continue;
        };
        let mut same = gone.iter().filter(|was| before.name_of(was) == Some(name));
        // In several accounts or regions several have a name.
        if let (Some(was), None) = (same.next(), same.next()) {
            rename(&mut one, was, &now);
        }
    }
    (one, other)
}

/// Calls a stack otherwise, with those in it.
fn rename(all: &mut [Stack<'_>], was: &str, now: &str) {
    for (name, _) in all {
        let below = name.strip_prefix(was);
        if let Some(below) = below.filter(|below| below.is_empty() || below.starts_with('/')) {
            *name = format!("{now}{below}");
        }
    }
}

/// The stacks in no other stack that the other side does not have.
fn roots(own: &[Stack<'_>], others: &[Stack<'_>]) -> Vec<String> {
    let names = own.iter().map(|(name, _)| name);
    let alone = names.filter(|name| !name.contains('/') && template(others, name).is_none());
    alone.cloned().collect()
}

/// Stacks that go and that come, of which the one has more than half of the resources of the other.
pub(super) fn alike(earlier: &[Stack<'_>], later: &[Stack<'_>]) -> Vec<Alike> {
    let come = roots(later, earlier);
    let gone = roots(earlier, later).into_iter();
    let most = gone.filter_map(|was| {
        let before = template(earlier, &was)?;
        let of = before.resources().count();
        let in_common = |now: &str| {
            let after = template(later, now);
            let is_there = |own: &Resource<'_>| {
                let other = after.and_then(|after| after.resource(own.id()));
                other.is_some_and(|other| other.resource_type() == own.resource_type())
            };
            before.resources().filter(is_there).count()
        };
        let all = come.iter().map(|now| (in_common(now), now));
        let (common, now) = all.max_by_key(|(common, _)| *common)?;
        (common * 2 > of).then(|| Alike {
            after: now.clone(),
            before: was,
            common,
            of,
        })
    });
    most.collect()
}

/// The stack that all others are in.
fn only_root(all: &[Stack<'_>]) -> Option<String> {
    let (root, _) = all.iter().min_by_key(|(name, _)| name.len())?;
    let is_in = |name: &str| {
        let below = name.strip_prefix(root.as_str());
        below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
    };
    all.iter()
        .all(|(name, _)| is_in(name))
        .then(|| root.clone())
}

pub(super) fn template<'t>(all: &[Stack<'t>], name: &str) -> Option<&'t Template> {
    let own = all.iter().find(|(own, _)| own == name);
    own.map(|(_, template)| *template)
}
