use insta::assert_snapshot;
use stackwright::aws::vpclattice::{
    LatticeAction, LatticeListener, LatticeMatch, LatticeRule, LatticeService, LatticeTargetGroup,
};
use stackwright::prelude::*;

use super::said;
use crate::aws::{cluster, nginx, small};

#[test]
fn ecs166_a_port_that_the_task_does_not_have() {
    assert_snapshot!(said(|stack| {
        let cluster = cluster(stack);
        let arn = "arn:aws:vpc-lattice:eu-west-1:111122223333:targetgroup/tg-0123456789abcdef0";
        let group = LatticeTargetGroup::imported(arn, Peer::prefix_list("pl-1"));
        let group = stack.add("Group", group);
        let service = FargateService::new(cluster, small().container(nginx().port(80)));
        stack.add("Service", service.lattice(group.port("http")));
    }), @r#"
    error[ECS166]: no container of the task has a port with the name `http`
      at Web/Service
      help: name the port of the container with `.named_port(...)`
    "#);
}

#[test]
fn lat101_two_rules_with_one_priority() {
    assert_snapshot!(said(|stack| {
        let orders = stack.add("Orders", LatticeService::new());
        let http = LatticeListener::new(orders, Port::http(80), LatticeAction::answer(404));
        let http = stack.add("Http", http);
        for (id, path) in [("Old", "/old"), ("New", "/new")] {
            let rule = LatticeRule::new(http, 10, LatticeMatch::path(path), LatticeAction::answer(410));
            stack.add(id, rule);
        }
    }), @r#"
    error[LAT101]: this rule has the priority 10, as `Web/New` has
      at Web/Old
      help: give each rule of a listener a priority of its own
    "#);
}
