//! Programs that were written from templates, compiled in one batch.

#![deny(warnings)]

use stackwright::core::App;

/// A template and its program.
pub struct Imported {
    /// The file.
    pub file: &'static str,
    /// `yaml` or `json`.
    pub notation: &'static str,
    /// The template.
    pub text: &'static str,
    /// The program.
    pub build: fn(&App),
}

/// The folder with the programs.
pub const PROGRAMS: &str = env!("OUT_DIR");

include!(concat!(env!("OUT_DIR"), "/all.rs"));
