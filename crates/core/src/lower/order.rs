use stackwright_template::Ordered;

use super::dependencies::{references, resources_of};
use crate::NodeId;
use crate::graph::{Graph, Kind};

/// All stacks, each after those that it needs, otherwise by path.
pub fn stack_order(graph: &Graph) -> Vec<NodeId> {
    let mut stacks = Ordered::default();
    for (id, node) in graph.iter() {
        if matches!(node.kind, Kind::Stack(_)) {
            stacks.insert(graph.path(id), id);
        }
    }
    let mut order = Order {
        graph,
        seen: Vec::new(),
        stacks: Vec::new(),
    };
    for (_, stack) in stacks {
        order.visit(stack);
    }
    order.stacks
}

struct Order<'g> {
    graph: &'g Graph,
    seen: Vec<NodeId>,
    stacks: Vec<NodeId>,
}

impl Order<'_> {
    /// Puts a stack behind those that it needs. A ring is reported when the stacks are lowered.
    fn visit(&mut self, stack: NodeId) {
        let mut open = vec![(stack, false)];
        while let Some((stack, is_done)) = open.pop() {
            if is_done {
                self.stacks.push(stack);
            } else if !self.seen.contains(&stack) {
                self.seen.push(stack);
                open.push((stack, true));
                open.extend(needed(self.graph, stack).map(|stack| (stack, false)));
            }
        }
    }
}

/// The stacks that a stack needs directly, the last by path first.
fn needed(graph: &Graph, stack: NodeId) -> impl Iterator<Item = NodeId> {
    let mut found = Ordered::default();
    let mut add = |node: NodeId| {
        // What is in a stack is deployed with it, and after what is around it.
        let other = graph.stack_of(node);
        if let Some(other) = other.filter(|other| !graph.is_within(*other, stack)) {
            found.entry(graph.path(other), || other);
        }
    };
    graph.stack_around(stack).into_iter().for_each(&mut add);
    for node in graph.below(stack) {
        let named = references(graph, node);
        named.resources.into_iter().for_each(&mut add);
        named.parameters.into_iter().for_each(&mut add);
        match graph.get(node).map(|node| &node.kind) {
            Some(Kind::Resource(data)) => {
                let others = data.depends_on.iter();
                others
                    .flat_map(|(other, _)| resources_of(graph, *other))
                    .for_each(&mut add);
            }
            Some(Kind::Stack(data)) => data.depends_on.iter().for_each(|(other, _)| add(*other)),
            _ => {}
        }
    }
    found.into_iter().map(|(_, stack)| stack).rev()
}
