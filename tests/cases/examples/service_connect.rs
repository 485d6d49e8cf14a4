//! Services that reach each other under short names.

use super::{assert_same_ids, assert_snapshot, synthesized};

#[test]
pub(crate) fn yaml_template() {
    let files = synthesized("service-connect", &["--format", "yaml"]);
    assert_snapshot(
        "service-connect",
        "Shop.template.yaml",
        &files["Shop.template.yaml"],
    );
}

#[test]
fn logical_ids() {
    assert_same_ids("service-connect");
}
