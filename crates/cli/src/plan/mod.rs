//! What it takes to deploy some stacks, ready to be shown: the answers are those of
//! [`stackwright_plan`].
//!
//! | file | what it answers |
//! |---|---|
//! | `args` | the options of both commands `plan`, and what they end with |
//! | `stacks` | what is to be deployed: a template, those of a folder, an assembly |
//! | `text`, `markdown`, `json` | what is shown; a script is `stackwright_plan`'s |

pub(crate) mod args;
mod json;
mod markdown;
pub(crate) mod stacks;
mod text;

pub use json::{
    JsonAfter, JsonAsset, JsonAssetKind, JsonCapability, JsonCommand, JsonCommands, JsonParameter,
    JsonPlan, JsonPlanned, JsonQuota, JsonStep,
};
pub use markdown::to_markdown;
pub use text::to_text;
