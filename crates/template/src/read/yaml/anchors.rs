//! What `&anchors` name and `*aliases` repeat.

use std::collections::HashMap;

use super::super::ReadError;
use crate::{Node, Span, Value};

/// How much anchors and aliases may copy: one for every value, one for every 32 bytes of text.
///
/// Ten lines of aliases of aliases expand to billions of values without a limit.
const LIMIT: usize = 250_000;

/// A value that an anchor names.
pub(super) struct Anchor {
    node: Node,
    height: usize,
    size: usize,
}

impl Anchor {
    pub(super) fn new(node: &Node, height: usize) -> Self {
        Anchor {
            node: node.clone(),
            height,
            size: size(node),
        }
    }
}

/// The anchors of a document, by the parser's numbers.
#[derive(Default)]
pub(super) struct Anchors {
    named: HashMap<usize, Anchor>,
    copied: usize,
}

impl Anchors {
    pub(super) fn define(&mut self, number: usize, anchor: Anchor) -> Result<(), ReadError> {
        self.charge(anchor.size, anchor.node.span)?;
        self.named.insert(number, anchor);
        Ok(())
    }

    /// What an alias at `span` stands for, and how many levels it has.
    pub(super) fn expand(&mut self, number: usize, span: Span) -> Result<(Node, usize), ReadError> {
        let Some(size) = self.named.get(&number).map(|anchor| anchor.size) else {
            return Err(ReadError::new(
                span.start,
                "found an alias inside the value that it names; expected it after the value",
            ));
        };
        self.charge(size, span)?;
        match self.named.get(&number) {
            Some(anchor) => {
                let mut node = anchor.node.clone();
                node.span = span;
                Ok((node, anchor.height))
            }
            None => Ok((Node::new(Value::Null, span), 0)),
        }
    }

    fn charge(&mut self, size: usize, span: Span) -> Result<(), ReadError> {
        self.copied += size;
        if self.copied > LIMIT {
            return Err(ReadError::new(
                span.start,
                format!("found aliases that expand to more than {LIMIT} values; expected fewer"),
            ));
        }
        Ok(())
    }
}

fn size(node: &Node) -> usize {
    let text = |text: &str| text.len() / 32;
    1 + match &node.value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        Value::String(string) => text(string),
        Value::List(items) => items.iter().map(size).sum(),
        Value::Map(map) => map
            .iter()
            .map(|(key, value)| text(&key.text) + size(value))
            .sum(),
        Value::Call(call) => size(&call.argument),
    }
}
