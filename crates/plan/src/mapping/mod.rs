//! Files that tell clients which resource is which, made without asking anybody.

mod import;
mod refactor;

pub use import::{Identifier, Importing, NotNamed};
pub use refactor::Refactoring;
