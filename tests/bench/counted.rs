//! The programs whose instructions `cargo xtask instructions` counts, by name.
//!
//! Only what happens below [`counted`] is counted: neither the start of the process nor what the
//! work is prepared from.

#![allow(clippy::expect_used, reason = "a benchmark fails by panicking")]

mod platform;
#[path = "../../crates/check/benches/templates/mod.rs"]
mod templates;

use std::hint::black_box;
use std::process::ExitCode;

use stackwright::assembly::Format;
use stackwright::check::{Options, check};
use stackwright::core::App;
use stackwright::template::Template;

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    match name.as_str() {
        "synthesize-25-services" => counted(|| synthesize(25)),
        "check-1-service" => check_services(1),
        "check-25-services" => check_services(25),
        "check-1-megabyte" => check_texts(&[templates::megabyte()]),
        "parse-1-megabyte" => {
            let text = templates::megabyte();
            counted(|| read(&text).root().len())
        }
        _ => {
            eprintln!("there is no program `{name}`");
            return ExitCode::FAILURE;
        }
    };
    ExitCode::SUCCESS
}

/// Does what is counted. The counter finds this function by its name.
#[inline(never)]
fn counted<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}

/// From the program to the text of its templates; their length.
fn synthesize(services: usize) -> usize {
    let app = App::new();
    platform::platform(&app, black_box(services));
    let synthesis = app.synth();
    assert!(!synthesis.has_errors(), "{:?}", synthesis.diagnostics);
    let stacks = synthesis.stacks.iter();
    stacks.map(|stack| Format::Json.render(stack).len()).sum()
}

fn check_services(services: usize) -> usize {
    check_texts(&templates::stacks(services))
}

/// The first check of a process: what is known of each type is read on the way.
fn check_texts(texts: &[String]) -> usize {
    let templates: Vec<Template> = texts.iter().map(|text| read(text)).collect();
    let found = |template| check(template, &Options::new()).len();
    counted(|| templates.iter().map(found).sum())
}

fn read(text: &str) -> Template {
    Template::from_yaml(text).expect("the text is a template")
}
