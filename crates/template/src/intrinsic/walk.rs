use super::{Path, Segment};
use crate::{Node, Template, Value};

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
