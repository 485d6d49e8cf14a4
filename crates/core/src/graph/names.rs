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
struct Name {
    hash: u64,
    /// The place of the node.
    index: usize,
}

impl Names {
    /// The place of a child in the arena.
    pub fn find(&self, nodes: &[Node], parent: NodeId, id: &str) -> Option<usize> {
        let is_child = |node: &Node| node.parent == Some(parent) && node.id == id;
        let hash = self.state.hash_one((parent, id));
        let found = self.names.find(hash, |name| {
            name.hash == hash && nodes.get(name.index).is_some_and(is_child)
        })?;
        Some(found.index)
    }

    /// Adds the node that is to have this place in the arena, and an id that no other child of
    /// its parent has.
    pub fn add(&mut self, parent: NodeId, id: &str, index: usize) {
        let hash = self.state.hash_one((parent, id));
        let name = Name { hash, index };
        self.names.insert_unique(hash, name, |name| name.hash);
    }
}
