use std::any::{Any, TypeId, type_name};

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
    /// Few, and looked at one by one.
    lists: Vec<List>,
}

/// All facts of one type.
struct List {
    of: TypeId,
    /// What it is lowered by. The type's own name is part of it, so that of two types of the same
    /// NAME one always goes first.
    name: (&'static str, &'static str),
    facts: Box<dyn FactList>,
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
        let recorded = Recorded { fact, source };
        if let Some(facts) = self.list(TypeId::of::<F>()) {
            if let Some(facts) = facts.downcast_mut::<Vec<Recorded<F>>>() {
                facts.push(recorded);
            }
            return;
        }
        self.lists.push(List {
            of: TypeId::of::<F>(),
            name: (F::NAME, type_name::<F>()),
            facts: Box::new(vec![recorded]),
        });
    }

    fn list(&mut self, of: TypeId) -> Option<&mut dyn Any> {
        let list = self.lists.iter_mut().find(|list| list.of == of)?;
        Some(list.facts.as_any())
    }

    /// Takes the facts out that are to be lowered next. Lowering them may record others.
    pub fn next(&mut self) -> Option<Box<dyn FactList>> {
        let lists = self.lists.iter().enumerate();
        let (first, _) = lists.min_by_key(|(_, list)| list.name)?;
        Some(self.lists.swap_remove(first).facts)
    }
}
