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
