//! Elastic Load Balancing: how requests reach tasks.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `load_balancer` | application load balancers |
//! | `front` | the listener that the places of a load balancer are at |
//! | `place` | which requests a service gets |
//! | `attach` | what a service at a place adds |
//! | `conditions` | what a request must be like for a rule |
//! | `priority` | which rule comes first |
//! | `listener` | listeners |
//! | `listener_rule` | rules of listeners |
//! | `action` | what is done with a request |
//! | `target_group` | where requests are sent |
//! | `target` | a target group, its listener and its load balancer, put together |
//! | `health_check` | how a load balancer finds out whether a target is well |
//! | `alb_with_target_group` | the short road: one load balancer for one service |

mod action;
mod alb_with_target_group;
mod attach;
mod conditions;
mod front;
mod health_check;
mod listener;
mod listener_rule;
mod load_balancer;
mod place;
mod priority;
mod target;
mod target_group;

pub use action::{Action, FixedResponse, Redirect};
pub use alb_with_target_group::{AlbHandle, AlbWithTargetGroup};
pub use health_check::TargetHealthCheck;
pub use listener::{Listener, ListenerHandle};
pub use listener_rule::{ListenerRule, ListenerRuleHandle};
pub use load_balancer::{ApplicationLoadBalancer, LoadBalancerHandle};
pub use place::Place;
pub use target::Target;
pub use target_group::{TargetGroup, TargetGroupHandle};

pub(crate) use attach::{Attached, Wish};
pub(crate) use target_group::{Receives, check_port};

use front::front;
