//! An API in a VPC that nothing leads out of but endpoints.

use super::{assert_same_ids, assert_snapshot, run, synthesized};

#[test]
fn yaml_templates() {
    let files = synthesized("private-service", &["--format", "yaml"]);
    for stack in ["Network", "Api"] {
        let name = format!("{stack}.template.yaml");
        assert_snapshot("private-service", &name, &files[&name]);
    }
}

#[test]
fn logical_ids() {
    assert_same_ids("private-service");
}

/// Alarms are another story; the rest is as the checker wants it.
#[test]
fn the_checker_finds_nothing() {
    let directory = tempfile::tempdir().expect("a directory");
    let arguments = ["check", "--deny", "warnings", "--ignore", "OPS437"];
    let output = run("private-service", directory.path(), &arguments);
    assert!(output.status.success(), "{output:?}");
}
