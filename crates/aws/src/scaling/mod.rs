//! Application Auto Scaling: as many tasks as are needed.
//!
//! Whoever scales a service, by metrics, steps, schedules or forecasts: it has one target, which is
//! written when all is said.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `target` | what is scaled: a service, or something else |
//! | `bounds` | between which numbers |
//! | `said` | what constructs say of a target, and how it is lowered once |
//! | `fast` | metrics of services that come every 20 seconds |
//! | `target_tracking` | keeps metrics near a target |
//! | `backlog` | messages for each task |
//! | `step` | changes capacity in steps |
//! | `steps` | what steps are, and the alarms that start them |
//! | `scheduled` | changes bounds by the clock |
//! | `predictive` | adds tasks before they are needed |
//! | `suspended` | keeps scaling from happening |
//! | `policy` | what policies of all kinds have in common |
//! | `queries` | what policies ask CloudWatch for |

mod backlog;
mod bounds;
mod fast;
mod policy;
mod predictive;
mod queries;
mod said;
mod scheduled;
mod step;
mod steps;
mod suspended;
mod target;
mod target_tracking;

pub use backlog::{RunningTasks, WatchedQueue};
pub use bounds::{Bounds, NewBounds};
#[cfg(feature = "autoscaling")]
pub(crate) use policy::{fights, no_metric};
pub use predictive::PredictiveScaling;
#[cfg(feature = "autoscaling")]
pub(crate) use queries::tracked;
pub use scheduled::ScheduledScaling;
#[cfg(feature = "autoscaling")]
pub(crate) use scheduled::no_time;
pub use step::{AdjustmentType, MetricAggregationType, StepScaling};
pub(crate) use steps::Step;
#[cfg(feature = "autoscaling")]
pub(crate) use steps::{Direction, Steps, step_setters};
pub use suspended::SuspendedScaling;
pub use target::{ImportedScalableTarget, ScalableDimension, ScalableTarget, ScalableTargetHandle};
pub use target_tracking::{PredefinedMetric, TargetTrackingScaling};
