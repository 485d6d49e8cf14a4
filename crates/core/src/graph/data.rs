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

// Types are looked for by their ids and not by themselves, so that all of this is compiled once.
impl DataMap {
    pub fn set(&mut self, of: TypeId, value: Rc<dyn Any>) {
        let Some(first) = &mut self.first else {
            self.first = Some((of, value));
            return;
        };
        let mut all = std::iter::once(first).chain(&mut self.rest);
        match all.find(|(kept, _)| *kept == of) {
            Some((_, before)) => *before = value,
            None => self.rest.push((of, value)),
        }
    }

    pub fn get(&self, of: TypeId) -> Option<Rc<dyn Any>> {
        let (_, value) = self
            .first
            .iter()
            .chain(&self.rest)
            .find(|(kept, _)| *kept == of)?;
        Some(Rc::clone(value))
    }
}
