//! Templates that deploy must raise no error.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

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
