//! A shop of two services, one of which nobody but the other can reach.

use super::{assert_same_ids, assert_snapshot, synthesized};

#[test]
fn yaml_template() {
    let files = synthesized("two-services", &["--format", "yaml"]);
    assert_snapshot(
        "two-services",
        "Shop.template.yaml",
        &files["Shop.template.yaml"],
    );
}

#[test]
fn logical_ids() {
    assert_same_ids("two-services");
}
