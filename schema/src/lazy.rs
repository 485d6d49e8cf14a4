//! Values that are read when somebody asks for them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Index};
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

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

impl<T: DeserializeOwned + Default> Lazy<T> {
    /// Changes the value.
    pub fn edit<R>(&mut self, edit: impl FnOnce(&mut T) -> R) -> R {
        let mut value = self.value.take().unwrap_or_else(|| read(self.place));
        let done = edit(&mut value);
        self.value = OnceLock::from(value);
        done
    }

    fn get_mut(&mut self) -> Option<&mut T> {
        let _: &T = self;
        self.value.get_mut().map(Box::as_mut)
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

/// Facts by their names, sorted, each of which is read at its first use.
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
    entries: Vec<(Cow<'static, str>, Lazy<T>)>,
    /// Which of them a template must give, once somebody has asked.
    required: OnceLock<Vec<usize>>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named {
            entries: Vec::new(),
            required: OnceLock::new(),
        }
    }
}

impl<T> Named<T> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether there is one of that name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// The names.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.entries.iter().map(|(name, _)| &**name)
    }

    /// Puts one in, in place of what has that name.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: T) {
        let (name, value) = (name.into(), Lazy::new(value));
        self.required = OnceLock::new();
        match self.find(&name) {
            Ok(index) => {
                if let Some((_, there)) = self.entries.get_mut(index) {
                    *there = value;
                }
            }
            Err(index) => self.entries.insert(index, (name, value)),
        }
    }

    /// Leaves out those whose name is not to be kept.
    pub fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.required = OnceLock::new();
        self.entries.retain(|(name, _)| keep(name));
    }

    fn find(&self, name: &str) -> Result<usize, usize> {
        self.entries
            .binary_search_by(|(known, _)| (**known).cmp(name))
    }
}

impl<T: DeserializeOwned + Default> Named<T> {
    /// The one of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        let (_, value) = self.entries.get(self.find(name).ok()?)?;
        Some(value)
    }

    /// The one of that name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        let index = self.find(name).ok()?;
        self.required = OnceLock::new();
        self.entries.get_mut(index)?.1.get_mut()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(name, value)| (&**name, &**value))
    }

    /// All of them, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut T)> {
        self.required = OnceLock::new();
        let entries = self.entries.iter_mut();
        entries.filter_map(|(name, value)| Some((&**name, value.get_mut()?)))
    }

    /// All of them without their names, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.iter_mut().map(|(_, value)| value)
    }

    /// All of them without their names.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().map(|(_, value)| &**value)
    }
}

impl Named<Property> {
    /// The names of those that a template must give; no property is read for it.
    pub fn required(&self) -> impl Iterator<Item = &str> {
        let is_required = |value: &Lazy<Property>| match (value.value.get(), value.place) {
            (None, Some(place)) => place.key("required").is_some_and(Packed::is_true),
            _ => value.required,
        };
        let indexes = self.required.get_or_init(|| {
            let entries = self.entries.iter().enumerate();
            let required = entries.filter(|(_, (_, value))| is_required(value));
            required.map(|(index, _)| index).collect()
        });
        let required = indexes.iter().filter_map(|index| self.entries.get(*index));
        required.map(|(name, _)| &**name)
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
        self.entries == other.entries
    }
}

impl<T: DeserializeOwned + Default + Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NamedVisitor(PhantomData))
    }
}

struct NamedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for NamedVisitor<T> {
    type Value = Named<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("facts by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Named<T>, A::Error> {
        let mut entries = Vec::with_capacity(map.size_hint().unwrap_or_default());
        while let Some((Name(name), value)) = map.next_entry()? {
            entries.push((name, value));
        }
        if !entries.is_sorted_by(|(a, _), (b, _)| a < b) {
            return Err(A::Error::custom("the names are not sorted"));
        }
        Ok(Named {
            entries,
            required: OnceLock::new(),
        })
    }
}

/// A name, which is not copied where it comes from the embedded facts.
struct Name(Cow<'static, str>);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = PlaceOr::<String>(PhantomData);
        let read = deserializer.deserialize_newtype_struct(PLACE, visitor)?;
        Ok(Name(match read {
            Read::Value(name) => Cow::Owned(name),
            Read::Place(place) => Cow::Borrowed(place.text()),
        }))
    }
}
