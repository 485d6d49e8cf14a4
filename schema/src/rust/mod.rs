//! What the resource types and all that belongs to them are called in Rust.
//!
//! The generator of the crate `cfn` writes these names, and whoever writes programs that use them,
//! or lists them, asks here for the same ones: they cannot drift apart.
//!
//! ```
//! # fn main() -> Result<(), stackwright_facts::FactsError> {
//! use stackwright_facts::rust;
//!
//! let service = "AWS::ECS::Service";
//! assert_eq!(rust::feature("ecs", service), "ecs");
//! assert_eq!(rust::module("ecs"), "ecs");
//! assert_eq!(rust::structure(service), "Service");
//! assert_eq!(rust::parts(service), "service");
//! assert_eq!(rust::handle(service), "ServiceHandle");
//!
//! let facts = stackwright_facts::resource_type(service)?;
//! let setters = rust::setters(&facts.properties);
//! let setter = setters.iter().find(|setter| setter.name == "LaunchType").unwrap();
//! assert_eq!(setter.method, "launch_type");
//! let enums = rust::Enums::of(facts);
//! assert_eq!(enums.get("", "LaunchType"), Some("LaunchType"));
//! assert_eq!(rust::attributes(facts)["ServiceArn"], "service_arn");
//! # Ok(())
//! # }
//! ```
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `names` | CloudFormation's names in Rust's case |
//! | `features` | which feature of the crate brings which type |
//! | `members` | modules of parts, setters of properties, methods of attributes |
//! | `enums` | properties that take one of a few words, and the words |
//! | `kinds` | what a property that names another resource takes |

mod enums;
mod features;
mod kinds;
mod members;
mod names;

pub use enums::{Enums, variants};
pub use features::feature;
pub use kinds::{Kind, Wanted, canonical, kind_names, parameter_type, wanted};
pub use members::{Setter, attributes, parts, setters};
pub use names::{handle, module, pascal, short, snake, structure};
