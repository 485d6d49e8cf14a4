//! What people look at before they deploy CloudFormation templates.
//!
//! A view is made of [`Stack`]s, whoever wrote their templates: [`cost`] says what they cost a month.
//! Answers are types; how they are shown is for whoever asks.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `stack` | what a view is made of: a template, and who made what of it |
//! | `cost/` | what it costs a month, from dated prices with their sources |

pub mod cost;
mod stack;

pub use stack::{Made, Stack};
