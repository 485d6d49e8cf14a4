use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::{Node, NodeId};

/// Which node of the arena has which id below which parent.
///
/// One table for all: few nodes have children, and most of those have few.
#[derive(Default)]
pub(super) struct Names {
    names: HashTable<Name>,
    state: RandomState,
}

/// The hash is kept, so that the table grows without the nodes.
pub(super) struct Name {
    hash: u64,
    /// The place of the node.
    index: usize,
}

impl Names {
    /// What the node at this place of the arena would be found by.
    pub fn name(&self, parent: NodeId, id: &str, index: usize) -> Name {
        let hash = self.state.hash_one((parent, id));
        Name { hash, index }
    }

    /// The place in the arena of the child that has the same parent and id.
    pub fn find(&self, nodes: &[Node], name: &Name, parent: NodeId, id: &str) -> Option<usize> {
        let is_child = |node: &Node| node.parent == Some(parent) && node.id == id;
        let found = self.names.find(name.hash, |own| {
            own.hash == name.hash && nodes.get(own.index).is_some_and(is_child)
        })?;
        Some(found.index)
    }

    /// Adds a node whose id no other child of its parent has.
    pub fn add(&mut self, name: Name) {
        self.names.insert_unique(name.hash, name, |name| name.hash);
    }
}
