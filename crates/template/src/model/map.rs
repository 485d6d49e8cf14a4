use std::borrow::{Borrow, Cow};
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use super::entries::{Entries, Keys};
use super::index::Index;
use super::{Node, Span, Text, Value};

/// Up to how many entries it is faster to look at them one by one than to hash.
const FEW: usize = 16;

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
#[derive(Clone, Debug, Default)]
pub struct Map {
    entries: Vec<(Key, Node)>,
    /// Where the entries stand by their keys, once there are more than a few and somebody asks. Most
    /// maps never have one, so it is not to make them larger.
    index: Option<Box<OnceLock<Index>>>,
}

impl Map {
    /// An empty map.
    pub fn new() -> Self {
        Map::default()
    }

    /// An empty map with room for `capacity` entries.
    pub fn with_capacity(capacity: usize) -> Self {
        Map {
            entries: Vec::with_capacity(capacity),
            index: None,
        }
    }

    /// A map of entries of which no two have the same key, which is not looked at again.
    pub fn of_distinct(entries: Vec<(Key, Node)>) -> Self {
        let index = (entries.len() > FEW).then(Box::default);
        Map { entries, index }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            None => self.entries.iter().position(|(own, _)| own.as_str() == key),
            Some(index) => {
                let keys = || self.entries.iter().map(|(key, _)| key.as_str());
                let index = index.get_or_init(|| keys().collect());
                index.find(key, |position| self.key_at(position))
            }
        }
    }

    fn key_at(&self, position: usize) -> &str {
        match self.entries.get(position) {
            Some((key, _)) => key.as_str(),
            None => "",
        }
    }

    /// Adds an entry whose key is not there.
    fn push(&mut self, key: Key, value: Node) {
        match &mut self.index {
            Some(index) => {
                if let Some(index) = index.get_mut() {
                    index.push(key.as_str());
                }
            }
            None if self.entries.len() == FEW => self.index = Some(Box::default()),
            None => {}
        }
        self.entries.push((key, value));
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.get_entry(key).map(|(_, value)| value)
    }

    /// The value of `key`, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let position = self.position(key)?;
        self.entries.get_mut(position).map(|(_, value)| value)
    }

    /// The key as it stands in the map, with its place, and the value.
    pub fn get_entry(&self, key: &str) -> Option<(&Key, &Node)> {
        if self.index.is_some() {
            let (key, value) = self.entries.get(self.position(key)?)?;
            return Some((key, value));
        }
        // Most keys differ in their lengths or their last letters, and that is told without a call.
        let (length, last) = (key.len(), key.as_bytes().last());
        for (own, value) in &self.entries {
            let name = own.as_str();
            if name.len() == length && name.as_bytes().last() == last && name == key {
                return Some((own, value));
            }
        }
        None
    }

    /// Whether `key` is there.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get_entry(key).is_some()
    }

    /// Sets `key`, at the end if it is new, in its place if it is not; returns the value it had.
    pub fn insert(&mut self, key: impl Into<Key>, value: impl Into<Node>) -> Option<Node> {
        let (key, value) = (key.into(), value.into());
        match self.get_mut(key.as_str()) {
            Some(slot) => Some(std::mem::replace(slot, value)),
            None => {
                self.push(key, value);
                None
            }
        }
    }

    /// The map below `key`, to add to it; created where there is none.
    pub fn map_mut(&mut self, key: &'static str) -> &mut Map {
        let node = self.get_or_insert_with(key, || Node::from(Map::new()));
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
        if !self.contains_key(key.as_str()) {
            self.push(key, value);
            return Ok(());
        }
        match self.get_entry(key.as_str()) {
            Some((first, _)) => Err(first),
            None => Ok(()),
        }
    }

    /// The value of `key`, to change it; set first if it is not there.
    pub fn get_or_insert_with(
        &mut self,
        key: impl Into<Key>,
        value: impl FnOnce() -> Node,
    ) -> &mut Node {
        let key = key.into();
        let position = match self.position(key.as_str()) {
            Some(position) => position,
            None => {
                self.push(key, value());
                self.entries.len() - 1
            }
        };
        &mut self.entries[position].1
    }

    /// Takes the last entry out, of a map without an index.
    pub(crate) fn pop(&mut self) -> Option<(Key, Node)> {
        debug_assert!(self.index.is_none());
        self.entries.pop()
    }

    /// A map of the entries that takes no more room than they need; this one is empty then, and keeps
    /// its room for others.
    pub(crate) fn take_entries(&mut self) -> Map {
        let mut entries = Vec::with_capacity(self.entries.len());
        entries.append(&mut self.entries);
        Map {
            entries,
            index: self.index.take(),
        }
    }

    /// Takes `key` out; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        let position = self.position(key)?;
        let (key, value) = self.entries.remove(position);
        if let Some(index) = self.index.as_mut().and_then(|index| index.get_mut()) {
            index.remove(key.as_str(), position);
        }
        Some(value)
    }

    /// The entries, in order, as they are kept: for loops that are gone through often.
    pub fn entries(&self) -> &[(Key, Node)] {
        &self.entries
    }

    /// The entries, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Key, &Node)> + DoubleEndedIterator {
        Entries::of(&self.entries)
    }

    /// The entries, in order, with values that can be changed.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&Key, &mut Node)> {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &Key> {
        Keys::of(&self.entries)
    }

    /// The values, in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Node> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The only entry of a map that has just one.
    pub fn single(&self) -> Option<(&Key, &Node)> {
        match &self.entries[..] {
            [(key, value)] => Some((key, value)),
            _ => None,
        }
    }
}

impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        let has = |(key, value): &(Key, Node)| other.get(key.as_str()) == Some(value);
        self.len() == other.len() && self.entries.iter().all(has)
    }
}

impl IntoIterator for Map {
    type Item = (Key, Node);
    type IntoIter = std::vec::IntoIter<(Key, Node)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<K: Into<Key>, V: Into<Node>> FromIterator<(K, V)> for Map {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> Self {
        let iter = iter.into_iter();
        let mut map = Map::with_capacity(iter.size_hint().0);
        for (key, value) in iter {
            map.insert(key, value);
        }
        map
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
        // Asked for every key that is passed: a layer less than `Deref` has.
        match &self.text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => text,
        }
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
