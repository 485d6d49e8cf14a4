//! Typed resources for CloudFormation, generated from the facts when this crate is built.
//!
//! A module a service (`ecs`), a struct a resource type (`ecs::Cluster`), a module a resource
//! for its parts (`ecs::task_definition::ContainerDefinition`), a handle for each
//! (`ecs::ClusterHandle`) with its attributes, and marker types for what they stand for
//! ([`kind`]).
//!
//! What is required stands in the type: `TaskDefinition::new()` is no
//! [`Construct`](stackwright_core::Construct) before it has what CloudFormation demands, and the
//! message names it. A reference of the wrong kind, or a word that is not in an enum, does not
//! compile.
//!
//! Which services there are is a matter of features: one a family of services, the default set
//! for running containers, `full` for all.

#![allow(clippy::new_without_default, clippy::type_complexity)]

/// A required property that is not set yet.
#[derive(Clone, Copy, Debug)]
pub struct Missing<Need>(std::marker::PhantomData<fn() -> Need>);

/// A required property that is set.
#[derive(Clone, Copy, Debug)]
pub enum Set {}

mod support;

include!(concat!(env!("OUT_DIR"), "/services.rs"));
