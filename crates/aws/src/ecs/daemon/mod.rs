//! Daemons of managed instances: an agent on each, which ECS starts before anything else.
//!
//! `task` says what an agent is, `container` what its containers may not say, `construct` where it
//! runs.

mod construct;
mod container;
mod task;

pub use construct::{Daemon, DaemonHandle, ImportedDaemon};
pub use task::{DaemonTask, DaemonTaskHandle, DaemonTaskOf, ImportedDaemonTask};
