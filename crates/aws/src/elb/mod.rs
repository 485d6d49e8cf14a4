//! Elastic Load Balancing: how requests reach tasks.

mod alb_with_target_group;
mod health_check;
mod listener;
mod load_balancer;
mod target;
mod target_group;

pub use alb_with_target_group::{AlbHandle, AlbWithTargetGroup};
pub use health_check::TargetHealthCheck;
pub use listener::{Listener, ListenerHandle};
pub use load_balancer::{ApplicationLoadBalancer, LoadBalancerHandle};
pub use target::Target;
pub use target_group::{TargetGroup, TargetGroupHandle};

pub(crate) use target_group::{Receives, check_port};
