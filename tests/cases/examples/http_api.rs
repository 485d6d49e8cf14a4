//! An HTTP API that finds tasks through a VPC link.

use super::{assert_clean, assert_same_ids, assert_snapshot, synthesized};

#[test]
fn yaml_template() {
    let files = synthesized("http-api", &["--format", "yaml"]);
    let name = "Orders.template.yaml";
    assert_snapshot("http-api", name, &files[name]);
}

#[test]
fn logical_ids() {
    assert_same_ids("http-api");
}

#[test]
fn the_checker_finds_nothing() {
    assert_clean("http-api");
}
