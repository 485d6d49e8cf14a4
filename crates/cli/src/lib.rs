//! The command line of every app: a program describes its stacks in a function and gives it to
//! [`run`]. The binary `stackwright` is [`tool`]: it checks any template.
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use stackwright_core::{App, Output, Parameter};
//!
//! fn main() -> ExitCode {
//!     stackwright_cli::run(|app| {
//!         let web = app.stack("Web");
//!         let name = web.add("Name", Parameter::string());
//!         web.add("Shown", Output::new(name));
//!     })
//! }
//! ```
//!
//! What is said goes to standard output, what is found on the way to standard error; for `check`,
//! what is found is what is said. The exit code is 0 for success, 1 if the app or a template has
//! errors, and 2 if the command was not understood or a file could not be read or written.
//!
//! Nothing is decided here that a program could not do by itself: the work is done by
//! [`App::synth`](stackwright_core::App::synth), [`check_app`],
//! [`Assembly`](stackwright_assembly::Assembly) and [`check`](stackwright_check::check); [`report`] collects and renders findings, and [`pages`]
//! says what there is to know about rules.

mod args;
mod at_once;
mod checked;
mod command;
mod failure;
mod findings;
pub mod pages;
pub mod report;
mod run;
mod tool;

pub use checked::{check_app, check_stack};
pub use run::{run, run_with};
pub use tool::{tool, tool_with};
