//! CloudWatch Logs: where output goes.

mod log_group;
mod retention;

pub use log_group::{ImportedLogGroup, LogGroup, LogGroupHandle};
pub use retention::Retention;
