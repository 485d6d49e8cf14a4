use insta::assert_snapshot;
use stackwright::aws::ecs::{ExpressMetric, ExpressService};
use stackwright::prelude::*;

use super::said;
use crate::aws::vpc;

const IMAGE: &str = "public.ecr.aws/nginx/nginx:1.27";

#[test]
fn ecs164_scaling_between_numbers_in_the_wrong_order() {
    assert_snapshot!(said(|stack| {
        let metric = ExpressMetric::Cpu(60.percent());
        stack.add("Shop", ExpressService::new(IMAGE).scale(metric, std::ops::RangeInclusive::new(3, 1)));
    }), @r#"
    error[ECS164]: an Express service scales between 3 and 1 tasks
      at Web/Shop
      help: say the smaller number first, as `1..=10`
    "#);
}

/// The mixture that ECS refuses, however the subnets are named.
#[test]
fn ecs165_subnets_that_are_partly_public() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let subnets = ["subnet-0aaaaaaa", "subnet-0ccccccc"];
        stack.add("Shop", ExpressService::new(IMAGE).vpc(vpc).subnets(subnets));
    }), @r#"
    error[ECS165]: the subnets of this Express service are partly public, partly private
      at Web/Shop
      help: choose one kind, as `.subnets(SubnetKind::Private)`
    "#);
}
