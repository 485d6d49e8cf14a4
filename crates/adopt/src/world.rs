//! The program in memory: constructs, and what is none as it stands.

use std::any::Any;
use std::collections::{HashMap, HashSet};

use stackwright_core::{App, ConditionHandle, Include, NodeId, ResourceHandle, Stack, Value};
use stackwright_template::{Node, Template};

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
}

impl<'a> World<'a> {
    /// A stack with all of a template but some resources.
    pub fn of(app: &'a App, id: &str, template: &Template, without: &HashSet<&str>) -> Self {
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
}
