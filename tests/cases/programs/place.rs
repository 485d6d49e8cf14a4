//! Where a program adds things, and how it is written down.

use std::cell::RefCell;
use std::collections::BTreeSet;

use stackwright::prelude::*;
use stackwright_core::NodeId;

use super::regions::answers;

/// An app, and which constructs were added to it.
pub struct Site {
    pub app: App,
    seen: RefCell<BTreeSet<&'static str>>,
}

impl Site {
    pub fn new() -> Self {
        Site {
            app: App::new().with_context(answers()),
            seen: RefCell::default(),
        }
    }

    /// The types of the constructs that were added, as the compiler names them.
    pub fn seen(&self) -> BTreeSet<&'static str> {
        self.seen.borrow().clone()
    }

    /// A scope that stands where it is in every style.
    pub fn place<'a>(&'a self, scope: Scope<'a>, style: Style) -> Place<'a> {
        Place {
            scope,
            style,
            moved_in: None,
            site: self,
        }
    }

    /// A stack, and the place in it that its constructs are added to.
    pub fn stack(&self, id: impl Into<String>, style: Style) -> Place<'_> {
        let stack = *self.app.stack(id.into());
        let (scope, moved_in) = match style.moved {
            true => (stack.scope("New").scope("Home"), Some(stack)),
            false => (stack, None),
        };
        Place {
            scope,
            style,
            moved_in,
            site: self,
        }
    }
}

/// How a program is written down.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// In another order for each number; in the order of the plan for 0.
    pub order: u64,
    /// Below scopes of their own, as after a refactoring, with `moved` of everything.
    pub moved: bool,
}

impl Style {
    /// Things in its order.
    pub fn ordered<T>(self, things: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut things: Vec<(u64, T)> = (1..).zip(things).collect();
        if self.order != 0 {
            // Multiplied by a large odd number, the upper bits are as good as random.
            things.sort_by_key(|(position, _)| {
                let number = self.order.wrapping_add(*position);
                number
                    .wrapping_mul(number | 1)
                    .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            });
        }
        things.into_iter().map(|(_, thing)| thing).collect()
    }
}

/// A scope of a program.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub scope: Scope<'a>,
    pub style: Style,
    /// The stack in which what is added here stood before.
    moved_in: Option<Scope<'a>>,
    site: &'a Site,
}

impl<'a> Place<'a> {
    pub fn add<C>(self, id: impl Into<String>, construct: C) -> C::Handle
    where
        C: Construct<Handle: Handle>,
    {
        let id = id.into();
        let handle = self.look_up(id.clone(), construct);
        self.keep(handle.node(), id);
        handle
    }

    /// Adds what comes to a value, of which nothing is kept when all of a stack is moved.
    pub fn look_up<C: Construct>(self, id: impl Into<String>, construct: C) -> C::Handle {
        let seen = std::any::type_name::<C>();
        self.site.seen.borrow_mut().insert(seen);
        self.scope.add(id.into(), construct)
    }

    /// Another scope, as one of a nested stack.
    pub fn at(self, scope: Scope<'a>) -> Place<'a> {
        self.site.place(scope, self.style)
    }

    /// A scope within.
    pub fn below(self, id: impl Into<String>) -> Place<'a> {
        let id = id.into();
        let scope = self.scope.scope(id.clone());
        self.keep(scope.node(), id);
        Place {
            scope,
            moved_in: None,
            ..self
        }
    }

    fn keep(self, node: NodeId, id: String) {
        if let Some(stack) = self.moved_in {
            stack.moved(node, id);
        }
    }

    /// Tags all of a stack.
    pub fn tag(self, key: &str, value: &str) {
        let stack = self.moved_in.unwrap_or(self.scope);
        stack.tag(key.to_owned(), value.to_owned());
    }

    /// Does things that do not need each other, in the order of the style.
    pub fn in_any_order(self, things: &[&dyn Fn()]) {
        for thing in self.style.ordered(things) {
            thing();
        }
    }
}
