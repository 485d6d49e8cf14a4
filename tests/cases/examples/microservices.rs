//! A whole system, in two environments.

use super::{assert_clean, assert_same_ids, assert_snapshot, synthesized};

#[test]
fn yaml_templates() {
    let files = synthesized("microservices", &["--format", "yaml"]);
    for stack in ["Registry", "Staging", "Production"] {
        let name = format!("{stack}.template.yaml");
        assert_snapshot("microservices", &name, &files[&name]);
    }
}

#[test]
fn logical_ids() {
    assert_same_ids("microservices");
}

#[test]
fn the_checker_finds_nothing() {
    assert_clean("microservices");
}
