//! Why something is as it is: which construct, which line, and which relation made it.
//!
//! A question is one word or two: a resource, by its logical id or the path of its construct; a permission, as
//! `secretsmanager:GetSecretValue`; a port; a resource and a permission or a port; two resources.
//!
//! ```
//! use stackwright_template::Template;
//! use stackwright_view::Stack;
//! use stackwright_view::why::why;
//!
//! let template = Template::from_yaml(
//!     "Resources:
//!   Cluster: {Type: AWS::ECS::Cluster}
//!   Web: {Type: AWS::ECS::Service, Properties: {Cluster: !Ref Cluster}}
//! ",
//! )?;
//! let stacks = [Stack::new("Web", template)];
//! let answer = why(&stacks, &["Web", "Cluster"]).unwrap();
//! assert_eq!(answer.reasons[0].what, "Web waits for Cluster: it refers to it in Properties/Cluster");
//! assert_eq!(why(&stacks, &["Klaster"]).unwrap_err().meant, ["Cluster"]);
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! | file | what it answers |
//! |---|---|
//! | `answer` | reasons, and what is quoted for them |
//! | `question` | what is asked: which words mean what |
//! | `permission` | why something may be done, or may not |
//! | `port` | why a port is open, or is shut |
//! | `order` | why something waits for something else |
//! | `resource` | why there is a resource, and what it has to do with others |

mod answer;
mod order;
mod permission;
mod port;
mod question;
mod resource;

pub use answer::{Answer, Quote, Reason, State};
pub use question::{NoAnswer, why};
