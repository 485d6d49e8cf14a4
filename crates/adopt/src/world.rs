//! The program in memory: constructs, and what is none as it stands.

use std::any::Any;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use stackwright_core::{App, ConditionHandle, Expr, Include, NodeId, ResourceHandle, Stack, Value};
use stackwright_import::construct::{Aid, Expression};
use stackwright_template::{Node, Template};

use crate::said::{Drafted, Said};

/// The stack of a program that is being tried.
pub struct World<'a> {
    pub stack: Stack<'a>,
    /// What `Ref` and `Fn::GetAtt` name, as far as it is made.
    nodes: HashMap<String, NodeId>,
    conditions: HashMap<String, ConditionHandle>,
    /// The handles of constructs, by the logical ids of their main resources.
    made: HashMap<String, Box<dyn Any>>,
    /// The resources that stand before, which alone are variables there.
    declared: HashSet<String>,
    /// What is added under these names.
    names: HashSet<String>,
    aids: RefCell<Aids>,
}

/// Constructs without resources that others are told of.
#[derive(Default)]
struct Aids {
    all: Vec<(Aid, Box<dyn Any>)>,
    /// Those that were asked for since it was taken.
    asked: Vec<Aid>,
}

impl<'a> World<'a> {
    /// A stack with all of a template but some resources; `names` has what constructs are added under.
    pub fn of(
        app: &'a App,
        id: &str,
        template: &Template,
        without: &HashSet<&str>,
        mut names: HashSet<String>,
    ) -> Self {
        names.extend(template.resources().map(|own| own.id().to_owned()));
        let stack = app.stack(id.to_owned());
        let left_out = without.iter().map(|id| (*id).to_owned());
        let included = stack.include(Include::template(template.clone()).without(left_out));
        let resources = included.resources();
        let mut nodes: HashMap<String, NodeId> = resources
            .map(|(id, _, handle)| (id.to_owned(), stackwright_core::Handle::node(handle)))
            .collect();
        for parameter in template.parameters() {
            let handle = included.parameter::<stackwright_core::Str>(parameter.id());
            nodes.insert(
                parameter.id().to_owned(),
                stackwright_core::Handle::node(handle),
            );
        }
        let conditions = template.conditions().map(|condition| {
            let id = condition.id().to_owned();
            let handle = included.condition(&id);
            (id, handle)
        });
        World {
            stack,
            nodes,
            conditions: conditions.collect(),
            made: HashMap::new(),
            declared: HashSet::new(),
            names,
            aids: RefCell::default(),
        }
    }

    /// The node of what has this logical id.
    pub fn node(&self, id: &str) -> Option<NodeId> {
        self.nodes.get(id).copied()
    }

    pub fn condition(&self, name: &str) -> Option<ConditionHandle> {
        self.conditions.get(name).copied()
    }

    /// A value, taken for a `K`.
    pub fn value<K>(&self, node: &Node) -> Value<K> {
        Value::from_expr(self.expr(node))
    }

    /// Remembers what was made.
    pub fn made(&mut self, id: &str, handle: Box<dyn Any>) {
        self.made.insert(id.to_owned(), handle);
    }

    /// Remembers where a resource is that a construct has made; whether it has made it.
    pub fn made_at(&mut self, id: &str, path: &str) -> Option<NodeId> {
        let node = self.stack.find(path)?;
        self.nodes.insert(id.to_owned(), node);
        Some(node)
    }

    /// Remembers that a resource, or what stands for it, is declared.
    pub fn declared(&mut self, id: &str) {
        self.declared.insert(id.to_owned());
    }

    /// The handle of a construct that is declared before; where it is none, that of the typed resource, taken
    /// for one.
    pub fn handle<H, R>(&self, id: &str) -> Option<H>
    where
        H: Copy + From<R> + 'static,
        R: ResourceHandle,
    {
        if !self.declared.contains(id) {
            return None;
        }
        match self.made.get(id) {
            Some(made) => made.downcast_ref::<H>().copied(),
            None => Some(H::from(R::from_node(self.node(id)?))),
        }
    }

    /// Whether a construct has made a resource, its main one.
    pub fn makes(&self, id: &str) -> bool {
        self.made.contains_key(id)
    }

    /// The handle of a construct that is made before.
    pub fn made_before<H: Copy + 'static>(&self, id: &str) -> Option<H> {
        self.made.get(id)?.downcast_ref::<H>().copied()
    }

    /// Whether two expressions name the same resources, in the same order.
    pub fn same(&self, one: &Expr, other: &Expr) -> bool {
        match (one, other) {
            (Expr::List(one), Expr::List(other)) => {
                one.len() == other.len()
                    && one
                        .iter()
                        .zip(other)
                        .all(|(one, other)| self.same(one, other))
            }
            // The id of a subnet is its `Ref` as well.
            (Expr::Get(one, _), Expr::Get(other, _)) => {
                let app = self.stack.app();
                app.resource_of(*one)
                    .is_some_and(|own| Some(own) == app.resource_of(*other))
            }
            _ => false,
        }
    }

    /// A construct without resources, as an imported VPC: one for all that say the same of it.
    pub fn aid<H: Copy + 'static>(&self, name: &str, drafted: Drafted) -> Option<Said<H>> {
        let mut aids = self.aids.borrow_mut();
        let known = aids.all.iter().find(|(aid, _)| aid.code == drafted.code);
        let (aid, value) = match known {
            Some((aid, handle)) => (aid.clone(), handle.downcast_ref::<H>().copied()?),
            None => {
                let is_free = |name: &String| {
                    !self.names.contains(name) && aids.all.iter().all(|(aid, _)| aid.name != *name)
                };
                let numbered = (2..).map(|number| format!("{name}{number}"));
                let mut all = std::iter::once(name.to_owned()).chain(numbered);
                let name = all.find(is_free)?;
                let handle = (drafted.add)(*self.stack, &name);
                let value = handle.downcast_ref::<H>().copied()?;
                let aid = Aid {
                    id: format!("{name}:"),
                    name,
                    code: drafted.code,
                };
                aids.all.push((aid.clone(), handle));
                (aid, value)
            }
        };
        let code = Expression::Named(aid.id.clone());
        aids.asked.push(aid);
        Some(Said { value, code })
    }

    /// The aids that were asked for since this was asked.
    pub fn asked_aids(&self) -> Vec<Aid> {
        std::mem::take(&mut self.aids.borrow_mut().asked)
    }
}
