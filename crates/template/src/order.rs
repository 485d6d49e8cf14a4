use std::borrow::Borrow;

/// Sorts a short list, where `goes_before` says of two that the first has to stand before the second;
/// what is equal keeps its order.
///
/// By insertion: the sort of the standard library is faster for more than some twenty, and 1,300 lines to
/// compile for every type that is sorted.
///
/// ```
/// use stackwright_template::sort_few;
///
/// let mut numbers = [3.5, 1.0, 2.0];
/// sort_few(&mut numbers, |one, other| one < other);
/// assert_eq!(numbers, [1.0, 2.0, 3.5]);
/// ```
pub fn sort_few<T>(items: &mut [T], goes_before: impl Fn(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut place = end;
        while place > 0 && goes_before(&items[place], &items[place - 1]) {
            items.swap(place - 1, place);
            place -= 1;
        }
    }
}

/// Some things by a key, in the order of keys.
///
/// A list that is kept sorted: what is new is put in its place by moving what stands behind it. A
/// `BTreeMap` is faster from some thousand things on, and 20 kilobytes of code without optimization, in
/// every program of a user's and for every type that is kept in one.
///
/// ```
/// use stackwright_template::Ordered;
///
/// let mut ages = Ordered::default();
/// *ages.entry("zoe", || 0) += 7;
/// ages.insert("bo", 3);
/// *ages.entry("zoe", || 0) += 1;
/// assert_eq!(ages.get("zoe"), Some(&8));
/// assert!(ages.into_iter().eq([("bo", 3), ("zoe", 8)]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered<K, T>(Vec<(K, T)>);

impl<K, T> Default for Ordered<K, T> {
    fn default() -> Self {
        Ordered(Vec::new())
    }
}

impl<K: Ord, T> Ordered<K, T> {
    /// What is kept by a key, made if there is nothing.
    pub fn entry(&mut self, key: K, new: impl FnOnce() -> T) -> &mut T {
        let place = match self.place(&key) {
            Ok(place) => place,
            Err(place) => {
                self.0.insert(place, (key, new()));
                place
            }
        };
        &mut self.0[place].1
    }

    /// Keeps something by a key, in place of what was kept by it.
    pub fn insert(&mut self, key: K, thing: T) {
        match self.place(&key) {
            Ok(place) => self.0[place].1 = thing,
            Err(place) => self.0.insert(place, (key, thing)),
        }
    }

    /// What is kept by a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&T>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.0.get(place).map(|(_, thing)| thing)
    }

    /// All of them, with their keys.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, T)> {
        self.0.iter()
    }

    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(own, _)| own.borrow().cmp(key))
    }
}

impl<K, T> IntoIterator for Ordered<K, T> {
    type Item = (K, T);
    type IntoIter = std::vec::IntoIter<(K, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::sort_few;

    #[test]
    fn short_lists_are_sorted_and_what_is_equal_keeps_its_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        sort_few(&mut items, |one, other| one.0 < other.0);
        assert_eq!(items, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        let mut none: [u8; 0] = [];
        sort_few(&mut none, |one, other| one < other);
    }
}
