//! A map that is being read.

use std::borrow::Cow;

use super::super::{ReadError, insert, word};
use crate::{Key, Map, Node, Span, Value};

#[derive(Default)]
pub(super) struct Entries {
    map: Map,
    pending: Pending,
    /// What `<<` takes over, and whether there was one.
    merged: Option<Vec<Map>>,
}

/// What the next value belongs to.
#[derive(Default)]
enum Pending {
    /// Nothing: a key is to come.
    #[default]
    None,
    Key(Key),
    /// The values of `<<`.
    Merge,
}

impl Entries {
    /// The entries to come, gathered in an empty map.
    pub(super) fn in_room(map: Map) -> Self {
        Entries {
            map,
            ..Entries::default()
        }
    }

    pub(super) fn awaits_key(&self) -> bool {
        matches!(self.pending, Pending::None)
    }

    pub(super) fn key(&mut self, text: &str, span: Span, plain: bool) -> Result<(), ReadError> {
        self.pending = if plain && text == "<<" {
            if self.merged.is_some() {
                return Err(ReadError::new(
                    span.start,
                    "found `<<` a second time; expected one, with a list of maps",
                ));
            }
            Pending::Merge
        } else {
            Pending::Key(Key::new(word::key(Cow::Borrowed(text)), span))
        };
        Ok(())
    }

    pub(super) fn value(&mut self, node: Node) -> Result<(), ReadError> {
        match std::mem::take(&mut self.pending) {
            Pending::Key(key) => insert(&mut self.map, key, node),
            Pending::Merge => {
                self.merged = Some(maps(node)?);
                Ok(())
            }
            Pending::None => Ok(()),
        }
    }

    /// The map with what it takes over. Its own entries win, then those merged first.
    pub(super) fn finish(self) -> Map {
        let mut map = self.map;
        for (key, value) in self.merged.into_iter().flatten().flatten() {
            // A key that is there already has won.
            let _ = map.insert_new(key, value);
        }
        map
    }
}

/// The maps behind `<<`.
fn maps(node: Node) -> Result<Vec<Map>, ReadError> {
    match node.value {
        Value::List(items) => items.into_iter().map(map).collect(),
        _ => Ok(vec![map(node)?]),
    }
}

fn map(node: Node) -> Result<Map, ReadError> {
    match node.value {
        Value::Map(map) => Ok(map),
        // A map of one entry that looks like a function (`Condition: IsProd`) is a map here.
        Value::Call(call) => {
            let key = Key::new(call.function.name(), node.span);
            Ok(Map::from_iter([(key, call.argument)]))
        }
        _ => Err(ReadError::new(
            node.span.start,
            format!(
                "found a {} behind `<<`; expected a map or a list of maps",
                node.kind()
            ),
        )),
    }
}
