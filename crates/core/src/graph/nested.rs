use super::{Graph, Kind, Node, NodeId};
use crate::value::Expr;

/// Stacks in stacks.
impl Graph {
    /// What is deployed by itself that a node is in: the outermost stack.
    pub fn root_stack_of(&self, id: NodeId) -> Option<NodeId> {
        let stacks = self.ancestors(id).filter(|(_, node)| is_stack(node));
        stacks.last().map(|(id, _)| id)
    }

    /// The stack around a nested one.
    pub fn stack_around(&self, stack: NodeId) -> Option<NodeId> {
        let mut around = self.ancestors(stack).skip(1);
        around.find(|(_, node)| is_stack(node)).map(|(id, _)| id)
    }

    /// The resource that a nested stack is in the one around it.
    pub fn nested_resource(&self, stack: NodeId) -> Option<NodeId> {
        match &self.get(stack)?.kind {
            Kind::Stack(data) => data.resource,
            _ => None,
        }
    }

    /// The nested stack that a resource is.
    pub fn nested_stack_of(&self, resource: NodeId) -> Option<NodeId> {
        let is_it = |node: &Node| matches!(&node.kind, Kind::Stack(data) if data.resource == Some(resource));
        let mut nodes = self.iter().filter(|_| self.has_nested);
        nodes.find(|(_, node)| is_it(node)).map(|(id, _)| id)
    }

    /// Whether CloudFormation hands a tag of the scopes around a nested stack, or its own, on to all
    /// that is in it. It knows no exceptions.
    pub fn hands_on(&self, nested: NodeId, key: &str) -> bool {
        let around = self.ancestors(nested).flat_map(|(_, scope)| &scope.tags);
        let mut said = around.filter(|edit| edit.key == key);
        let takes_off = |node: &Node| {
            let mut edits = node.tags.iter();
            edits.any(|edit| edit.key == key && edit.value.is_none())
        };
        said.all(|edit| edit.except.is_empty())
            && !self
                .iter()
                .any(|(id, node)| takes_off(node) && id != nested && self.is_within(id, nested))
    }

    /// What the program gives the parameters of a nested stack.
    pub fn nested_given(&self, stack: NodeId) -> impl Iterator<Item = &Expr> {
        let given = match self.get(stack).map(|node| &node.kind) {
            Some(Kind::Stack(data)) => &data.given[..],
            _ => &[],
        };
        given.iter().map(|(_, value, _)| value)
    }

    /// Whether a node is another one, or in it.
    pub fn is_within(&self, node: NodeId, other: NodeId) -> bool {
        self.ancestors(node).any(|(id, _)| id == other)
    }

    /// The ids from below what is deployed by itself to a nested stack; none for the former. What was moved
    /// counts with its old path.
    pub fn nested_path(&self, stack: NodeId) -> Vec<&str> {
        let root = self.root_stack_of(stack);
        let inner = self
            .ancestors(stack)
            .take_while(|(id, _)| Some(*id) != root);
        let mut ids: Vec<&str> = Vec::new();
        // The old path of what was moved is one below the stack that it is in.
        let mut is_said = false;
        for (_, node) in inner {
            is_said &= !is_stack(node);
            match &node.moved {
                _ if is_said => {}
                Some(old) => {
                    ids.extend(old.rsplit('/'));
                    is_said = true;
                }
                None => ids.push(&node.id),
            }
        }
        ids.reverse();
        ids
    }

    /// What is in a stack itself, and in no stack in it.
    pub fn own(&self, stack: NodeId) -> Vec<NodeId> {
        let mut below = self.below(stack);
        if self.has_nested {
            below.retain(|node| self.stack_of(*node) == Some(stack));
        }
        below
    }
}

fn is_stack(node: &Node) -> bool {
    matches!(node.kind, Kind::Stack(_))
}
