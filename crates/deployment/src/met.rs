//! What a rule meets of a deployment that may be different in another one.
//!
//! A template becomes as many deployments as its conditions have cases, and one more with the
//! defaults of its parameters. A rule that met nothing in the first that depends on them would
//! only say the same again.

use std::cell::{Cell, OnceCell};

/// What was met since somebody last asked.
#[derive(Clone, Copy, Default)]
pub struct Met {
    /// Something that conditions decide.
    pub conditions: bool,
    /// A parameter that has a default.
    pub defaults: bool,
}

impl Met {
    fn and(self, other: Met) -> Met {
        Met {
            conditions: self.conditions || other.conditions,
            defaults: self.defaults || other.defaults,
        }
    }
}

/// What is worked out once. Who asks for it later meets what was met on the way.
pub(super) struct Once<T>(OnceCell<(T, Met)>);

impl<T> Once<T> {
    pub(super) fn new() -> Self {
        Once(OnceCell::new())
    }

    pub(super) fn get_or_init(&self, met: &Cell<Met>, make: impl FnOnce() -> T) -> &T {
        let (value, on_the_way) = self.0.get_or_init(|| {
            let before = met.take();
            let value = make();
            (value, met.replace(before))
        });
        met.set(met.get().and(*on_the_way));
        value
    }
}
