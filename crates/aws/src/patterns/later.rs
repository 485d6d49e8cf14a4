use std::fmt;
use std::rc::Rc;

/// What is said of a builder that a pattern makes later, when it knows what the builder needs.
pub(super) struct Later<T>(Vec<Rc<dyn Fn(T) -> T>>);

impl<T> Later<T> {
    pub fn say(&mut self, set: impl Fn(T) -> T + 'static) {
        self.0.push(Rc::new(set));
    }

    pub fn of(&self, builder: T) -> T {
        self.0.iter().fold(builder, |builder, set| set(builder))
    }
}

impl<T> Default for Later<T> {
    fn default() -> Self {
        Later(Vec::new())
    }
}

impl<T> Clone for Later<T> {
    fn clone(&self) -> Self {
        Later(self.0.clone())
    }
}

impl<T> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Later({})", self.0.len())
    }
}
