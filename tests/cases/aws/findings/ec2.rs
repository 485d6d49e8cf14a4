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
        let service = stack.add("Typed", cfn::ecs::Service::new());
        stack.connect(group, ServiceHandle::from(service), Port::tcp(80));
    }), @r"
    error[EC2101]: `Web/Typed` is connected, and its security group is not known
      at Web
      help: connect the group itself, or add it as a construct
    ");
}
