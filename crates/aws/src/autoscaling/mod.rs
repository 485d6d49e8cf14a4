//! Amazon EC2 Auto Scaling: groups of instances, and what is done when they change.

mod group;
mod hook;
mod mixed;
mod schedule;
mod update;
mod warm_pool;

pub(crate) use group::Template;
pub use group::{
    AutoScalingGroup, AutoScalingGroupHandle, DeletionProtection, TemplateOf, TerminationPolicy,
};
pub use hook::{LifecycleHook, LifecycleTransition};
pub use mixed::{MixedInstances, SpotAllocation};
pub use schedule::{ScheduledAction, ScheduledActionHandle};
pub use update::{GroupUpdate, InstanceRefresh, RollingUpdate};
pub use warm_pool::{PoolState, WarmPool};
