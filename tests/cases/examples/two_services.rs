//! A shop of two services, one of which nobody but the other can reach.

use super::{assert_snapshot, synthesized};

#[test]
fn yaml_template() {
    let files = synthesized("two-services", &["--format", "yaml"]);
    assert_snapshot(
        "two-services",
        "Shop.template.yaml",
        &files["Shop.template.yaml"],
    );
}
