use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::NodeId;
use crate::graph::{Graph, Kind};
use crate::value::{Attribute, Expr};

/// How many constructs may stand between a handle and the resource that is its main one. More
/// is a ring.
const MAX_DEPTH: usize = 64;

/// Whether a resource needs another, directly or through others.
pub fn needs(graph: &Graph, from: NodeId, to: NodeId) -> bool {
    let mut goals = resources_of(graph, to);
    goals.sort_unstable();
    let mut seen = HashSet::with_hasher(RandomState::default());
    let mut open = resources_of(graph, from);
    while let Some(node) = open.pop() {
        if seen.contains(&node) {
            continue;
        }
        let next = direct(graph, node);
        if next.iter().any(|node| goals.binary_search(node).is_ok()) {
            return true;
        }
        // Nothing is found twice below what needs nothing.
        if !next.is_empty() {
            seen.insert(node);
            open.extend(next);
        }
    }
    false
}

/// The resources that need a resource directly, as declared.
pub fn users(graph: &Graph, resource: NodeId) -> Vec<NodeId> {
    graph
        .iter()
        .map(|(id, _)| id)
        .filter(|id| direct(graph, *id).contains(&resource))
        .collect()
}

/// The resources that a node stands for: itself, or all that a construct is made of.
pub fn resources_of(graph: &Graph, node: NodeId) -> Vec<NodeId> {
    let is_resource = |id: &NodeId| {
        graph
            .get(*id)
            .is_some_and(|node| matches!(node.kind, Kind::Resource(_)))
    };
    if is_resource(&node) {
        return vec![node];
    }
    graph.below(node).into_iter().filter(is_resource).collect()
}

/// The resources that a resource refers to or explicitly depends on.
fn direct(graph: &Graph, node: NodeId) -> Vec<NodeId> {
    let Some(Kind::Resource(data)) = graph.get(node).map(|node| &node.kind) else {
        return Vec::new();
    };
    let mut found = references(graph, node).resources;
    found.extend(data.kept.iter().flat_map(|kept| &kept.named));
    for (other, _) in &data.depends_on {
        found.extend(resources_of(graph, *other));
    }
    if graph.has_nested {
        found.extend(through_nested(graph, node, &found));
    }
    found
}

/// What a resource needs because stacks in stacks are made as a whole: all of a nested stack that it
/// needs something of, and, where it is in one, all that the stack is given.
fn through_nested(graph: &Graph, node: NodeId, named: &[NodeId]) -> Vec<NodeId> {
    let mut found = Vec::new();
    let stack = graph.stack_of(node);
    for &other in named {
        let inner = graph.ancestors(other).filter(|(id, _)| {
            let is_around = stack.is_some_and(|stack| graph.is_within(stack, *id));
            graph.nested_resource(*id).is_some() && !is_around
        });
        if let Some((outermost, _)) = inner.last() {
            found.extend(graph.nested_resource(outermost));
            found.extend(resources_of(graph, outermost));
        }
    }
    for (around, _) in graph.ancestors(node) {
        let Some(resource) = graph.nested_resource(around) else {
            continue;
        };
        let mut given = References::default();
        graph
            .nested_given(around)
            .for_each(|expr| given.add(graph, expr));
        found.extend(given.resources);
        if let Some(Kind::Resource(data)) = graph.get(resource).map(|node| &node.kind) {
            let others = data.depends_on.iter();
            found.extend(others.flat_map(|(other, _)| resources_of(graph, *other)));
        }
        for inner in resources_of(graph, around) {
            let named = references(graph, inner).resources.into_iter();
            found.extend(named.filter(|other| !graph.is_within(*other, around)));
        }
    }
    found
}

/// What the expressions of a node come down to.
#[derive(Default)]
pub struct References {
    pub resources: Vec<NodeId>,
    pub parameters: Vec<NodeId>,
    /// What constructs define, still to be followed.
    open: Vec<(NodeId, Attribute)>,
}

/// What a resource or an output refers to, through what constructs define.
pub fn references(graph: &Graph, node: NodeId) -> References {
    let mut found = References::default();
    match graph.get(node).map(|node| &node.kind) {
        Some(Kind::Resource(data)) => {
            data.each_expr(&mut |expr| found.add(graph, expr));
            if data.meta.tags.is_some() {
                for (_, scope) in graph.ancestors(node) {
                    let values = scope.tags.iter().filter_map(|tag| tag.value.as_ref());
                    values.for_each(|expr| found.add(graph, expr));
                }
            }
        }
        Some(Kind::Output(data)) => {
            found.add(graph, &data.value);
            data.export.iter().for_each(|expr| found.add(graph, expr));
        }
        _ => {}
    }
    // What constructs define may refer to what others define. Each is followed once: some
    // define an attribute by itself, by mistake.
    let mut seen = HashSet::with_hasher(RandomState::default());
    while let Some((node, attribute)) = found.open.pop() {
        if let Resolved::Defined(value) = resolve(graph, node, &attribute)
            && seen.insert((node, attribute))
        {
            found.add(graph, value);
        }
    }
    found
}

impl References {
    fn add(&mut self, graph: &Graph, expr: &Expr) {
        expr.walk(&mut |expr| {
            if let Expr::Get(node, attribute) = expr {
                match resolve(graph, *node, attribute) {
                    Resolved::Resource(node) => self.resources.push(node),
                    Resolved::Parameter(node) => self.parameters.push(node),
                    Resolved::Defined(_) => self.open.push((*node, attribute.clone())),
                    Resolved::Nothing => {}
                }
            }
        });
    }
}

/// What a node's attribute comes down to.
pub enum Resolved<'g> {
    /// The attribute of a resource.
    Resource(NodeId),
    /// A parameter.
    Parameter(NodeId),
    /// What a construct defined under the name.
    Defined(&'g Expr),
    /// The node has no such attribute.
    Nothing,
}

/// Follows a handle to what it means: through constructs to the resource that is their main one.
pub fn resolve<'g>(graph: &'g Graph, node: NodeId, attribute: &Attribute) -> Resolved<'g> {
    let mut id = node;
    for _ in 0..MAX_DEPTH {
        let Some(node) = graph.get(id) else { break };
        if let Some(value) = node.defined(attribute) {
            return Resolved::Defined(value);
        }
        match (&node.kind, node.primary) {
            (Kind::Resource(_), _) => return Resolved::Resource(id),
            (Kind::Parameter(_), _) if *attribute == Attribute::Ref => {
                return Resolved::Parameter(id);
            }
            (_, Some(primary)) => id = primary,
            _ => break,
        }
    }
    Resolved::Nothing
}
