//! Tasks that are started by time and by others: what runs them, and what it may do for that.
//!
//! `schedules` has EventBridge Scheduler.

pub(crate) mod schedules;

use super::data::is_quiet;
