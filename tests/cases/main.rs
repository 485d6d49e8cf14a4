//! What a program of a user's comes to: one binary, so that linking is paid once.
//!
//! A folder of `cases/` stands for a crate, a file for what it promises. Whole templates are
//! compared, as YAML, because that is what people read.

mod core;
mod forgotten;
mod support;
