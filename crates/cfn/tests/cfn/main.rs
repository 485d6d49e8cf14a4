//! The generated types, as programs use them.

#![allow(clippy::unwrap_used)]

mod compile_fail;
mod features;
mod golden;
#[cfg(all(feature = "ec2", feature = "ecs", feature = "iam", feature = "ssm"))]
mod programs;
