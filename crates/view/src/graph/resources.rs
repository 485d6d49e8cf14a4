//! The picture of resources in their constructs, and who refers to whom.

use foldhash::HashMap;
use stackwright_deployment::Answer;
use stackwright_deployment::model::Use;
use stackwright_template::Walk;

use super::build::{All, Seen};
use super::model::{Arrow, ArrowKind, Diagram, Resource, Shape, ShapeKind, View};
use super::{tree, words};
use crate::together::By;

/// The arrows of a picture, those from one shape to another together.
#[derive(Default)]
pub(super) struct Arrows {
    all: Vec<Arrow>,
    known: HashMap<(usize, usize, ArrowKind), usize>,
}

impl Arrows {
    /// Adds an arrow, or what there is to say to one that there is.
    pub fn add(&mut self, (from, to): (usize, usize), kind: ArrowKind, says: String) -> &mut Arrow {
        let next = self.all.len();
        let at = *self.known.entry((from, to, kind)).or_insert(next);
        if at == next {
            self.all.push(Arrow {
                from,
                to,
                kind,
                label: String::new(),
                shut: None,
                says: Vec::new(),
            });
        }
        let arrow = &mut self.all[at];
        if !says.is_empty() && !arrow.says.contains(&says) {
            arrow.says.push(says);
        }
        arrow
    }

    /// The arrows, in the order in which they were added first.
    pub fn into_all(self) -> Vec<Arrow> {
        self.all
    }
}

/// The shape of a resource.
fn of(shapes: &[Option<usize>], resource: Option<usize>) -> Option<usize> {
    shapes.get(resource?).copied().flatten()
}

/// Draws all resources.
pub(super) fn draw(resources: &[Resource], all: &All<'_>) -> Diagram {
    let mut diagram = Diagram::new(View::Resources);
    let mut shapes: Vec<Option<usize>> = vec![None; resources.len()];
    let mut of_stack = Vec::new();
    for stack in &all.stacks {
        let own = resources.iter().enumerate();
        let own: Vec<(usize, &Resource)> =
            own.filter(|(_, own)| own.stack == stack.number).collect();
        let noun = if own.len() == 1 {
            "resource"
        } else {
            "resources"
        };
        let subtitle = format!("stack, {} {noun}", own.len());
        let shape = Shape::new(ShapeKind::Stack, None, stack.name, subtitle);
        let at = diagram.add(shape);
        of_stack.push(at);
        for (resource, shape) in tree::add(&mut diagram, at, stack.name, &own) {
            if let Some(known) = shapes.get_mut(resource) {
                *known = Some(shape);
            }
        }
    }
    let mut arrows = Arrows::default();
    for stack in &all.stacks {
        let shape = |id: &str| of(&shapes, stack.resource(id));
        for edge in stack.model.edges() {
            let (Some(from), Some(to)) = (shape(edge.from), shape(edge.to)) else {
                continue;
            };
            let kind = match edge.by {
                Use::Reference(_) => ArrowKind::Reference,
                Use::DependsOn => ArrowKind::Depends,
            };
            arrows.add((from, to), kind, edge.way(stack.model));
        }
        for wait in stack.deployment.iter().flat_map(|own| own.waits()) {
            let [on] = wait.on.as_slice() else { continue };
            let pair = shape(wait.what.id()).zip(shape(on.id()));
            if let (Some(pair), Answer::No) = (pair, wait.verdict) {
                let says = "has to wait for it, and CloudFormation is not told so".to_owned();
                arrows.add(pair, ArrowKind::Untold, says);
            }
        }
        for (id, by, to) in led(all, stack) {
            let pair = shape(id).zip(of(&shapes, Some(to)));
            if let Some(pair) = pair {
                arrows.add(pair, ArrowKind::Reference, words::by(by).to_owned());
            }
        }
        for resource in stack.model.resources_of("AWS::CloudFormation::Stack") {
            let inner = all.nested(stack, resource.id());
            let inner = inner.and_then(|at| of_stack.get(at).copied());
            if let Some(pair) = shape(resource.id()).zip(inner) {
                arrows.add(
                    pair,
                    ArrowKind::Reference,
                    "is made of this template".to_owned(),
                );
            }
        }
    }
    diagram.arrows = arrows.into_all();
    diagram
}

/// What resources have from other stacks: the logical id, how, and the position of what it is.
fn led<'d>(all: &All<'d>, stack: &Seen<'d>) -> Vec<(&'d str, By, usize)> {
    let mut found = Vec::new();
    if all.stacks.len() < 2 {
        return found;
    }
    for resource in stack.model.template().resources() {
        resource.node().walk(|_, node| {
            let ends = all.led(stack, node);
            found.extend(ends.into_iter().map(|(by, to)| (resource.id(), by, to)));
            Walk::Into
        });
    }
    found
}
