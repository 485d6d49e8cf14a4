//! Which stack is deployed after which, and why.

use std::collections::BTreeSet;

use stackwright_deployment::exports::{exports, imported};
use stackwright_template::{Function, Node, Template, Value, Walk};

use crate::{Stack, Stacks};

/// A stack that another one waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct After {
    /// Its id.
    pub stack: String,
    /// Why it is waited for.
    pub reasons: Vec<Reason>,
}

/// Why a stack waits for another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It is said so.
    Declared,
    /// It imports what the other exports under this name.
    Imports(String),
    /// It reads this output of the other.
    Reads(String),
    /// It resolves this parameter or secret, which the other makes.
    Resolves(String),
    /// It takes out what the other still imports: an export of this name.
    StopsExporting(String),
}

/// Which stacks wait for which: by positions, each with the reasons.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edges(Vec<Vec<(usize, Vec<Reason>)>>);

/// The stacks in order.
pub(crate) struct Order {
    /// Positions, each with the number of its stage, from 0.
    pub order: Vec<(usize, usize)>,
    /// Those that wait for each other.
    pub ring: Vec<usize>,
}

impl Edges {
    /// What the templates and the manifest say.
    pub fn of(stacks: &Stacks) -> Self {
        let stacks = &stacks.stacks;
        let mut edges = Edges(vec![Vec::new(); stacks.len()]);
        for (at, stack) in stacks.iter().enumerate() {
            for (other_at, other) in stacks.iter().enumerate() {
                if stack.after.contains(&other.id) {
                    edges.add(at, other_at, Reason::Declared);
                }
            }
        }
        edges.add_imports(stacks);
        edges.add_outputs(stacks);
        edges.add_resolved(stacks);
        edges
    }

    pub fn add(&mut self, from: usize, to: usize, reason: Reason) {
        let Some(all) = self.0.get_mut(from).filter(|_| from != to) else {
            return;
        };
        match all.iter_mut().find(|(other, _)| *other == to) {
            Some((_, reasons)) if reasons.contains(&reason) => {}
            Some((_, reasons)) => reasons.push(reason),
            None => all.push((to, vec![reason])),
        }
    }

    /// Whether one waits for another, be it through others.
    pub fn leads(&self, from: usize, to: usize) -> bool {
        let (mut open, mut seen) = (vec![from], BTreeSet::new());
        while let Some(at) = open.pop() {
            for (next, _) in self.0.get(at).into_iter().flatten() {
                if *next == to {
                    return true;
                }
                if seen.insert(*next) {
                    open.push(*next);
                }
            }
        }
        false
    }

    /// Adds so many stacks that wait for nobody.
    pub fn make_room(&mut self, more: usize) {
        self.0.resize(self.0.len() + more, Vec::new());
    }

    /// What a stack waits for. That it is said so is worth saying where nothing else is.
    pub fn after(&self, at: usize, stacks: &[&Stack]) -> Vec<After> {
        let all = self.0.get(at).into_iter().flatten();
        let named = all.filter_map(|(to, reasons)| {
            let why = reasons.iter().filter(|why| **why != Reason::Declared);
            let why: Vec<Reason> = why.cloned().collect();
            Some(After {
                stack: stacks.get(*to)?.id.clone(),
                reasons: if why.is_empty() { reasons.clone() } else { why },
            })
        });
        named.collect()
    }

    /// Each after those that it waits for; of several that could be next, the one that stands first.
    pub fn order(&self) -> Order {
        let mut stages: Vec<Option<usize>> = vec![None; self.0.len()];
        let mut order = Vec::with_capacity(self.0.len());
        loop {
            let next = self.0.iter().enumerate().find_map(|(at, waits)| {
                if stages.get(at).copied().flatten().is_some() {
                    return None;
                }
                let before = waits.iter();
                let before = before.map(|(to, _)| stages.get(*to).copied().flatten());
                let before: Option<Vec<usize>> = before.collect();
                let stage = before?.into_iter().max().map_or(0, |last| last + 1);
                Some((at, stage))
            });
            let Some((at, stage)) = next else {
                break;
            };
            if let Some(own) = stages.get_mut(at) {
                *own = Some(stage);
            }
            order.push((at, stage));
        }
        let last = order.iter().map(|(_, stage)| stage + 1).max().unwrap_or(0);
        let left = |at: &usize| stages.get(*at).copied().flatten().is_none();
        let left: Vec<usize> = (0..self.0.len()).filter(left).collect();
        let in_ring = left.iter().copied().filter(|at| self.leads(*at, *at));
        let ring = in_ring.collect();
        order.extend(left.into_iter().map(|at| (at, last)));
        Order { order, ring }
    }

    fn add_imports(&mut self, stacks: &[Stack]) {
        for (at, exporter, name) in exported(stacks) {
            for (user, importer) in stacks.iter().enumerate() {
                if importer.may_be_beside(exporter) && imports(importer).contains(&name) {
                    self.add(user, at, Reason::Imports(name.clone()));
                }
            }
        }
    }

    fn add_outputs(&mut self, stacks: &[Stack]) {
        for (at, stack) in stacks.iter().enumerate() {
            for (_, template) in stack.templates() {
                for (name, output) in outputs_read(template) {
                    let mut others = stacks.iter().enumerate();
                    if let Some((to, _)) = others.find(|(_, other)| other.name == name) {
                        self.add(at, to, Reason::Reads(output));
                    }
                }
            }
        }
    }

    fn add_resolved(&mut self, stacks: &[Stack]) {
        let mut made: Vec<(usize, &Stack, &str)> = Vec::new();
        for (at, stack) in stacks.iter().enumerate() {
            for resource in stack.templates().flat_map(|(_, own)| own.resources()) {
                let named = ["AWS::SSM::Parameter", "AWS::SecretsManager::Secret"];
                let is_meant = |name: &&str| named.contains(name);
                let name = resource.resource_type().filter(is_meant);
                let name = name.and_then(|_| resource.property("Name")?.as_str());
                made.extend(name.map(|name| (at, stack, name)));
            }
        }
        if made.is_empty() {
            return;
        }
        for (at, stack) in stacks.iter().enumerate() {
            for name in stack.templates().flat_map(|(_, own)| resolved(own)) {
                let mut all = made.iter();
                let is_it = |(_, maker, made): &&(usize, &Stack, &str)| {
                    *made == name && maker.may_be_beside(stack)
                };
                if let Some((to, ..)) = all.find(is_it) {
                    self.add(at, *to, Reason::Resolves(name));
                }
            }
        }
    }
}

/// Which stack exports what.
pub(crate) fn exported(stacks: &[Stack]) -> Vec<(usize, &Stack, String)> {
    let mut all = Vec::new();
    for (at, stack) in stacks.iter().enumerate() {
        let templates = stack.templates().map(|(_, template)| template);
        for export in exports(templates) {
            all.push((at, stack, export.name));
        }
    }
    all
}

/// What a stack imports.
pub(crate) fn imports(stack: &Stack) -> BTreeSet<String> {
    let templates = stack.templates().map(|(_, template)| template);
    let names = imported(templates).into_iter().map(|import| import.name);
    names.collect()
}

/// The outputs of other stacks that a template reads: the name of the stack, and of the output.
fn outputs_read(template: &Template) -> Vec<(String, String)> {
    let mut all = Vec::new();
    template.walk(|_, node| {
        if let Value::Call(call) = &node.value
            && call.function == Function::GetStackOutput
            && let Some(stack) = call.argument.get("StackName").and_then(Node::as_str)
            && let Some(output) = call.argument.get("OutputName").and_then(Node::as_str)
        {
            all.push((stack.to_owned(), output.to_owned()));
        }
        Walk::Into
    });
    all
}

/// The names of parameters and secrets that a template resolves.
fn resolved(template: &Template) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for parameter in template.parameters() {
        let own = parameter.parameter_type().unwrap_or_default();
        if own.starts_with("AWS::SSM::Parameter::") {
            names.extend(
                parameter
                    .default()
                    .and_then(Node::as_str)
                    .map(str::to_owned),
            );
        }
    }
    template.walk(|_, node| {
        if let Some(text) = node.as_str() {
            for part in text.split("{{resolve:").skip(1) {
                let own = ["ssm:", "ssm-secure:", "secretsmanager:"];
                let mut own = own.iter().filter_map(|kind| part.strip_prefix(kind));
                let name = own.next().and_then(|rest| rest.split([':', '}']).next());
                names.extend(name.map(str::to_owned));
            }
        }
        Walk::Into
    });
    names
}
