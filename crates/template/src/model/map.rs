use std::borrow::{Borrow, Cow};
use std::hash::{Hash, Hasher};

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use indexmap::map::Entry;

use super::{Node, Span, Text, Value};

/// Up to how many entries it is faster to look at them one by one than to hash.
const FEW: usize = 8;

/// A key of a map and where it stands. Two keys are equal when their texts are.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key itself.
    pub text: Text,
    /// Where it was read.
    pub span: Span,
}

/// A map of a template, in the order of the file.
///
/// Equal to a map with the same entries in any order, because CloudFormation sees no order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    entries: IndexMap<Key, Node, RandomState>,
}

impl Map {
    /// An empty map.
    pub fn new() -> Self {
        Map::default()
    }

    /// An empty map with room for `capacity` entries.
    pub fn with_capacity(capacity: usize) -> Self {
        Map {
            entries: IndexMap::with_capacity_and_hasher(capacity, RandomState::default()),
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.get_entry(key).map(|(_, value)| value)
    }

    /// The value of `key`, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries.get_mut(key)
    }

    /// The key as it stands in the map, with its place, and the value.
    pub fn get_entry(&self, key: &str) -> Option<(&Key, &Node)> {
        match self.entries.len() {
            0..=FEW => self.entries.iter().find(|(own, _)| own.as_str() == key),
            _ => self.entries.get_key_value(key),
        }
    }

    /// Whether `key` is there.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get_entry(key).is_some()
    }

    /// Sets `key`, at the end if it is new, in its place if it is not; returns the value it had.
    pub fn insert(&mut self, key: impl Into<Key>, value: impl Into<Node>) -> Option<Node> {
        self.entries.insert(key.into(), value.into())
    }

    /// The map below `key`, to add to it; created where there is none.
    pub fn map_mut(&mut self, key: &'static str) -> &mut Map {
        let node = self
            .entries
            .entry(Key::from(key))
            .or_insert_with(|| Node::from(Map::new()));
        if node.as_map().is_none() {
            node.value = Value::Map(Map::new());
        }
        match &mut node.value {
            Value::Map(map) => map,
            _ => unreachable!("the value was made a map"),
        }
    }

    /// Adds an entry at the end; if its key is there already, nothing changes and the key that
    /// stands in the map is the error.
    pub(crate) fn insert_new(&mut self, key: Key, value: Node) -> Result<(), &Key> {
        match self.entries.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(value);
                Ok(())
            }
            Entry::Occupied(entry) => {
                let index = entry.index();
                match self.entries.get_index(index) {
                    Some((first, _)) => Err(first),
                    None => Ok(()),
                }
            }
        }
    }

    /// The value of `key`, to change it; set first if it is not there.
    pub fn get_or_insert_with(
        &mut self,
        key: impl Into<Key>,
        value: impl FnOnce() -> Node,
    ) -> &mut Node {
        self.entries.entry(key.into()).or_insert_with(value)
    }

    /// Takes `key` out; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        self.entries.shift_remove(key)
    }

    /// The entries, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Key, &Node)> + DoubleEndedIterator {
        self.entries.iter()
    }

    /// The entries, in order, with values that can be changed.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&Key, &mut Node)> {
        self.entries.iter_mut()
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &Key> {
        self.entries.keys()
    }

    /// The values, in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Node> {
        self.entries.values()
    }

    /// The only entry of a map that has just one.
    pub fn single(&self) -> Option<(&Key, &Node)> {
        match self.entries.len() {
            1 => self.entries.first(),
            _ => None,
        }
    }
}

impl IntoIterator for Map {
    type Item = (Key, Node);
    type IntoIter = indexmap::map::IntoIter<Key, Node>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<K: Into<Key>, V: Into<Node>> FromIterator<(K, V)> for Map {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> Self {
        Map {
            entries: iter
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        }
    }
}

impl Key {
    /// A key that was read at `span`.
    pub fn new(text: impl Into<Text>, span: Span) -> Self {
        Key {
            text: text.into(),
            span,
        }
    }

    /// The key's text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // As `str` hashes, because maps are asked by `&str`.
        self.as_str().hash(state);
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl From<&'static str> for Key {
    fn from(text: &'static str) -> Self {
        Key::new(Cow::Borrowed(text), Span::NONE)
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Key::new(text, Span::NONE)
    }
}

impl From<Text> for Key {
    fn from(text: Text) -> Self {
        Key::new(text, Span::NONE)
    }
}
