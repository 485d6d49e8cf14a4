//! Instances of one's own, as capacity of a cluster.

use super::{assert_same_ids, assert_snapshot, synthesized};

#[test]
fn yaml_template() {
    let files = synthesized("ec2-capacity", &["--format", "yaml"]);
    assert_snapshot(
        "ec2-capacity",
        "Fleet.template.yaml",
        &files["Fleet.template.yaml"],
    );
}

#[test]
fn logical_ids() {
    assert_same_ids("ec2-capacity");
}
