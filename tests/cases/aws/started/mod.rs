//! Tasks that are started by time and by others: what runs them, and what it may do for that.
//!
//! `schedules` has EventBridge Scheduler, `rules` EventBridge.

pub(crate) mod rules;
pub(crate) mod schedules;

use super::data::{KEY, is_quiet, text};
