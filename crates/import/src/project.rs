//! The files of a project.

use std::collections::BTreeSet;

use crate::Program;

/// A project that synthesizes templates: a manifest, and a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// `Cargo.toml`
    pub manifest: String,
    /// `src/main.rs`
    pub main: String,
}

impl Project {
    /// The project of a program. `name` is the name of the package, `dependency` says where the crate
    /// comes from, as `version = "0.1"` or `path = "../stackwright/crates/stackwright"`.
    #[must_use]
    pub fn of(program: &Program, name: &str, from: &str, dependency: &str) -> Self {
        Project {
            manifest: manifest(name, dependency, &program.features),
            main: main(program, from),
        }
    }
}

fn manifest(name: &str, dependency: &str, features: &BTreeSet<String>) -> String {
    let mut text = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         stackwright = {{ {dependency}, default-features = false }}\n"
    );
    if !features.is_empty() {
        let features: Vec<String> = features.iter().map(|name| format!("{name:?}")).collect();
        text.push_str(&format!(
            "stackwright-cfn = {{ {}, default-features = false, features = [{}] }}\n",
            dependency.replace("crates/stackwright", "crates/cfn"),
            features.join(", ")
        ));
    }
    text
}

fn main(program: &Program, from: &str) -> String {
    format!(
        "//! The stack of `{from}`, imported.\n\n{}\nfn main() -> std::process::ExitCode {{\n    \
         stackwright::run(build)\n}}\n\n{}",
        program.uses, program.build
    )
}

/// The id of a stack for a file's name: `web-app` for `web-app.template.yaml`.
#[must_use]
pub fn stack_id(file: &str) -> String {
    let stem = file.split('.').next().unwrap_or_default();
    let mut id = String::new();
    for character in stem.chars() {
        match character {
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if id.is_empty() || id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    let id = id.trim_matches('-');
    match id.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => id.chars().take(128).collect(),
        false => format!("Stack{id}").chars().take(128).collect(),
    }
}
