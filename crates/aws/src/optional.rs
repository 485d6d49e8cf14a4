/// Applies a setter only where there is something to set.
pub(crate) trait With: Sized {
    /// `self`, changed by `set` if `value` is there.
    fn with<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }
}

impl<T> With for T {}

/// The items, if there are any: CloudFormation takes an empty list for something that was said.
pub(crate) fn non_empty<T>(items: impl IntoIterator<Item = T>) -> Option<Vec<T>> {
    let items: Vec<T> = items.into_iter().collect();
    (!items.is_empty()).then_some(items)
}
