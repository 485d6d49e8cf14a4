//! Constructs for AWS: sensible defaults over typed resources.
//!
//! A folder a service, a file a construct. A construct asks for what is required in `new`, takes
//! the rest by setters, and says in its documentation what it adds for your sake. Rights and
//! network rules are not written by constructs: they are recorded as [grants](iam::GrantExt) and
//! [connections](ec2::ConnectExt) and lowered once, to the resource and no wider.

pub mod ec2;
pub mod ecr;
pub mod ecs;
pub mod elb;
pub mod iam;
pub mod logs;
pub mod scaling;
pub mod secretsmanager;
pub mod servicediscovery;
pub mod ssm;

mod duration;
mod handle;
mod optional;
mod percent;

pub use percent::{Percent, PercentExt};

pub(crate) use duration::seconds;
pub(crate) use handle::handle;
pub(crate) use optional::With;
