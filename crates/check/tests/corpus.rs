//! Templates that deploy must raise no error.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use stackwright_check::{Options, check};
use stackwright_template::{Diagnostic, Severity, Template};

fn errors(file: &Path) -> Vec<Diagnostic> {
    let bytes = fs::read(file).expect("the file can be read");
    let template = Template::read(&bytes, &file.display().to_string()).expect("a template");
    let mut found = check(&template, &Options::new());
    for finding in &found {
        println!("{finding}");
    }
    found.retain(|finding| finding.severity == Severity::Error);
    found
}

#[test]
fn the_tutorials_templates_raise_no_error() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/tutorial");
    for name in ["ecr-repository.yaml", "ecs-cluster.yaml"] {
        assert_eq!(errors(&root.join(name)), Vec::new());
    }
}

#[test]
fn a_template_with_a_bit_of_everything_raises_nothing() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/whole.json");
    assert_eq!(errors(&file), Vec::new());
}

/// Templates that deploy, each with something tricky that its first line names.
#[test]
fn tricky_templates_that_deploy_raise_no_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good");
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).expect("the file can be read");
        let says_what = match file.extension().is_some_and(|end| end == "json") {
            true => text.contains("\"Description\": "),
            false => text.starts_with("# "),
        };
        assert!(says_what, "{} does not say what is tricky", file.display());
        let found = errors(file);
        wrong.extend(found.iter().map(|f| format!("{}: {f}", file.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(files.len() >= 60, "{} templates are left", files.len());
}
