//! Constructs of somebody else's: a queue with rights to it, and a service of two parts that can
//! be connected.
//!
//! `queue.rs` began as a copy of the smallest construct of the library, the log group: nothing of
//! it had to change but the paths that began with `crate::`, and the service that it is about.

mod api;
mod queue;

pub use api::{Api, ApiHandle};
pub use queue::{Queue, QueueHandle};
