//! Finds what would fail in AWS before AWS does.
//!
//! [`check`] takes any template, whoever wrote it, and returns what is wrong with it: sorted,
//! without repetition, each finding with a stable code, the place, the value received and the
//! way out. Nothing is guessed: where the value that decides is known at deployment only, a rule
//! stays silent unless every possible value is wrong.
//!
//! ```
//! use stackwright_check::{Options, check};
//! use stackwright_template::Template;
//!
//! let template = Template::from_yaml(
//!     "Resources:
//!   Web:
//!     Type: AWS::ECS::Cluster
//!     Properties:
//!       ClusterNam: web
//! ",
//! )?;
//! let findings = check(&template, &Options::new());
//! assert_eq!(findings[0].code, "SCH102");
//! assert_eq!(findings[0].help.as_deref(), Some("did you mean `ClusterName`?"));
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! # Rules of one's own
//!
//! A rule implements [`Rule`]: it looks at the [`Model`] and reports to [`Findings`]. The built-in
//! rules ([`rules`]) are written the same way.
//!
//! ```
//! use stackwright_check::{Declaration, Family, Findings, Model, Options, Place, Rule, check};
//! use stackwright_template::{Severity, Template};
//!
//! struct OwnerTag;
//!
//! impl Rule for OwnerTag {
//!     fn declaration(&self) -> &Declaration {
//!         &Declaration {
//!             code: "ORG001",
//!             family: Family::User,
//!             severity: Severity::Warning,
//!             title: "bucket without an owner",
//!             why: "nobody knows whom to ask before it is deleted",
//!             fix: "tag the bucket with its owner",
//!             link: "",
//!             bad: "",
//!             good: "",
//!         }
//!     }
//!
//!     fn check(&self, model: &Model<'_>, findings: &mut Findings<'_>) {
//!         for bucket in model.resources_of("AWS::S3::Bucket") {
//!             if bucket.property("Tags").is_none() {
//!                 let place = Place::of_resource(bucket.id(), bucket.span());
//!                 findings.report(place, format!("the bucket {} has no tags", bucket.id()));
//!             }
//!         }
//!     }
//! }
//!
//! let template = Template::from_yaml("Resources: {Logs: {Type: AWS::S3::Bucket}}")?;
//! let findings = check(&template, &Options::new().rule(OwnerTag));
//! assert_eq!(findings[0].code, "ORG001");
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```

mod check;
mod deployment;
mod findings;
mod model;
mod rule;
mod rules;
mod schema;

pub use check::{Options, check};
pub use findings::{Findings, Place};
pub use model::{
    Assumption, Conditions, Edge, Holds, Kind, Model, PSEUDO_PARAMETERS, ParameterType, Use, Values,
};
pub use rule::{Declaration, Family, Rule};
pub use rules::{rule, rules};
