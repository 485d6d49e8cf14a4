//! The command line of every app: a program describes its stacks in a function and gives it to
//! [`run`].
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
//! What is said goes to standard output, what is found to standard error. The exit code is 0 for
//! success, 1 if the app has errors, and 2 if the command was not understood or a file could not
//! be written.
//!
//! Nothing is decided here that a program could not do by itself: the work is done by
//! [`App::synth`](stackwright_core::App::synth) and
//! [`Assembly`](stackwright_assembly::Assembly).

mod args;
mod command;
mod failure;
mod findings;
mod run;

pub use run::{run, run_with};
