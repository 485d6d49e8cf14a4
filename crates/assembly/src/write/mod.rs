//! Writing a directory all or nothing: staged, then put in place.
//!
//! | file | what |
//! |---|---|
//! | `replace` | the road from the files to the directory |
//! | `target` | the directory, and the names beside it that are for writing it |
//! | `lock` | one run at a time |
//! | `existing` | what is in the directory, and whose it is |
//! | `staged` | the new assembly before it is in place |
//! | `swap` | puts it in place by renaming the directory: one step |
//! | `in_place` | the same, file by file, where the directory has to stay |

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
