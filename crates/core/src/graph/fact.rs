use std::any::{Any, type_name};
use std::collections::BTreeMap;

use stackwright_template::SourceLine;

use crate::App;

/// A relation between constructs, recorded while the program runs and lowered once, at
/// synthesis: a grant, a connection between security groups.
///
/// Facts of one type are lowered together, so the order in which a program declares things
/// does not matter. A service's module defines its own; the graph knows none.
pub trait Fact: Sized + 'static {
    /// Orders the types of facts: they are lowered in the order of their names, so a type may
    /// record facts of types that come after it.
    const NAME: &'static str;

    /// Turns all facts of this type into resources and properties.
    fn lower(facts: Vec<Recorded<Self>>, app: &App);
}

/// A fact and the user's line that recorded it.
pub struct Recorded<F> {
    /// What was said.
    pub fact: F,
    /// Where.
    pub source: SourceLine,
}

/// All recorded facts, by type.
#[derive(Default)]
pub(crate) struct FactStore {
    /// The type's name is part of the key so that two types of the same NAME stay apart.
    by_name: BTreeMap<(&'static str, &'static str), Box<dyn FactList>>,
}

pub(crate) trait FactList {
    fn as_any(&mut self) -> &mut dyn Any;
    fn lower(self: Box<Self>, app: &App);
}

impl<F: Fact> FactList for Vec<Recorded<F>> {
    fn as_any(&mut self) -> &mut dyn Any {
        self
    }

    fn lower(self: Box<Self>, app: &App) {
        F::lower(*self, app);
    }
}

impl FactStore {
    pub fn record<F: Fact>(&mut self, fact: F, source: SourceLine) {
        let list = self
            .by_name
            .entry((F::NAME, type_name::<F>()))
            .or_insert_with(|| Box::new(Vec::<Recorded<F>>::new()));
        if let Some(list) = list.as_any().downcast_mut::<Vec<Recorded<F>>>() {
            list.push(Recorded { fact, source });
        }
    }

    /// Takes the facts out that are to be lowered next. Lowering them may record others.
    pub fn next(&mut self) -> Option<Box<dyn FactList>> {
        self.by_name.pop_first().map(|(_, list)| list)
    }
}
