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
//! What was asked for goes to standard output, what is found or done on the way to standard error;
//! for `check`, what is found is what was asked for. The exit code is 0 for success, 1 if the app
//! or a template has errors, and 2 if the command was not understood or a file could not be read
//! or written.
//!
//! Nothing is decided here that a program could not do by itself: the work is done by
//! [`App::synth`](stackwright_core::App::synth), [`check_app`],
//! [`Assembly`](stackwright_assembly::Assembly) and [`check`](stackwright_check::check); [`report`]
//! collects and renders findings, and [`pages`] says what there is to know about rules.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `app/` | the command line of an app, a command a file |
//! | `tool/` | that of the binary, a command a file |
//! | `main` | where the binary starts |
//! | `checking` | the options of both commands `check`, and what they have in common |
//! | `stacks` | where templates are read from: files, assemblies, revisions of git |
//! | `why/` | which construct, line and relation made something |
//! | `types/` | what is known of a resource type |
//! | `cost/` | what stacks cost a month, as text or JSON |
//! | `adopt/` | which lines keep a deployed stack where it is |
//! | `diff/` | what changes from some stacks to others, as text, Markdown or JSON |
//! | `graph/` | what both commands `graph` share |
//! | `views` | stacks as views take them, with who made what |
//! | `ids/` | logical ids against those that are locked |
//! | `import` | what is said of a program written from templates, as JSON |
//! | `adopted` | what is said of one that was written with constructs, as JSON |
//! | `plan/` | what it takes to deploy, as text, Markdown, JSON or a script |
//! | `doctor/` | which versions there are of what is needed, and whether they fit |
//! | `checked` | how the stacks of an app are checked, and findings get the line of the program |
//! | `at_once` | how work is spread over processors |
//! | `report/` | findings of all files as text, JSON or SARIF |
//! | `lookups/` | what is looked up in accounts, and the file that keeps it |
//! | `findings` | findings as `synth` and `list` tell them, and how many |
//! | `pages` | the page of a code, and the table and the list of all codes |
//! | `markdown` | texts in Markdown |
//! | `progress` | how far what takes over a second has come |
//! | `terminal` | where it is said, and with colours or without |
//! | `json` | values as the JSON that scripts read |
//! | `whole` | files that are written wholly or not at all |
//! | `failure` | why a command could not be carried out |
//! | `exit` | the exit codes |

#![cfg_attr(
    not(all(feature = "lookup", feature = "tool")),
    allow(
        dead_code,
        unused_imports,
        reason = "some of what is private serves one feature alone"
    )
)]

#[cfg(feature = "diff")]
pub mod adopt;
#[cfg(feature = "tool")]
pub mod adopted;
mod app;
mod at_once;
mod checked;
mod checking;
#[cfg(feature = "cost")]
pub mod cost;
#[cfg(feature = "diff")]
pub mod diff;
#[cfg(feature = "tool")]
pub mod doctor;
mod exit;
mod failure;
mod findings;
#[cfg(feature = "graph")]
mod graph;
#[cfg(feature = "plan")]
pub mod ids;
#[cfg(feature = "tool")]
pub mod import;
mod json;
mod lookups;
#[cfg(any(feature = "diff", feature = "plan"))]
mod markdown;
#[cfg(feature = "tool")]
pub mod pages;
#[cfg(feature = "plan")]
pub mod plan;
mod progress;
pub mod report;
#[cfg(any(feature = "cost", feature = "diff", feature = "why"))]
mod stacks;
mod terminal;
#[cfg(feature = "tool")]
mod tool;
#[cfg(feature = "tool")]
pub mod types;
#[cfg(any(feature = "cost", feature = "graph", feature = "why"))]
mod views;
mod whole;
#[cfg(feature = "why")]
pub mod why;

#[cfg(feature = "settings")]
pub use app::{SettingsError, read_settings, run_with, run_with_args};
pub use app::{run, run_args};
pub use checked::{check_app, check_stack};
#[cfg(feature = "tool")]
pub use tool::{tool, tool_with};
