use std::hash::BuildHasher;

use hashbrown::HashTable;

use crate::hash::NameState;

/// Where the entries of a map stand, by their keys, which stay with the map.
///
/// `IndexMap` would do the same, but has a table, a hash for each entry and a state to hash with
/// also where there are two entries, which is what nearly all maps of a template have.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    positions: HashTable<Position>,
    state: NameState,
}

/// The hash is kept, so that the table grows without the keys.
#[derive(Clone, Copy, Debug)]
struct Position {
    hash: u64,
    position: usize,
}

impl Index {
    /// The position of a key, where `key_at` says which keys there are.
    pub fn find<'k>(&self, key: &str, key_at: impl Fn(usize) -> &'k str) -> Option<usize> {
        let hash = self.state.hash_one(key);
        let found = self
            .positions
            .find(hash, |own| own.hash == hash && key_at(own.position) == key)?;
        Some(found.position)
    }

    /// Adds the next key, which is not there.
    pub fn push(&mut self, key: &str) {
        let hash = self.state.hash_one(key);
        let position = self.positions.len();
        let own = Position { hash, position };
        self.positions.insert_unique(hash, own, |own| own.hash);
    }

    /// Takes the key at a position out; those behind it move up.
    pub fn remove(&mut self, key: &str, position: usize) {
        let hash = self.state.hash_one(key);
        if let Ok(entry) = self
            .positions
            .find_entry(hash, |own| own.position == position)
        {
            entry.remove();
        }
        for own in &mut self.positions {
            if own.position > position {
                own.position -= 1;
            }
        }
    }
}

impl<'k> FromIterator<&'k str> for Index {
    fn from_iter<I: IntoIterator<Item = &'k str>>(keys: I) -> Self {
        let mut index = Index::default();
        for key in keys {
            index.push(key);
        }
        index
    }
}
