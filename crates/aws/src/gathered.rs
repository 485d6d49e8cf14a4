/// The items in a list, as `collect` makes it; in one function for each iterator instead of a dozen, all
/// of which every user's program compiles.
pub(crate) fn gathered<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all = Vec::new();
    for item in items {
        all.push(item);
    }
    all
}
