//! Values that are read when somebody asks for them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index};
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Property;
use crate::packed::{PLACE, Packed};

/// A value that is read at its first use, where it comes from the embedded facts.
#[derive(Clone)]
pub struct Lazy<T> {
    value: OnceLock<Box<T>>,
    place: Option<Packed>,
}

impl<T> Lazy<T> {
    /// A value that is there.
    #[must_use]
    pub fn new(value: T) -> Self {
        Lazy {
            value: OnceLock::from(Box::new(value)),
            place: None,
        }
    }
}

impl Lazy<Vec<Value>> {
    /// Whether a text is among the values, which are not read for it.
    #[must_use]
    pub fn has_text(&self, text: &str) -> bool {
        match (self.value.get(), self.place) {
            (None, Some(place)) => place.items().any(|item| item.is_text(text)),
            _ => self.iter().any(|value| value == text),
        }
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Lazy::new(value)
    }
}

impl<T: DeserializeOwned + Default> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| read(self.place))
    }
}

impl<T: DeserializeOwned + Default> DerefMut for Lazy<T> {
    fn deref_mut(&mut self) -> &mut T {
        let _: &T = self;
        match self.value.get_mut() {
            Some(value) => value,
            None => unreachable!("the value was read"),
        }
    }
}

/// Reads a value of the embedded facts. A test reads all of them, and finds none that cannot be.
fn read<T: DeserializeOwned + Default>(place: Option<Packed>) -> Box<T> {
    Box::new(place.map_or_else(T::default, |place| place.read().unwrap_or_default()))
}

impl<T: DeserializeOwned + Default + fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: DeserializeOwned + Default + PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: DeserializeOwned + Default + Eq> Eq for Lazy<T> {}

impl<T: DeserializeOwned + Default + Serialize> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lazy<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = deserializer.deserialize_newtype_struct(PLACE, PlaceOr(PhantomData))?;
        Ok(match read {
            Read::Value(value) => Lazy::new(value),
            Read::Place(place) => Lazy {
                value: OnceLock::new(),
                place: Some(place),
            },
        })
    }
}

/// What stands in a document: a value, or where in the embedded facts there is one.
enum Read<T> {
    Value(T),
    Place(Packed),
}

struct PlaceOr<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PlaceOr<T> {
    type Value = Read<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fact")
    }

    fn visit_u32<E: Error>(self, place: u32) -> Result<Read<T>, E> {
        Ok(Read::Place(Packed::at(place)))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<Read<T>, D::Error> {
        T::deserialize(value).map(Read::Value)
    }
}

/// Facts by their names, sorted, each of which is read at its first use. Those of the embedded facts are
/// looked up where they stand.
///
/// ```
/// # fn main() -> Result<(), stackwright_facts::FactsError> {
/// let service = stackwright_facts::resource_type("AWS::ECS::Service")?;
/// assert!(service.properties.contains_key("Cluster"));
/// assert!(service.properties.get("Clutser").is_none());
/// assert_eq!(service.properties["Cluster"].wants[0].to_string(), "AWS::ECS::Cluster.Ref");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Named<T> {
    entries: Entries<T>,
    /// Which of them a template must give, once somebody has asked.
    required: OnceLock<Vec<usize>>,
}

#[derive(Clone)]
enum Entries<T> {
    /// A map of the embedded facts, and what has been read of it, in the order of the map.
    Packed {
        map: Packed,
        read: OnceLock<Vec<OnceLock<Box<T>>>>,
    },
    Own(Vec<(Cow<'static, str>, Lazy<T>)>),
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named::of(Entries::Own(Vec::new()))
    }
}

impl<T> Named<T> {
    fn of(entries: Entries<T>) -> Self {
        Named {
            entries,
            required: OnceLock::new(),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.entries {
            Entries::Packed { map, .. } => map.len(),
            Entries::Own(entries) => entries.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is one of that name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The names.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator + Clone {
        (0..self.len()).map(|index| self.name(index))
    }

    /// Puts one in, in place of what has that name.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: T) {
        let (name, value) = (name.into(), Lazy::new(value));
        let entries = self.own();
        match entries.binary_search_by(|(known, _)| known.cmp(&name)) {
            Ok(index) => {
                if let Some((_, there)) = entries.get_mut(index) {
                    *there = value;
                }
            }
            Err(index) => entries.insert(index, (name, value)),
        }
    }

    /// Leaves out those whose name is not to be kept.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.own().retain(|(name, _)| keep(name));
    }

    fn name(&self, index: usize) -> &str {
        match &self.entries {
            Entries::Packed { map, .. } => map.entry(index).0.text(),
            Entries::Own(entries) => entries.get(index).map_or("", |(name, _)| name),
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        match &self.entries {
            Entries::Packed { map, .. } => map.search(name).map(|(index, _)| index),
            Entries::Own(entries) => entries
                .binary_search_by(|(known, _)| (**known).cmp(name))
                .ok(),
        }
    }

    /// Those that can be changed: what stands in the embedded facts is named anew.
    fn own(&mut self) -> &mut Vec<(Cow<'static, str>, Lazy<T>)> {
        self.required = OnceLock::new();
        if let Entries::Packed { map, read } = &mut self.entries {
            let mut read = read.take().unwrap_or_default().into_iter();
            let entries = map.entries().map(|(name, place)| {
                let value = Lazy {
                    value: read.next().unwrap_or_default(),
                    place: Some(place),
                };
                (Cow::Borrowed(name.text()), value)
            });
            self.entries = Entries::Own(entries.collect());
        }
        match &mut self.entries {
            Entries::Own(entries) => entries,
            Entries::Packed { .. } => unreachable!("what was packed was named anew"),
        }
    }
}

impl<T: DeserializeOwned + Default> Named<T> {
    /// The one of the name that [`keys`](Named::keys) has at this place, counted from 0.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<&T> {
        match &self.entries {
            Entries::Packed { map, read: slots } => {
                let slots = slots.get_or_init(|| (0..map.len()).map(|_| OnceLock::new()).collect());
                let value = || read(Some(map.entry(index).1));
                Some(slots.get(index)?.get_or_init(value))
            }
            Entries::Own(entries) => entries.get(index).map(|(_, value)| &**value),
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.at(self.find(name)?)
    }

    /// The one of that name, with the name as it stands here.
    #[must_use]
    pub fn get_entry(&self, name: &str) -> Option<(&str, &T)> {
        let index = self.find(name)?;
        Some((self.name(index), self.at(index)?))
    }

    /// The one of that name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        let index = self.find(name)?;
        self.own().get_mut(index).map(|(_, value)| &mut **value)
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &T)> {
        (0..self.len()).filter_map(|index| Some((self.name(index), self.at(index)?)))
    }

    /// All of them, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut T)> {
        let entries = self.own().iter_mut();
        entries.map(|(name, value)| (&**name, &mut **value))
    }

    /// All of them without their names, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.iter_mut().map(|(_, value)| value)
    }

    /// All of them without their names.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        (0..self.len()).filter_map(|index| self.at(index))
    }
}

impl Named<Property> {
    /// The names of those that a template must give; no property is read for it.
    pub fn required(&self) -> impl Iterator<Item = &str> {
        let is_required = |index: &usize| match &self.entries {
            Entries::Packed { map, .. } => {
                let (_, property) = map.entry(*index);
                property.key("required").is_some_and(Packed::is_true)
            }
            Entries::Own(_) => self.at(*index).is_some_and(|value| value.required),
        };
        let indexes = || (0..self.len()).filter(is_required).collect();
        let indexes = self.required.get_or_init(indexes);
        indexes.iter().map(|index| self.name(*index))
    }
}

impl<T: DeserializeOwned + Default> Index<&str> for Named<T> {
    type Output = T;

    #[allow(clippy::panic, reason = "as indexing a map does")]
    fn index(&self, name: &str) -> &T {
        match self.get(name) {
            Some(value) => value,
            None => panic!("there is no `{name}`"),
        }
    }
}

impl<T, K: Into<Cow<'static, str>>> FromIterator<(K, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        let mut named = Named::default();
        for (name, value) in entries {
            named.insert(name, value);
        }
        named
    }
}

impl<T> From<BTreeMap<String, T>> for Named<T> {
    fn from(entries: BTreeMap<String, T>) -> Self {
        entries.into_iter().collect()
    }
}

impl<T: DeserializeOwned + Default + fmt::Debug> fmt::Debug for Named<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T: DeserializeOwned + Default + PartialEq> PartialEq for Named<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<T: DeserializeOwned + Default + Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(PLACE, NamedVisitor(PhantomData))
    }
}

struct NamedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for NamedVisitor<T> {
    type Value = Named<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("facts by name")
    }

    fn visit_u32<E: Error>(self, place: u32) -> Result<Named<T>, E> {
        let map = Packed::at(place);
        let read = OnceLock::new();
        Ok(Named::of(Entries::Packed { map, read }))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, map: D) -> Result<Named<T>, D::Error> {
        map.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named<T>, A::Error> {
        let mut entries = Vec::with_capacity(map.size_hint().unwrap_or_default());
        while let Some((name, value)) = map.next_entry::<String, T>()? {
            entries.push((Cow::Owned(name), Lazy::new(value)));
        }
        if !entries.is_sorted_by(|(a, _), (b, _)| a < b) {
            return Err(A::Error::custom("the names are not sorted"));
        }
        Ok(Named::of(Entries::Own(entries)))
    }
}
