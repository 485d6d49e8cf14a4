//! Writing a directory all or nothing: staged beside it, then put in place by renaming.

mod error;
mod existing;
mod replace;
mod siblings;

pub use error::WriteError;
pub(crate) use replace::replace;
