use super::{Path, Segment};
use crate::{Call, Node, Template, Value};

/// Whether a walk goes on below a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// Visit what is below.
    Into,
    /// Leave it out.
    Over,
}

impl Template {
    /// Visits every node, in order, parents first, with its path.
    pub fn walk<'a>(&'a self, mut visit: impl FnMut(&Path<'a>, &'a Node) -> Walk) {
        let mut path = Path::default();
        for (key, node) in self.root().iter() {
            path.push(Segment::Key(key.as_str()));
            step(&mut path, node, &mut visit);
            path.pop();
        }
    }
}

impl Node {
    /// Visits this node and every one below it, in order, parents first, with its path from
    /// here.
    pub fn walk<'a>(&'a self, mut visit: impl FnMut(&Path<'a>, &'a Node) -> Walk) {
        step(&mut Path::default(), self, &mut visit);
    }
}

impl Template {
    /// Every call of a function, in order: for what need not know where it stands.
    pub fn calls(&self) -> Vec<&Call> {
        let mut found = Vec::new();
        for node in self.root().values() {
            calls(node, &mut found);
        }
        found
    }
}

fn calls<'a>(node: &'a Node, found: &mut Vec<&'a Call>) {
    match &node.value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        Value::List(items) => {
            for item in items {
                calls(item, found);
            }
        }
        Value::Map(map) => {
            for (_, value) in map.entries() {
                calls(value, found);
            }
        }
        Value::Call(call) => {
            found.push(call);
            calls(&call.argument, found);
        }
    }
}

fn step<'a>(
    path: &mut Path<'a>,
    node: &'a Node,
    visit: &mut impl FnMut(&Path<'a>, &'a Node) -> Walk,
) {
    if visit(path, node) == Walk::Over {
        return;
    }
    match &node.value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Segment::Index(index));
                step(path, item, visit);
                path.pop();
            }
        }
        Value::Map(map) => {
            for (key, value) in map.iter() {
                path.push(Segment::Key(key.as_str()));
                step(path, value, visit);
                path.pop();
            }
        }
        Value::Call(call) => {
            path.push(Segment::Key(call.function.name()));
            step(path, &call.argument, visit);
            path.pop();
        }
    }
}
