//! Amazon EventBridge Scheduler: tasks that are started by the clock.

mod group;
mod handle;
mod recommended;
mod scheduled_task;

pub use group::{ImportedScheduleGroup, ScheduleGroup, ScheduleGroupHandle};
pub use handle::{ImportedSchedule, ScheduledTaskHandle};
pub use scheduled_task::ScheduledTask;
