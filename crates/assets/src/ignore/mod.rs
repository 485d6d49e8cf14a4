//! What a list as `.dockerignore` leaves out, as Docker reads it.
//!
//! Git reads its lists otherwise, and so do the crates that follow it: for Docker `x` is the `x` at
//! the top only, the last line that matches decides, and what is below a directory that is left
//! out can be taken back. No published crate reads them as Docker does.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `lines` | what a line of the list means |
//! | `pattern` | whether one pattern matches a path |

mod lines;
mod pattern;

pub use lines::{BadPattern, Ignore};
