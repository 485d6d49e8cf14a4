//! What stacks cost a month, collected and ready to be shown.
//!
//! | file | what it answers |
//! |---|---|
//! | `args` | the options of both commands `cost`, and of `diff --cost` |
//! | `text`, `json` | what is shown |
//! | `beside` | environments side by side |

pub(crate) mod args;
pub(crate) mod beside;
mod json;
pub(crate) mod text;

pub use json::{
    JsonAdvice, JsonAmount, JsonAssumed, JsonColumn, JsonComparison, JsonConstruct, JsonCost,
    JsonFactor, JsonLine, JsonPrice, JsonResourceCost, JsonRow, JsonStackCost,
};
