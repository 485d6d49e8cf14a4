//! What people look at before they deploy CloudFormation templates.
//!
//! A view is made of [`Stack`]s, whoever wrote their templates: [`cost`] says what they cost a month,
//! [`graph`] draws what they have to do with each other, [`why`] says
//! which construct, line and relation made something. [`types`] needs no stack: it says what is known of a
//! resource type.
//! Answers are types; how they are shown is for whoever asks.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `stack` | what a view is made of: a template, and who made what of it |
//! | `together/` | stacks that lead to each other, seen as one template |
//! | `graph/` | resources, network, rights and changes as pictures, a page and a model |
//! | `why/` | which construct, line and relation made something |
//! | `types/` | what is known of resource types, for people |
//! | `cost/` | what it costs a month, from dated prices with their sources |

pub mod cost;
pub mod graph;
mod stack;
mod together;
pub mod types;
pub mod why;

pub use stack::{Asked, Made, Stack};
