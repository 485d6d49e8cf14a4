//! The tree that a template is made of.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `node` | the values that there are, and calls of functions |
//! | `map` | keys and values in the order in which they are written |
//! | `entries` | how the entries of a map are gone through |
//! | `index` | where a key stands in a large map |
//! | `function` | the functions that there are, and their names |
//! | `number` | numbers, as they are written |
//! | `places` | where the characters of a text stand in its file |
//! | `span` | lines and columns |

mod entries;
mod function;
mod index;
mod map;
mod node;
mod number;
mod places;
mod span;

pub(crate) use entries::Entries;
pub use function::Function;
pub use map::{Key, Map};
pub use node::{Call, Node, Text, Value};
pub use number::Number;
pub(crate) use places::Places;
pub use span::{Position, Span};
