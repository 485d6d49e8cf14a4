//! A whole system with its data, in environments that are files of settings.

use std::collections::BTreeSet;
use std::fs;

use super::{assert_clean_with, assert_same_ids_with, assert_snapshot, examples, run, synthesized};

/// Arguments with the settings of an environment.
fn of(environment: &str) -> [String; 2] {
    let file = examples().join(format!("booking/{environment}.yaml"));
    ["--settings".to_owned(), file.display().to_string()]
}

#[test]
fn yaml_templates() {
    let [option, file] = of("production");
    let files = synthesized("booking", &["--format", "yaml", &option, &file]);
    for stack in ["Network", "Data", "Services"] {
        let name = format!("Production-{stack}.template.yaml");
        assert_snapshot("booking", &name, &files[&name]);
    }
}

#[test]
fn logical_ids() {
    for environment in ["staging", "production"] {
        let [option, file] = of(environment);
        assert_same_ids_with("booking", &[&option, &file]);
    }
}

#[test]
fn the_checker_finds_nothing() {
    for environment in ["staging", "production"] {
        let [option, file] = of(environment);
        assert_clean_with("booking", &[&option, &file]);
    }
}

/// What the README of the example says that the checker tells is all that it tells.
#[test]
fn what_the_checker_tells_has_its_reason() {
    let page = fs::read_to_string(examples().join("booking/README.md")).expect("the page");
    for environment in ["staging", "production"] {
        let [option, file] = of(environment);
        let directory = tempfile::tempdir().expect("a directory");
        let arguments = ["check", "--format", "json", &option, &file];
        let output = run("booking", directory.path(), &arguments);
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let found = said["files"].as_array().into_iter().flatten();
        let found: Vec<_> = found
            .filter_map(|file| file["diagnostics"].as_array())
            .flatten()
            .collect();
        let codes: BTreeSet<_> = found.iter().map(|found| found["code"].as_str()).collect();
        assert!(!codes.is_empty(), "then the page says too much: {said}");
        for code in codes {
            let code = code.expect("a code");
            assert!(page.contains(&format!("| `{code}` |")), "{code}: no reason");
        }
    }
}

#[test]
fn constructs_alone_make_it() {
    let program = fs::read_to_string(examples().join("booking/main.rs")).expect("the program");
    for word in [
        "cfn",
        "override_property",
        "RawResource",
        "Statement",
        ".edit(",
        ".grant(",
        "object!",
        "json",
    ] {
        assert!(!program.contains(word), "{word}");
    }
}

/// Both as their formatters leave them: rustfmt as `cargo fmt --check` has it, prettier as `cargo
/// xtask judge` has it.
#[test]
fn it_has_no_more_lines_than_with_aws_cdk() {
    let lines = |text: &str| {
        let said = text.lines().map(str::trim).filter(|line| !line.is_empty());
        said.filter(|line| !["//", "/**", "*"].iter().any(|mark| line.starts_with(mark)))
            .count()
    };
    let ours = fs::read_to_string(examples().join("booking/main.rs")).expect("the program");
    let theirs = include_str!("../../peers/booking_cdk.ts");
    let (ours, theirs) = (lines(&ours), lines(theirs));
    assert!(ours <= theirs, "{ours} lines, and {theirs} with AWS CDK");
    assert!(ours > 100 && theirs > 100, "{ours} and {theirs} were read");
}
