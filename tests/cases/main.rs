//! What a program of a user's comes to: one binary, so that linking is paid once.
//!
//! A folder of `cases/` stands for a crate, a file for what it promises. Whole templates are
//! compared, as YAML, because that is what people read.

// What the cases share is as much a test as they are, though the lint does not see it.
#![allow(clippy::expect_used)]

mod aws;
mod codes;
mod core;
mod coverage;
mod examples;
mod features;
mod forgotten;
mod maps;
mod programs;
mod random;
mod stable;
mod support;
mod tools;
