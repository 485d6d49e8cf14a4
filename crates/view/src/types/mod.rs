//! What is known of resource types, for people: the facts, with the names in Rust.
//!
//! ```
//! use stackwright_view::types::{Found, find};
//!
//! let Ok(Found::Property(count)) = find("AWS::ECS::Service.DesiredCount") else { panic!("it is one") };
//! assert_eq!(count.kind, "a whole number");
//! assert_eq!(count.rust.as_deref(), Some("cfn::ecs::Service::desired_count"));
//!
//! // A word is looked for in all names.
//! assert!(matches!(find("taskdefinition"), Ok(Found::Type(own)) if own.name == "AWS::ECS::TaskDefinition"));
//! assert_eq!(find("AWS::ECS::Servise").unwrap_err().meant, ["AWS::ECS::Service"]);
//! ```
//!
//! | file | what it answers |
//! |---|---|
//! | `page` | what is known of a type and of a property, as types |
//! | `find` | which type or property somebody means |
//! | `called` | what Rust, AWS CDK and people call types |
//! | `everywhere` | properties by their name or a word of theirs, in all types |
//! | `words` | kinds and limits in English |
//! | `referring` | which properties refer to a type |
//! | `constructs` | which constructs make a type, and what else has a name in `stackwright` |

mod called;
mod constructs;
mod everywhere;
mod find;
mod page;
mod referring;
mod words;

pub use constructs::{Maker, makers, others_of};
pub use find::{Found, Unknown, find};
pub use page::{AttributeOf, AttributePage, PropertyLine, PropertyPage, TypePage};

/// The names of all types, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    stackwright_facts::type_names()
}
