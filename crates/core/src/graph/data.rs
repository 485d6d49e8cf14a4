use std::any::{Any, TypeId};
use std::rc::Rc;

/// At most one value of each type: what constructs keep on a node for each other.
#[derive(Default)]
pub(crate) struct DataMap {
    entries: Vec<(TypeId, Rc<dyn Any>)>,
}

impl DataMap {
    pub fn set<T: 'static>(&mut self, value: T) {
        let key = TypeId::of::<T>();
        let value: Rc<dyn Any> = Rc::new(value);
        match self.entries.iter_mut().find(|(id, _)| *id == key) {
            Some((_, slot)) => *slot = value,
            None => self.entries.push((key, value)),
        }
    }

    pub fn get<T: 'static>(&self) -> Option<Rc<T>> {
        let key = TypeId::of::<T>();
        let (_, value) = self.entries.iter().find(|(id, _)| *id == key)?;
        Rc::clone(value).downcast().ok()
    }
}
