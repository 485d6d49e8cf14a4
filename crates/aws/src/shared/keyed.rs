//! What is kept by path, by node, or as a set of texts, and read in that order.
//!
//! One tree for each kind of key, which has only places in it: a `BTreeMap` of the standard library, and
//! a sort, are compiled anew for every type that is kept in them, in every program of a user's.

use std::collections::BTreeMap;

use stackwright_core::{Expr, Text};

/// Things by a key, in the order of keys.
pub(crate) struct Keyed<K, T> {
    /// Where each stands among the things.
    places: BTreeMap<K, usize>,
    /// Always there: they are taken one by one at the end.
    things: Vec<Option<T>>,
}

impl<K, T> Default for Keyed<K, T> {
    fn default() -> Self {
        Keyed {
            places: BTreeMap::new(),
            things: Vec::new(),
        }
    }
}

impl<K: Ord, T> Keyed<K, T> {
    /// What is kept by a key, made if there is nothing.
    pub fn entry(&mut self, key: K, new: impl FnOnce() -> T) -> &mut T {
        let place = place(&mut self.places, key);
        if place == self.things.len() {
            self.things.push(None);
        }
        self.things[place].get_or_insert_with(new)
    }

    /// What is kept by a key.
    pub fn get(&self, key: &K) -> Option<&T> {
        self.things.get(*self.places.get(key)?)?.as_ref()
    }

    /// All of them, in the order of their keys.
    pub fn into_things(mut self) -> Vec<T> {
        let mut things = Vec::with_capacity(self.things.len());
        for place in places(self.places) {
            things.extend(self.things.get_mut(place).and_then(Option::take));
        }
        things
    }
}

/// The place of a key: the next one, if it has none.
fn place<K: Ord>(places: &mut BTreeMap<K, usize>, key: K) -> usize {
    let next = places.len();
    *places.entry(key).or_insert(next)
}

fn places<K>(places: BTreeMap<K, usize>) -> Vec<usize> {
    places.into_values().collect()
}

/// Sorts by texts that are made once for each, such as paths; of the same text, in their order.
pub(crate) fn sort_by_text<T>(things: &mut Vec<T>, text: impl Fn(&T) -> String) {
    if things.len() < 2 {
        return;
    }
    let mut order = Vec::with_capacity(things.len());
    let mut taken = Vec::with_capacity(things.len());
    for thing in things.drain(..) {
        order.push((text(&thing), taken.len()));
        taken.push(Some(thing));
    }
    order.sort_unstable();
    for (_, place) in order {
        things.extend(taken.get_mut(place).and_then(Option::take));
    }
}

/// A set of texts, sorted.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Names(Vec<Text>);

impl Names {
    pub fn contains(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Adds one, and says whether it was not there.
    pub fn insert(&mut self, name: Text) -> bool {
        let place = self.place(&name);
        if let Err(place) = place {
            self.0.insert(place, name);
        }
        place.is_err()
    }

    /// Adds all of a list.
    pub fn add(&mut self, names: &[Text]) {
        for name in names {
            if !self.contains(name) {
                self.insert(name.clone());
            }
        }
    }

    /// Adds those of another set.
    pub fn extend(&mut self, others: &Names) {
        self.add(&others.0);
    }

    /// Takes out those of another set.
    pub fn without(&mut self, others: &Names) {
        self.0.retain(|name| !others.contains(name));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Text> {
        self.0.iter()
    }

    /// A list of them.
    pub fn into_list(self) -> Expr {
        let mut list = Vec::with_capacity(self.0.len());
        for name in self.0 {
            list.push(Expr::Str(name));
        }
        Expr::List(list)
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|own| own.as_ref().cmp(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_come_in_the_order_of_their_keys_and_once() {
        let mut all: Keyed<String, Vec<u32>> = Keyed::default();
        for (path, number) in ["b", "a/z", "a", "b", "a"].into_iter().zip(1..) {
            all.entry(path.to_owned(), Vec::new).push(number);
        }
        assert_eq!(all.get(&"b".to_owned()), Some(&vec![1, 4]));
        assert_eq!(all.get(&"c".to_owned()), None);
        assert_eq!(all.into_things(), [vec![3, 5], vec![2], vec![1, 4]]);
    }

    #[test]
    fn what_has_one_text_stays_in_its_order() {
        let mut all = vec![("b", 1), ("a", 2), ("b", 3), ("", 4), ("a", 5)];
        sort_by_text(&mut all, |(text, _)| (*text).to_owned());
        assert_eq!(all, [("", 4), ("a", 2), ("a", 5), ("b", 1), ("b", 3)]);
    }

    #[test]
    fn names_are_a_set() {
        let (mut some, mut others) = (Names::default(), Names::default());
        some.add(&["b".into(), "a".into(), "b".into()]);
        assert!(!some.insert("a".into()));
        assert!(others.insert("c".into()));
        others.extend(&some);
        assert!(others.iter().eq(["a", "b", "c"].iter()));
        others.without(&some);
        assert_eq!(others.into_list(), Expr::List(vec![Expr::Str("c".into())]));
    }
}
