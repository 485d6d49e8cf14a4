//! Writing a directory all or nothing: staged, then put in place.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `replace` | how the files become the directory, step by step |
//! | `target` | which directory is written, and what the names beside it are that are for writing it |
//! | `lock` | how one run waits for another |
//! | `existing` | what is in the directory, whose it is, and whether it may be replaced |
//! | `staged` | where the new assembly is before it is in place |
//! | `swap` | how it is put in place by renaming the directory, and put right after a killed run |
//! | `in_place` | the same, file by file, where the directory has to stay |
//! | `error` | why an assembly was not written |

mod error;
mod existing;
mod in_place;
mod lock;
mod replace;
mod staged;
mod swap;
mod target;

pub use error::WriteError;
pub(crate) use replace::replace;
