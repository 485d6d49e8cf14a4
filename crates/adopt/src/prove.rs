//! Which constructs come to the same as the resources that they stand for.

use std::collections::{HashMap, HashSet};

use stackwright_change::{Cause, Change, Kind, Path, ResourceChange, compare};
use stackwright_core::{App, Diagnostic, Severity, StackTemplate};
use stackwright_import::construct::order;
use stackwright_template::{Node, Section, Template, Value};

use crate::candidate::Candidate;
use crate::why::Why;
use crate::world::World;

/// Tries the candidates together until what is left of them changes nothing.
///
/// Each time, the program is built in memory and what it synthesizes to compared with the template. What
/// differs is written past the construct at first; where that does not help, the resources stay as they are. So each
/// time either says more, or has fewer constructs, and the last one is the proof.
pub fn prove<'t>(template: &'t Template, stack: &str, candidates: &mut [Candidate<'t>]) {
    while candidates.iter().any(Candidate::is_live) {
        let Some((after, diagnostics)) = build(template, stack, candidates) else {
            continue;
        };
        let live = candidates.iter_mut().filter(|own| own.is_live());
        if live.fold(false, |any, own| own.learn_ids(&after) | any) {
            continue;
        }
        let before = as_synthesized(template, candidates);
        let change = compare(&before, &after.template, &[]);
        let mut learner = Learner {
            before: &before,
            after: &after,
            owners: owners(candidates),
            candidates,
            has_learned: false,
        };
        learner.findings(&diagnostics);
        learner.change(&change);
        match (learner.has_learned, change.is_empty()) {
            (true, _) => {}
            (false, true) => return,
            // Nobody knows where it comes from.
            (false, false) => {
                let what = change.resources.first().map(|own| own.id.clone());
                let what = what.or_else(|| change.entries.first()?.id.clone());
                for candidate in candidates.iter_mut() {
                    candidate.give_up(Why::Elsewhere(what.clone().unwrap_or_default()));
                }
            }
        }
    }
}

/// The template with what every program writes, its version, and without what says which construct of AWS CDK
/// made something that another one makes now.
fn as_synthesized(template: &Template, candidates: &[Candidate<'_>]) -> Template {
    let mut before = template.clone();
    let root = before.root_mut();
    root.insert(Section::FormatVersion.name(), Node::from("2010-09-09"));
    let live = candidates.iter().filter(|own| own.is_live());
    for part in live.flat_map(|own| &own.parts) {
        let resource = root.map_mut(Section::Resources.name()).get_mut(&part.id);
        let Some(Value::Map(resource)) = resource.map(|own| &mut own.value) else {
            continue;
        };
        let Some(Value::Map(metadata)) = resource.get_mut("Metadata").map(|own| &mut own.value)
        else {
            continue;
        };
        metadata.remove(CDK_PATH);
        if metadata.is_empty() {
            resource.remove("Metadata");
        }
    }
    before
}

/// Where AWS CDK says which construct made a resource.
const CDK_PATH: &str = "aws:cdk:path";

/// What of a resource is written past a construct, beside its properties.
const CAN_BE_SAID: [&str; 6] = [
    "DependsOn",
    "CreationPolicy",
    "UpdatePolicy",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "Metadata",
];

/// What a program with the candidates synthesizes to; nothing if one of them has given up.
fn build<'t>(
    template: &'t Template,
    stack: &str,
    candidates: &mut [Candidate<'t>],
) -> Option<(StackTemplate, Vec<Diagnostic>)> {
    let live = || candidates.iter().filter(|own| own.is_live());
    let parts = live().flat_map(|own| own.parts.iter().map(move |part| (part, own.id())));
    let mains: HashMap<String, &'t str> =
        parts.map(|(part, main)| (part.id.clone(), main)).collect();
    let without: HashSet<&str> = mains.keys().map(String::as_str).collect();
    let mains = mains
        .iter()
        .map(|(id, main)| (id.as_str(), *main))
        .collect();
    let app = App::new();
    let names = live().map(|own| own.name.clone());
    let names = names.chain(crate::names(template)).collect();
    let mut world = World::of(&app, stack, template, &without, names);
    for id in order(template, &mains) {
        let candidate = candidates
            .iter_mut()
            .find(|own| own.is_live() && own.id() == id);
        if let Some(candidate) = candidate {
            candidate.build(template, &mut world);
            // What comes after it may be told of the resources that it leaves.
            if !candidate.is_live() {
                return None;
            }
        }
        world.declared(id);
    }
    let synthesis = app.synth();
    let after = synthesis.stacks.into_iter().next()?;
    Some((after, synthesis.diagnostics))
}

/// The candidate that has a resource, by its logical id.
fn owners(candidates: &[Candidate<'_>]) -> HashMap<String, usize> {
    let live = candidates
        .iter()
        .enumerate()
        .filter(|(_, own)| own.is_live());
    let parts =
        live.flat_map(|(index, own)| own.parts.iter().map(move |part| (part.id.clone(), index)));
    parts.collect()
}

struct Learner<'l, 't> {
    before: &'l Template,
    after: &'l StackTemplate,
    owners: HashMap<String, usize>,
    candidates: &'l mut [Candidate<'t>],
    has_learned: bool,
}

impl Learner<'_, '_> {
    fn give_up(&mut self, index: Option<usize>, why: Why) {
        if let Some(candidate) = index.and_then(|index| self.candidates.get_mut(index)) {
            candidate.give_up(why);
            self.has_learned = true;
        }
    }

    /// The candidate that is at a path.
    fn at(&self, path: &str) -> Option<usize> {
        let below = path.strip_prefix(&*self.after.id)?.strip_prefix('/')?;
        let name = below.split('/').next()?;
        let mut live = self.candidates.iter().enumerate();
        let (index, _) = live.find(|(_, own)| own.is_live() && own.name == name)?;
        Some(index)
    }

    fn findings(&mut self, diagnostics: &[Diagnostic]) {
        for found in diagnostics {
            if found.severity == Severity::Error {
                let index = found.construct.as_deref().and_then(|path| self.at(path));
                self.give_up(index, Why::Finding(found.code, found.message.clone()));
            }
        }
    }

    fn change(&mut self, change: &Change) {
        for resource in &change.resources {
            let owner = self.owners.get(&resource.id).copied();
            match &resource.kind {
                Kind::Removed(_) => self.give_up(owner, Why::Lacks(resource.id.clone())),
                Kind::Changed { .. } => self.changed(owner, resource),
                _ => {
                    let origin = self.after.origins.get(resource.id.as_str());
                    let index = origin.and_then(|origin| self.at(&origin.path));
                    self.give_up(owner.or(index), Why::Makes(resource.type_name.clone()));
                }
            }
        }
        for entry in &change.entries {
            let id = entry.id.as_deref().unwrap_or_default();
            let origin = self.after.origins.get(id);
            let index = origin.and_then(|origin| self.at(&origin.path));
            self.give_up(index, Why::Elsewhere(format!("{}/{id}", entry.section)));
        }
    }

    fn changed(&mut self, owner: Option<usize>, resource: &ResourceChange) {
        let id = &resource.id;
        let mut differs: Vec<(&str, Vec<&Path>)> = Vec::new();
        let written = resource.properties.iter();
        for property in written.filter(|own| !matches!(own.cause, Cause::Follows { .. })) {
            let Some(name) = property.path.first() else {
                continue;
            };
            match differs.iter_mut().find(|(own, _)| *own == name) {
                Some((_, paths)) => paths.push(&property.path),
                None => differs.push((name, vec![&property.path])),
            }
        }
        for (name, paths) in differs {
            let Some(candidate) = owner.and_then(|owner| self.candidates.get_mut(owner)) else {
                continue;
            };
            match candidate.lay_property(id, name, &paths, self.before) {
                true => self.has_learned = true,
                false => {
                    let path = paths.first().map(ToString::to_string);
                    self.give_up(owner, Why::Property(id.clone(), path.unwrap_or_default()));
                }
            }
        }
        let mut seen: Vec<Option<&str>> = Vec::new();
        for attribute in &resource.attributes {
            let first = attribute.path.first();
            if seen.contains(&first) {
                continue;
            }
            seen.push(first);
            let candidate = owner.and_then(|owner| self.candidates.get_mut(owner));
            let name = first.filter(|name| CAN_BE_SAID.contains(name));
            let is_new = candidate
                .zip(name)
                .is_some_and(|(candidate, name)| candidate.lay_attribute(id, name, self.before));
            match is_new {
                true => self.has_learned = true,
                false => {
                    let path = attribute.path.to_string();
                    self.give_up(owner, Why::Attribute(id.clone(), path));
                }
            }
        }
    }
}
