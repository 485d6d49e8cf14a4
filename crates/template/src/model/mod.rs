//! The tree that a template is made of.

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
