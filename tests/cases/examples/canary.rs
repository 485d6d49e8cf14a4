//! A shop whose new versions are tried before everybody gets them.

use super::{assert_same_ids, assert_snapshot, synthesized};

#[test]
pub(crate) fn yaml_template() {
    let files = synthesized("canary", &["--format", "yaml"]);
    assert_snapshot("canary", "Shop.template.yaml", &files["Shop.template.yaml"]);
}

#[test]
fn logical_ids() {
    assert_same_ids("canary");
}
