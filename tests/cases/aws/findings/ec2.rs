//! What is said of security groups.

use insta::assert_snapshot;
use stackwright::aws::ecs::ServiceHandle;
use stackwright::prelude::*;

use super::said;
use crate::aws::vpc;

#[test]
fn ec2101_a_service_whose_group_is_not_known() {
    assert_snapshot!(said(|stack| {
        let group = stack.add("Group", SecurityGroup::new(vpc(stack)));
        let service = stack.add("Typed", cfn::ecs::Service::new().task_definition("web:1"));
        stack.connect(group, ServiceHandle::from(service), Port::tcp(80));
    }), @r"
    error[EC2101]: `Web/Typed` is connected, and its security group is not known
      at Web
      help: connect the group itself, or add it as a construct
    ");
}

#[test]
fn ec2102_a_connection_that_a_rule_of_ones_own_makes_already() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let a = stack.add("A", SecurityGroup::new(vpc));
        let b = stack.add("B", SecurityGroup::new(vpc));
        let own = cfn::ec2::SecurityGroupIngress::new()
            .ip_protocol("tcp")
            .from_port(80)
            .to_port(80)
            .source_security_group_id(a)
            .group_id(b);
        stack.add("Own", own);
        stack.connect(a, b, Port::tcp(80));
    }), @r"
    warning[EC2102]: `Web/B` lets tcp 80 in from `Web/A` by a rule of its own, and is connected
      at Web/A
      help: keep the connection, or the rule
    ");
}
