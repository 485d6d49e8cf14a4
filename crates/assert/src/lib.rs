//! Assertions for tests of programs that make templates.
//!
//! A snapshot of a whole template says everything, and hides the point of a test. These say one
//! thing, and when it is not so, they show what comes closest and where it differs.
//!
//! ```
//! use stackwright_assert::{Template, absent, any, like};
//! use stackwright_core::{App, RawResource};
//!
//! let app = App::new();
//! let stack = app.stack("Web");
//! stack.add(
//!     "Queue",
//!     RawResource::new("AWS::SQS::Queue").property("QueueName", "orders"),
//! );
//!
//! let synthesis = app.synth();
//! let template = Template::of(&synthesis.stacks[0]);
//! template.resource_count_is("AWS::SQS::Queue", 1);
//! template.has_resource_properties(
//!     "AWS::SQS::Queue",
//!     like!({ "QueueName": any(), "FifoQueue": absent() }),
//! );
//! ```
//!
//! - [`Template`]: resources, outputs, parameters, mappings and conditions against [`Matcher`]s;
//!   [`like!`] writes them.
//! - [`Findings`]: the same for diagnostics.
//! - [`Capture`]: brings out what stands somewhere, to say more of it.
//! - [`Template::every_flow_is_open`]: who must reach whom, and whether the network lets them.
//! - [`Template::same_ids_as`]: logical ids against a lock file.
//! - [`Template::keeps`], [`Template::replaces_nothing_stateful`]: all that was there, or what of it holds data,
//!   against an earlier template.
//! - [`snapshot`]: the text for `insta::assert_snapshot!`, without hashes of assets.
//!
//! Who knows the assertions of AWS CDK finds the methods of its `Template` under their names. Its matchers
//! are functions here:
//!
//! | AWS CDK | here |
//! |---|---|
//! | `Match.objectLike({...})`, also a plain object | `like!({...})` |
//! | `Match.objectEquals({...})`, `Match.exact(...)` | [`exact`]`(like!({...}))` |
//! | `Match.arrayWith([...])` | [`array_with`]`([...])` |
//! | `Match.arrayEquals([...])`, also a plain array | `like!([...])` |
//! | `Match.anyValue()`, `Match.absent()`, `Match.not(...)` | [`any`]`()`, [`absent`]`()`, [`not`]`(...)` |
//! | `Match.serializedJson(...)` | [`serialized_json`]`(...)` |
//! | `Match.stringLikeRegexp(...)` | [`regex`]`(...)` |
//! | `capture.asString()`, `capture.next()` | [`Capture::text`], [`Capture::values`] |
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `template` | where a template is read, and asserted as a whole |
//! | `resources` | resources by type: `has_resource`, `resource_count_is`, `find_resources`, ... |
//! | `sections` | the same for outputs, parameters, mappings and conditions, by logical id |
//! | `matcher` | what a value should be: `any`, `absent`, `like!`, `array_with`, ... |
//! | `compare` | how a value is held against a matcher, and how a difference is told |
//! | `capture` | how a value that matched is brought out |
//! | `findings` | assertions on diagnostics |
//! | `flows` | whether what must reach each other does |
//! | `ids` | the lock file of logical ids |
//! | `replacement` | what does not stay, or loses its data, when one template takes the place of another |
//! | `snapshot` | texts for snapshots, without hashes of assets |

#![allow(clippy::panic, reason = "an assertion fails by panicking")]

mod capture;
mod compare;
mod findings;
mod flows;
mod ids;
mod matcher;
mod replacement;
mod resources;
mod sections;
mod snapshot;
mod template;

pub use capture::Capture;
pub use findings::Findings;
pub use matcher::{Matcher, absent, any, array_with, exact, not, regex, serialized_json};
pub use snapshot::{redact_asset_hashes, snapshot};
pub use template::{Found, Template};
