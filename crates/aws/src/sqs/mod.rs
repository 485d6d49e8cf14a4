//! Simple Queue Service: queues.
//!
//! `queue` has queues, new ones; `handle` what others may ask of one: links, rights, metrics; `imported`
//! those that exist; `recommended` the alarms of one.

pub(crate) mod fifo;
mod handle;
mod imported;
mod queue;
#[cfg(feature = "cloudwatch")]
mod recommended;

pub use handle::QueueHandle;
pub use imported::ImportedQueue;
pub use queue::{Queue, RedriveAllow};
