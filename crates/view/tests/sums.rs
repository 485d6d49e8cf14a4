//! What resources cost, against sums made by hand: each says its arithmetic.

#![allow(clippy::unwrap_used)]

use stackwright_template::Template;
use stackwright_view::Stack;
use stackwright_view::cost::{Options, estimate};

/// The usual dollars a month of a template in a region, to a cent.
fn cents(region: &str, yaml: &str) -> String {
    let template = Template::from_yaml(yaml).unwrap();
    let stack = Stack::new("Test", template).in_region(Some(region.to_owned()));
    let month = estimate(&[stack], &Options::default());
    format!("{:.2}", month.amount().usual)
}

/// A quarter of a vCPU and half a GB, all month: the task that a well-known page prices.
const SEED: &str = "Resources:
  Web:
    Type: AWS::ECS::Service
    Properties: {TaskDefinition: !Ref Task, LaunchType: FARGATE, DesiredCount: 1}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {Cpu: 256, Memory: 512, ContainerDefinitions: [{Name: web, Image: nginx}]}
";

#[test]
fn a_quarter_of_a_vcpu_and_half_a_gb_cost_nine_dollars_in_virginia_and_more_in_tokyo() {
    // 0.25 x 730 x 0.04048 = 7.3876; 0.5 x 730 x 0.004445 = 1.622425; together 9.010025
    assert_eq!(cents("us-east-1", SEED), "9.01");
    // The same prices.
    assert_eq!(cents("eu-west-1", SEED), "9.01");
    // 0.25 x 730 x 0.04656 = 8.4972; 0.5 x 730 x 0.00511 = 1.86515; together 10.36235
    assert_eq!(cents("eu-central-1", SEED), "10.36");
    // 0.25 x 730 x 0.05056 = 9.2272; 0.5 x 730 x 0.00553 = 2.01845; together 11.24565
    assert_eq!(cents("ap-northeast-1", SEED), "11.25");
}
