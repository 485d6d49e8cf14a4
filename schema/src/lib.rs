//! What is known of every CloudFormation resource type: properties, limits, references,
//! attributes, regions.
//!
//! The facts are distilled by `cargo xtask facts` from two published packages (see `SOURCES`),
//! corrected by `overrides.json`, committed below `facts/`, and embedded into this crate. Building
//! needs no network. Nothing is parsed before it is asked for:
//!
//! - [`service`] parses one service file: for code generators;
//! - [`resource_type`] parses one resource type on its first use and keeps it: for checkers.
//!
//! ```
//! # fn main() -> Result<(), stackwright_facts::FactsError> {
//! let task = stackwright_facts::resource_type("AWS::ECS::TaskDefinition")?;
//! let containers = &task.definitions["ContainerDefinition"];
//! assert!(containers.properties["Image"].required);
//! # Ok(())
//! # }
//! ```
//!
//! The facts hold names, types and numbers, and no sentence of anybody's documentation.

mod common;
mod embedded;
mod error;
mod fargate;
mod model;
mod nearest;
mod principals;
mod time_zones;

pub use common::{
    as_of, cross_resource_rules, cross_resource_types, enum_lists, iam_actions, iam_services,
    lambda_runtimes, regions,
};
pub use embedded::{resource_type, service, service_names, service_of, type_names};
pub use error::FactsError;
pub use fargate::{FargateMemory, FargateSize, fargate_sizes};
pub use model::{
    Access, Attribute, CrossRule, Definition, EnumList, LifeCycle, Limits, Missing, Property,
    PropertyKind, RefValue, Reference, Regions, ReplacementOrder, ResourceType, Rule, Runtime,
    Scrutiny, Service, TagShape, Tagging, Update,
};
pub use nearest::nearest;
pub use principals::{RolePlace, role_places};
pub use time_zones::{is_time_zone, nearest_time_zone, time_zones};

/// For serde: whether a value need not be written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    value == &T::default()
}
