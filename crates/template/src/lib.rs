//! The CloudFormation document as a model.
//!
//! A [`Template`] is a tree of [`Node`]s. Every node read from a file knows where it stands
//! ([`Span`]); a node built by a program has [`Span::NONE`]. Intrinsic functions are
//! [`Call`]s, whichever of their spellings the file used, so that a rule, a diff or a writer
//! sees one form only.
//!
//! ```
//! use stackwright_template::{Section, Template};
//!
//! let mut template = Template::from_yaml(
//!     "Resources:
//!   Web:
//!     Type: AWS::ECS::Service
//!     Properties:
//!       Cluster: !Ref Cluster
//! ",
//! )?;
//! let web = template.resource("Web").and_then(|web| web.property("Cluster"));
//! assert_eq!(web.map(|cluster| cluster.span.to_string()), Some("5:16".to_owned()));
//!
//! template.set(Section::Description, "a service");
//! assert!(template.to_json().contains(r#""Cluster": {"#));
//! assert!(template.to_yaml().ends_with("Description: a service\n"));
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```

mod diagnostic;
pub mod hash;
mod intrinsic;
mod limits;
mod model;
mod order;
mod read;
mod section;
mod source;
mod suggest;
mod template;
mod write;

pub use diagnostic::{Diagnostic, Severity, SourceLine};
pub use intrinsic::{
    Cidr, FindInMap, GetAtt, If, Join, Path, Reference, Segment, Select, Split, Sub, SubPart,
    Variable, Walk,
};
pub use model::{Call, Function, Key, Map, Node, Number, Position, Span, Text, Value};
pub use order::{Ordered, sort_few};
pub use read::{MAX_DEPTH, ReadError};
pub use section::{
    Assertion, Condition, Hook, Mapping, Output, Parameter, Resource, Rule, Section, Transform,
};
pub use source::Source;
pub use suggest::nearest;
pub use template::Template;
pub use write::push_json_string;
