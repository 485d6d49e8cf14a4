//! The facts as the build script packs them, read in place: nothing is copied or made before it is
//! asked for. `build/pack.rs` says how they are packed.
//!
//! What is asked for becomes a type by serde. A map of lazy values asks, by the names of two
//! newtypes, for where a value stands, and reads it later.

use serde::de::value::{BorrowedStrDeserializer, Error, MapAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

static WORDS: &[[u8; 4]] = include_bytes!(concat!(env!("OUT_DIR"), "/facts.words"))
    .as_chunks()
    .0;
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/facts.txt"));

const FALSE: u32 = 1;
const TRUE: u32 = 2;
const INTEGER: u32 = 3;
const FLOAT: u32 = 4;
const TEXT: u32 = 5;
const LIST: u32 = 6;
const MAP: u32 = 7;

/// The name of the newtype that wants to know where its value stands.
pub(crate) const PLACE: &str = "$stackwright_facts::place";

/// A value of the facts, by the word at which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Packed(u32);

impl Packed {
    /// All facts.
    pub fn root() -> Packed {
        Packed(Packed(0).word(WORDS.len() - 1))
    }

    /// The value that a [`PLACE`] tells.
    pub fn at(place: u32) -> Packed {
        Packed(place)
    }

    /// Reads it as a type.
    pub fn read<T: Deserialize<'static>>(self) -> Result<T, Error> {
        T::deserialize(self)
    }

    /// A text; of anything else, an empty one.
    pub fn text(self) -> &'static str {
        let (begins, ends) = self.ends();
        TEXTS.get(begins..ends).unwrap_or_default()
    }

    /// The bytes of a text, which are compared without a look at where characters end.
    fn bytes(self) -> &'static [u8] {
        let (begins, ends) = self.ends();
        TEXTS.as_bytes().get(begins..ends).unwrap_or_default()
    }

    /// Where a text begins and ends.
    fn ends(self) -> (usize, usize) {
        match self.head() {
            (TEXT, bytes) => {
                let begins = self.word(1) as usize;
                (begins, begins + bytes)
            }
            _ => (0, 0),
        }
    }

    /// Whether it is this text.
    pub fn is_text(self, text: &str) -> bool {
        self.head() == (TEXT, text.len()) && self.bytes() == text.as_bytes()
    }

    pub fn is_true(self) -> bool {
        self.head().0 == TRUE
    }

    /// The items of a list; of anything else, none.
    pub fn items(self) -> impl ExactSizeIterator<Item = Packed> + Clone {
        let count = match self.head() {
            (LIST, count) => count,
            _ => 0,
        };
        (0..count).map(move |index| Packed(self.word(1 + index)))
    }

    /// Keys and values of a map; of anything else, none.
    pub fn entries(self) -> impl ExactSizeIterator<Item = (Packed, Packed)> + Clone {
        (0..self.len()).map(move |index| self.entry(index))
    }

    /// How many entries a map has.
    pub fn len(self) -> usize {
        match self.head() {
            (MAP, count) => count,
            _ => 0,
        }
    }

    /// Which entry of a map it is, counted from 0. A short map may have its keys in any order.
    pub fn key(self, name: &str) -> Option<Packed> {
        let mut entries = self.entries();
        entries.find_map(|(key, value)| key.is_text(name).then_some(value))
    }

    /// Which entry of a map of sorted keys has this one, and its value.
    pub fn search(self, name: &str) -> Option<(usize, Packed)> {
        let (mut first, mut after) = (0, self.len());
        while first < after {
            let middle = usize::midpoint(first, after);
            let (key, value) = self.entry(middle);
            match key.bytes().cmp(name.as_bytes()) {
                std::cmp::Ordering::Less => first = middle + 1,
                std::cmp::Ordering::Greater => after = middle,
                std::cmp::Ordering::Equal => return Some((middle, value)),
            }
        }
        None
    }

    /// An entry of a map, counted from 0: its key and its value.
    pub fn entry(self, index: usize) -> (Packed, Packed) {
        let key = 1 + 2 * index;
        (Packed(self.word(key)), Packed(self.word(key + 1)))
    }

    /// What kind of value it is, and how much there is of it.
    fn head(self) -> (u32, usize) {
        let word = self.word(0);
        (word & 7, (word >> 3) as usize)
    }

    /// A word of it, counted from its first one.
    fn word(self, index: usize) -> u32 {
        match WORDS.get(self.0 as usize + index) {
            Some(word) => u32::from_le_bytes(*word),
            None => 0,
        }
    }

    fn bits(self) -> u64 {
        u64::from(self.word(1)) | u64::from(self.word(2)) << 32
    }
}

impl<'de> Deserializer<'de> for Packed {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.head().0 {
            FALSE | TRUE => self.deserialize_bool(visitor),
            INTEGER => self.deserialize_i64(visitor),
            FLOAT => visitor.visit_f64(f64::from_bits(self.bits())),
            TEXT => self.deserialize_str(visitor),
            LIST => self.deserialize_seq(visitor),
            MAP => self.deserialize_map(visitor),
            _ => visitor.visit_unit(),
        }
    }

    // Each of these is compiled once for every type that is read: what a type does not want is not in it.

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.head().0 {
            FALSE | TRUE => visitor.visit_bool(self.is_true()),
            _ => visitor.visit_unit(),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let number = self.bits().cast_signed();
        match (self.head().0, u64::try_from(number)) {
            (INTEGER, Ok(number)) => visitor.visit_u64(number),
            (INTEGER, Err(_)) => visitor.visit_i64(number),
            _ => visitor.visit_unit(),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.head().0 {
            FLOAT => visitor.visit_f64(f64::from_bits(self.bits())),
            _ => self.deserialize_i64(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.head().0 {
            TEXT => visitor.visit_borrowed_str(self.text()),
            _ => visitor.visit_unit(),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.head().0 {
            LIST => visitor.visit_seq(Items(self.items())),
            _ => visitor.visit_unit(),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.head().0 {
            MAP => visitor.visit_map(Entries::of(self)),
            _ => visitor.visit_unit(),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.head() {
            (0, _) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            PLACE => visitor.visit_u32(self.0),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.head() {
            (MAP, _) => visitor.visit_enum(MapAccessDeserializer::new(Entries::of(self))),
            _ => visitor.visit_enum(BorrowedStrDeserializer::new(self.text())),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

impl IntoDeserializer<'static, Error> for Packed {
    type Deserializer = Packed;

    fn into_deserializer(self) -> Packed {
        self
    }
}

/// What is left of a list.
struct Items<I>(I);

impl<'de, I: ExactSizeIterator<Item = Packed>> SeqAccess<'de> for Items<I> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// What is left of a map.
struct Entries {
    map: Packed,
    next: usize,
    count: usize,
}

impl Entries {
    fn of(map: Packed) -> Entries {
        Entries {
            map,
            next: 0,
            count: map.len(),
        }
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        if self.next == self.count {
            return Ok(None);
        }
        let (key, _) = self.map.entry(self.next);
        self.next += 1;
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let (_, value) = self.map.entry(self.next.saturating_sub(1));
        seed.deserialize(value)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.count - self.next)
    }
}
