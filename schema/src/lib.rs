//! What is known of every CloudFormation resource type: properties, limits, references,
//! attributes, regions.
//!
//! The facts are distilled by `cargo xtask facts` from two published packages (see `SOURCES`),
//! corrected by `overrides.json`, committed below `facts/`, and packed into this crate. Building
//! needs no network. Nothing is read before it is asked for:
//!
//! - [`service`] reads one service file: for code generators;
//! - [`resource_type`] reads one resource type on its first use and keeps it, and each property and
//!   definition of it on its own first use: for checkers.
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
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `model/` | the facts as types |
//! | `embedded` | services and types, by their names |
//! | `common` | what belongs to no single type: regions, runtimes, actions |
//! | `packed` | how the facts lie in this crate, and how they become types |
//! | `lazy` | values that are read when somebody asks for them |
//! | `principals` | which service assumes the role that a property names |
//! | `rust/` | what everything is called in the crate of typed resources |
//! | `fargate` | sizes of tasks |
//! | `prices` | what AWS charges, with dates and sources (feature `prices`) |
//! | `time_zones` | names of time zones |
//! | `updates` | which updates interrupt, and which are refused, by AWS's pages |
//! | `nearest` | did you mean ...? |
//! | `error` | what can go wrong |

mod common;
mod embedded;
mod error;
mod fargate;
mod lazy;
mod model;
mod nearest;
mod packed;
#[cfg(feature = "prices")]
mod prices;
mod principals;
pub mod rust;
mod time_zones;
mod updates;

pub use common::{
    as_of, cross_resource_rules, cross_resource_types, enum_lists, iam_actions, iam_services,
    is_iam_service, lambda_runtimes, regions,
};
pub use embedded::{known_type, resource_type, service, service_names, service_of, type_names};
pub use error::FactsError;
pub use fargate::{FargateMemory, FargateSize, fargate_sizes};
pub use lazy::{Lazy, Named};
pub use model::{
    Access, Attribute, CrossRule, Definition, EnumList, LifeCycle, Limits, Missing, Property,
    PropertyKind, RefValue, Reference, Regions, ReplacementOrder, ResourceType, Rule, Runtime,
    Scrutiny, Service, TagShape, Tagging, Update,
};
pub use nearest::nearest;
#[cfg(feature = "prices")]
pub use prices::{AboutPrices, Price, about_prices, price, prices, read_prices};
pub use principals::{RolePlace, role_places};
pub use time_zones::{is_time_zone, nearest_time_zone, time_zones};
pub use updates::{Told, told_of_update};

/// For serde: whether a value need not be written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    value == &T::default()
}
