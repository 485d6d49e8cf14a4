//! What a program of a user's comes to: one binary, so that linking is paid once.
//!
//! A folder of `cases/` stands for a crate, a file for what it promises. Whole templates are
//! compared, as YAML, because that is what people read.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `aws/` | constructs |
//! | `booking/` | mistakes that people make in the example of that name |
//! | `codes` | what programs report |
//! | `core/` | apps, scopes, values, and what they come to |
//! | `coverage/` | what AWS CDK's constructs can do, and what ours can |
//! | `examples/` | the programs of the folder of that name |
//! | `features` | the features of the library, as the README has them |
//! | `forgotten` | that no file is forgotten |
//! | `maps` | that folders of many files have maps, as this one |
//! | `moving/` | stacks that other tools have deployed, moved here |
//! | `programs/` | programs made at random |
//! | `random` | what holds of all of them |
//! | `stable` | that the same program gives the same bytes |
//! | `support` | what the cases share |
//! | `tools` | what is held of the tools around |

// What the cases share is as much a test as they are, though the lint does not see it.
#![allow(clippy::expect_used)]

mod aws;
mod booking;
mod codes;
mod core;
mod coverage;
mod examples;
mod features;
mod forgotten;
mod maps;
mod moving;
mod programs;
mod random;
mod stable;
mod support;
mod tools;
