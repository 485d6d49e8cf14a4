//! Typed resources for CloudFormation, generated from the facts when this crate is built.
//!
//! A module a service (`ecs`), a struct a resource type (`ecs::Service`), a module a resource
//! for its parts (`ecs::service::LoadBalancer`), a handle for each (`ecs::ServiceHandle`) with
//! its attributes, and marker types for what `Ref` and attributes stand for ([`kind`]).
//!
//! ```
//! # #[cfg(all(feature = "ec2", feature = "ecs", feature = "iam"))] {
//! use stackwright_cfn::ecs::{self, task_definition::ContainerDefinition};
//! use stackwright_cfn::{ec2, iam};
//! use stackwright_core::{App, Output, Parameter};
//! use serde_json::json;
//!
//! let app = App::new();
//! let stack = app.stack("Web");
//!
//! // A parameter whose value CloudFormation checks stands where a subnet is wanted.
//! let subnet = stack.add("SubnetId", Parameter::of::<stackwright_cfn::kind::ec2::SubnetId>());
//! let group = stack.add(
//!     "Group",
//!     ec2::SecurityGroup::new().group_description("Containers of the shop"),
//! );
//! let role = stack.add(
//!     "ExecutionRole",
//!     iam::Role::new().assume_role_policy_document(json!({
//!         "Version": "2012-10-17",
//!         "Statement": [{
//!             "Effect": "Allow",
//!             "Principal": { "Service": "ecs-tasks.amazonaws.com" },
//!             "Action": "sts:AssumeRole",
//!         }],
//!     })),
//! );
//!
//! let task = stack.add(
//!     "Task",
//!     ecs::TaskDefinition::new()
//!         .cpu("256")
//!         .memory("512")
//!         .network_mode(ecs::task_definition::NetworkMode::Awsvpc)
//!         .execution_role_arn(role) // `Fn::GetAtt` of its ARN
//!         .container_definitions([ContainerDefinition::new().name("web").image("nginx")]),
//! );
//! let service = stack.add(
//!     "Service",
//!     ecs::Service::new()
//!         .launch_type(ecs::service::LaunchType::Fargate)
//!         .task_definition(task) // `Ref`
//!         .network_configuration(
//!             ecs::service::NetworkConfiguration::new().awsvpc_configuration(
//!                 ecs::service::AwsVpcConfiguration::new()
//!                     .subnets([subnet])
//!                     .security_groups([group]),
//!             ),
//!         ),
//! );
//! stack.add("ServiceName", Output::new(service.name()));
//!
//! let synthesis = app.synth();
//! assert!(synthesis.diagnostics.is_empty());
//! # }
//! ```
//!
//! # What the types say
//!
//! - What is required stands in the type: [`Missing`] names what is lacking, and an incomplete
//!   resource is no [`Construct`](stackwright_core::Construct).
//! - A property that names another resource takes its handle and picks `Ref` or `Fn::GetAtt` by
//!   itself. Text is taken as it is; a reference of another kind does not compile.
//!   [`Value::assume`](stackwright_core::Value::assume) is the way out.
//! - A property that takes one of a few words is an enum, with `Other` for what came later.
//! - What the types cannot say (patterns, ranges, properties that exclude each other) is checked
//!   at synthesis.
//!
//! # Features
//!
//! One a service, or a family of services where they are many: `iot`, `media`. The default is
//! what running containers needs, `full` is everything. The rarer types of EC2 (transit
//! gateways, fleets, IPAM, VPN) are in `ec2-more`.

#![allow(
    clippy::new_without_default,
    reason = "`new` of an incomplete struct cannot be `default`; they are all made the same way"
)]
#![allow(
    clippy::should_implement_trait,
    reason = "a property that is called `Add` is no operator"
)]
#![allow(
    clippy::type_complexity,
    reason = "a type says each property that is missing"
)]

/// A required property that is not set yet.
#[derive(Clone, Copy, Debug)]
pub struct Missing<Need>(std::marker::PhantomData<fn() -> Need>);

/// A required property that is set.
#[derive(Clone, Copy, Debug)]
pub enum Set {}

mod support;

include!(concat!(env!("OUT_DIR"), "/services.rs"));
