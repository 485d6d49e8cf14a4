use super::view;
use crate::{Key, Map, Node};

view! {
    /// A mapping: a table with two keys.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html>
    Mapping in Mappings: mappings, mapping
}

impl<'a> Mapping<'a> {
    /// The rows: first key and the values by second key. What is no map is left out.
    pub fn rows(self) -> impl Iterator<Item = (&'a Key, &'a Map)> {
        let map = self.node.as_map();
        map.into_iter()
            .flat_map(Map::iter)
            .filter_map(|(key, row)| Some((key, row.as_map()?)))
    }

    /// The value that `Fn::FindInMap` gives for two keys.
    pub fn find(self, first: &str, second: &str) -> Option<&'a Node> {
        self.get(first)?.get(second)
    }
}
