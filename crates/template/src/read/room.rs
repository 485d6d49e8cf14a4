//! The room in which lists and maps grow while they are read.
//!
//! How many entries come is known at the end. So they are gathered in room that is used again, and move
//! into room of their own size when all are there.

use super::call;
use crate::{Map, Node, Value};

/// Room that nothing is gathered in at present.
#[derive(Default)]
pub(super) struct Room {
    maps: Vec<Map>,
    lists: Vec<Vec<Node>>,
}

impl Room {
    /// An empty map, to add to.
    pub fn map(&mut self) -> Map {
        self.maps.pop().unwrap_or_default()
    }

    /// An empty list, to add to.
    pub fn list(&mut self) -> Vec<Node> {
        self.lists.pop().unwrap_or_default()
    }

    /// The map of all entries.
    pub fn close_map(&mut self, mut gathered: Map) -> Map {
        let map = gathered.take_entries();
        self.maps.push(gathered);
        map
    }

    /// What a map read from a file is: a call, if its only key is the name of a function.
    pub fn close_map_or_call(&mut self, mut gathered: Map) -> Value {
        match call::call_of(&mut gathered) {
            Some(call) => {
                self.maps.push(gathered);
                call
            }
            None => Value::Map(self.close_map(gathered)),
        }
    }

    /// The list of all items.
    pub fn close_list(&mut self, mut gathered: Vec<Node>) -> Vec<Node> {
        let mut list = Vec::with_capacity(gathered.len());
        list.append(&mut gathered);
        self.lists.push(gathered);
        list
    }
}
