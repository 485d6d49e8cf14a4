use std::any::{Any, TypeId};
use std::rc::Rc;

/// At most one value of each type: what constructs keep on a node for each other.
#[derive(Default)]
pub(crate) struct DataMap {
    /// Most nodes that have any have one.
    first: Option<Kept>,
    rest: Vec<Kept>,
}

type Kept = (TypeId, Rc<dyn Any>);

impl DataMap {
    pub fn set<T: 'static>(&mut self, value: T) {
        let kept: Kept = (TypeId::of::<T>(), Rc::new(value));
        let Some(first) = &mut self.first else {
            self.first = Some(kept);
            return;
        };
        let mut all = std::iter::once(first).chain(&mut self.rest);
        match all.find(|(of, _)| *of == kept.0) {
            Some(before) => *before = kept,
            None => self.rest.push(kept),
        }
    }

    pub fn get<T: 'static>(&self) -> Option<Rc<T>> {
        let key = TypeId::of::<T>();
        let (_, value) = self
            .first
            .iter()
            .chain(&self.rest)
            .find(|(of, _)| *of == key)?;
        Rc::clone(value).downcast().ok()
    }
}
