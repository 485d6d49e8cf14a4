//! The example draws what is there.

#![allow(
    clippy::expect_used,
    clippy::panic,
    dead_code,
    reason = "a test fails by panicking; the example has a `main`"
)]

#[path = "../examples/who_reaches_whom.rs"]
mod example;

use stackwright_template::Template;

/// A load balancer before a service, whose tasks write to a file system that lets nobody in.
const SHOP: &str = include_str!("data/shop.yaml");

#[test]
fn arrows_tell_who_reaches_whom() {
    let template = Template::from_yaml(SHOP).expect("the template is right");
    assert_eq!(
        example::picture(&template),
        r#"digraph {
  rankdir=LR;
  "Balancer" -> "Web" [label="tcp 8080", color=green];
  "Web" -> "AWS and registries" [label="tcp 443", color=green];
  "Web" -> "Mount" [label="tcp 2049", color=red];
  "clients" -> "Balancer" [label="tcp 80", color=green];
}
"#
    );
}
