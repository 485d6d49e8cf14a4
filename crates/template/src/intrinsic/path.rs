use std::fmt;

use crate::{Node, Value};

/// The way from a template's root, or from some node, to a node.
///
/// Written as `Resources/Service/Properties/Subnets/Fn::If/1`: keys, the places of list items
/// from 0, and the long names of functions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Path<'a> {
    segments: Vec<Segment<'a>>,
}

/// A step of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Segment<'a> {
    /// To the value of a key, or to the argument of the function with this long name.
    Key(&'a str),
    /// To an item of a list, counted from 0.
    Index(usize),
}

impl<'a> Path<'a> {
    /// The steps.
    pub fn segments(&self) -> &[Segment<'a>] {
        &self.segments
    }

    pub(super) fn push(&mut self, segment: Segment<'a>) {
        self.segments.push(segment);
    }

    pub(super) fn pop(&mut self) {
        self.segments.pop();
    }
}

impl<'a> From<Vec<Segment<'a>>> for Path<'a> {
    fn from(segments: Vec<Segment<'a>>) -> Self {
        Path { segments }
    }
}

impl<'a> FromIterator<Segment<'a>> for Path<'a> {
    fn from_iter<I: IntoIterator<Item = Segment<'a>>>(steps: I) -> Self {
        Path {
            segments: steps.into_iter().collect(),
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.segments.iter().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            match segment {
                Segment::Key(key) => f.write_str(key)?,
                Segment::Index(index) => index.fmt(f)?,
            }
        }
        Ok(())
    }
}

impl Node {
    /// What is one step below: the value of a key, an item of a list, the argument of a call.
    pub fn child(&self, segment: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(map) => map.get(segment),
            Value::List(items) => items.get(segment.parse::<usize>().ok()?),
            Value::Call(call) if call.function.name() == segment => Some(&call.argument),
            _ => None,
        }
    }

    /// The node at a path below this one, as `Properties/Subnets/Fn::If/1`.
    pub fn at(&self, path: &str) -> Option<&Node> {
        path.split('/').try_fold(self, Node::child)
    }
}
