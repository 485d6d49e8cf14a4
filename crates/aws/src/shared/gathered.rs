/// The items in a list, as `collect` makes it; in one function for each iterator instead of a dozen, all
/// of which every user's program compiles.
pub(crate) fn gathered<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all = Vec::new();
    for item in items {
        all.push(item);
    }
    all
}

/// What is made of each of a list, in their order. From behind, and without an iterator: what the
/// iterators of lists are made of is compiled anew for every type that is in one.
pub(crate) fn mapped<T, U>(mut items: Vec<T>, mut make: impl FnMut(T) -> U) -> Vec<U> {
    let mut all = Vec::with_capacity(items.len());
    while let Some(item) = items.pop() {
        all.push(make(item));
    }
    all.reverse();
    all
}

/// The items, if there are any: [`non_empty`](stackwright_core::non_empty) of what is a list already.
pub(crate) fn filled<T>(items: Vec<T>) -> Option<Vec<T>> {
    match items.is_empty() {
        true => None,
        false => Some(items),
    }
}
