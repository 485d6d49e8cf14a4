//! Constructs in constructs, by their paths.

use foldhash::HashMap;

use super::model::{Diagram, Resource, Shape, ShapeKind};
use super::names;

/// Where no construct is known, more resources than this are put together by their services.
const FLAT: usize = 24;

/// A construct or a resource, with what it is made of.
#[derive(Default)]
struct Part {
    name: String,
    resource: Option<usize>,
    inside: Vec<Part>,
    /// Where in `inside` the part of a name is.
    by_name: HashMap<String, usize>,
}

impl Part {
    /// The part at a path below this one, which is made where there is none.
    fn at(&mut self, path: &[&str]) -> Option<&mut Part> {
        let mut part = self;
        for name in path {
            let next = part.inside.len();
            let at = *part.by_name.entry((*name).to_owned()).or_insert(next);
            if at == next {
                part.inside.push(Part {
                    name: (*name).to_owned(),
                    ..Part::default()
                });
            }
            part = part.inside.get_mut(at)?;
        }
        Some(part)
    }
}

/// Adds the constructs and resources of one stack to a picture, below the shape of the stack. Gives
/// the shape of each resource.
pub(super) fn add(
    diagram: &mut Diagram,
    stack: usize,
    name: &str,
    resources: &[(usize, &Resource)],
) -> Vec<(usize, usize)> {
    let mut root = Part::default();
    let is_told = resources.iter().any(|(_, own)| own.construct.is_some());
    let strip = prefix(name, resources);
    for (number, resource) in resources {
        let by_service = names::service(&resource.type_name);
        let path: Vec<&str> = match &resource.construct {
            Some(path) => path.split('/').skip(strip).collect(),
            None if is_told || resources.len() <= FLAT => vec![resource.id.as_str()],
            None => vec![by_service, resource.id.as_str()],
        };
        let path = if path.is_empty() {
            vec![resource.id.as_str()]
        } else {
            path
        };
        let Some(part) = root.at(&path) else { continue };
        match part.resource {
            None => part.resource = Some(*number),
            // Two at one path are told apart by their ids.
            Some(_) => {
                if let Some(own) = part.at(&[resource.id.as_str()]) {
                    own.resource = Some(*number);
                }
            }
        }
    }
    let types: HashMap<usize, &str> = resources
        .iter()
        .map(|(number, own)| (*number, own.type_name.as_str()))
        .collect();
    let mut shapes = Vec::new();
    for part in root.inside {
        put(diagram, stack, part, &types, &mut shapes);
    }
    shapes
}

/// How many names of a path are that of the stack.
fn prefix(name: &str, resources: &[(usize, &Resource)]) -> usize {
    let mut paths = resources
        .iter()
        .filter_map(|(_, own)| own.construct.as_deref());
    let Some(first) = paths.next() else { return 0 };
    let names: Vec<&str> = first.split('/').collect();
    let count = names::of_stack(first, name);
    if count > 1 || names.first() == Some(&name) {
        return count.min(names.len() - 1);
    }
    let head = names.first().copied().unwrap_or_default();
    let is_common = names.len() > 1 && paths.all(|path| path.split('/').next() == Some(head));
    usize::from(is_common)
}

fn put(
    diagram: &mut Diagram,
    parent: usize,
    mut part: Part,
    types: &HashMap<usize, &str>,
    shapes: &mut Vec<(usize, usize)>,
) {
    // A construct of one part is that part.
    while part.resource.is_none() && part.inside.len() == 1 {
        let Some(only) = part.inside.pop() else { break };
        let name = match is_default(&only.name) {
            true => part.name,
            false => format!("{}/{}", part.name, only.name),
        };
        part = Part { name, ..only };
    }
    if part.inside.is_empty() {
        if let Some(resource) = part.resource {
            let at = leaf(diagram, parent, part.name, resource, types);
            shapes.push((resource, at));
        }
        return;
    }
    let count = count(&part);
    let noun = if count == 1 { "resource" } else { "resources" };
    let shape = Shape::new(
        ShapeKind::Construct,
        Some(parent),
        part.name.clone(),
        format!("{count} {noun}"),
    );
    let at = diagram.add(shape);
    if let Some(resource) = part.resource {
        let own = leaf(diagram, at, part.name, resource, types);
        shapes.push((resource, own));
    }
    for inside in part.inside {
        put(diagram, at, inside, types, shapes);
    }
}

fn leaf(
    diagram: &mut Diagram,
    parent: usize,
    name: String,
    resource: usize,
    types: &HashMap<usize, &str>,
) -> usize {
    let type_name = types.get(&resource).copied().unwrap_or_default();
    let title = match is_default(&name) {
        true => names::last(type_name).to_owned(),
        false => name,
    };
    let mut shape = Shape::new(
        ShapeKind::Resource,
        Some(parent),
        title,
        names::kind(type_name),
    );
    shape.resource = Some(resource);
    diagram.add(shape)
}

/// What AWS CDK and this library call the resource that a construct is there for.
fn is_default(name: &str) -> bool {
    matches!(name, "Resource" | "Default")
}

fn count(part: &Part) -> usize {
    let inside: usize = part.inside.iter().map(count).sum();
    inside + usize::from(part.resource.is_some())
}
