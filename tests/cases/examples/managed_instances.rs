//! Instances that ECS looks after, as capacity of a cluster.

use super::{assert_same_ids, assert_snapshot, synthesized};

#[test]
fn yaml_template() {
    let files = synthesized("managed-instances", &["--format", "yaml"]);
    assert_snapshot(
        "managed-instances",
        "Managed.template.yaml",
        &files["Managed.template.yaml"],
    );
}

#[test]
fn logical_ids() {
    assert_same_ids("managed-instances");
}
