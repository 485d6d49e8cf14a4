//! What keeps its messages in order: queues and topics.

use stackwright_core::{Str, Value, sub};

/// How messages are kept in order.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fifo {
    pub by_content: bool,
    pub high_throughput: bool,
}

/// A name that ends in `.fifo`, which nothing else's does.
pub(crate) fn name(name: Value<Str>) -> Value<Str> {
    let is_whole = name
        .expr()
        .as_str()
        .is_some_and(|name| name.ends_with(".fifo"));
    match is_whole {
        true => name,
        false => sub!("{name}.fifo"),
    }
}
