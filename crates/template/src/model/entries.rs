use std::slice::Iter;

use super::{Key, Node};

/// The entries of a map, in order.
///
/// A type with a name, as [`Keys`] is: what is made of them, in many crates, has the name of this within its
/// own, and programs are linked with all of these names.
#[derive(Clone)]
pub(crate) struct Entries<'m>(Iter<'m, (Key, Node)>);

/// The keys of a map, in order.
pub(crate) struct Keys<'m>(Iter<'m, (Key, Node)>);

impl<'m> Entries<'m> {
    pub fn of(entries: &'m [(Key, Node)]) -> Self {
        Entries(entries.iter())
    }
}

impl<'m> Iterator for Entries<'m> {
    type Item = (&'m Key, &'m Node);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.0.next()?;
        Some((key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Entries<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (key, value) = self.0.next_back()?;
        Some((key, value))
    }
}

impl ExactSizeIterator for Entries<'_> {}

impl<'m> Keys<'m> {
    pub fn of(entries: &'m [(Key, Node)]) -> Self {
        Keys(entries.iter())
    }
}

impl<'m> Iterator for Keys<'m> {
    type Item = &'m Key;

    fn next(&mut self) -> Option<Self::Item> {
        let (key, _) = self.0.next()?;
        Some(key)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Keys<'_> {}
