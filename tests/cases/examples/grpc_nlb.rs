//! gRPC behind a network load balancer.

use super::{assert_clean, assert_same_ids, assert_snapshot, synthesized};

#[test]
fn yaml_template() {
    let files = synthesized("grpc-nlb", &["--format", "yaml"]);
    let name = "Prices.template.yaml";
    assert_snapshot("grpc-nlb", name, &files[name]);
}

#[test]
fn logical_ids() {
    assert_same_ids("grpc-nlb");
}

#[test]
fn the_checker_finds_nothing() {
    assert_clean("grpc-nlb");
}
