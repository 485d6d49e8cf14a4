//! Tasks that are started by time and by others: what runs them, and what it may do for that.
//!
//! `schedules` has EventBridge Scheduler, `rules` and `buses` EventBridge, `state_machines` Step Functions, `jobs` AWS
//! Batch, `rotation` what changes secrets by the clock.

pub(crate) mod buses;
pub(crate) mod jobs;
pub(crate) mod rotation;
pub(crate) mod rules;
pub(crate) mod schedules;
pub(crate) mod state_machines;

use super::data::{KEY, is_quiet, text};
