//! Amazon EC2 Auto Scaling: groups of instances, and what is done when they change.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `group` | a group of instances, and what may be said of it |
//! | `hook` | pauses in the life of an instance |
//! | `imported` | groups that exist |
//! | `mixed` | several types, on demand and from spare capacity |
//! | `said` | who changes the size of a group, and whether two of them fight |
//! | `schedule` | sizes by the clock |
//! | `step` | changes the size in steps |
//! | `target_tracking` | keeps metrics near a target |
//! | `update` | what becomes of instances when the template changes |
//! | `warm_pool` | instances that wait |

mod group;
mod hook;
mod imported;
mod mixed;
mod said;
mod schedule;
mod step;
mod target_tracking;
mod update;
mod warm_pool;

pub(crate) use group::Template;
pub use group::{
    AutoScalingGroup, AutoScalingGroupHandle, DeletionProtection, TemplateOf, TerminationPolicy,
};
pub use hook::{LifecycleHook, LifecycleTransition};
pub use imported::ImportedAutoScalingGroup;
pub use mixed::{MixedInstances, SpotAllocation};
pub(crate) use said::{How, Scales};
pub use schedule::{ScheduledAction, ScheduledActionHandle};
pub use step::GroupStepScaling;
pub use target_tracking::GroupTargetTracking;
pub use update::{GroupUpdate, InstanceRefresh, RollingUpdate};
pub use warm_pool::{PoolState, WarmPool};
