use insta::assert_snapshot;
use stackwright::aws::ecs::{Gateway, GatewayAccess};
use stackwright::prelude::*;

use super::said;
use crate::aws::{cluster, nginx, small, vpc};

#[test]
fn ecs160_a_gateway_where_there_are_no_subnets_for_it() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-1").private(["subnet-1", "subnet-2"]));
        stack.add("Gateway", Gateway::new(vpc).access(GatewayAccess::Public));
    }), @r#"
    error[ECS160]: the VPC of this gateway has no public subnets
      at Web/Gateway
      help: give the VPC public subnets, or name those of the gateway with `.subnets(...)`
    error[APP113]: `Web/Vpc` has no attribute `PublicSubnetIds`
      at Web/Gateway/Resource
      help: an imported construct has only the attributes it was imported with
    "#);
}

/// The number of subnets stands in the template, where the schema sees it.
#[test]
fn a_gateway_in_one_subnet() {
    assert_snapshot!(said(|stack| {
        stack.add("Gateway", Gateway::new(vpc(stack)).subnets(["subnet-1"]));
    }), @r#"
    error[SCH112]: the list has 1 items, where at least 2 are taken
      at Web/Gateway/Resource
      help: give as many items as are taken
    "#);
}

#[test]
fn ecs162_a_port_that_the_task_does_not_have() {
    let with = |container: Container| {
        said(|stack| {
            let cluster = cluster(stack);
            let gateway = Gateway::imported(
                "arn:aws:ecs:eu-west-1:111122223333:gateway/front",
                GatewayAccess::Private,
            );
            let gateway = stack.add("Gateway", gateway);
            let service = FargateService::new(cluster, small().container(container));
            stack.add("Service", service.through(gateway.port("web")));
        })
    };
    assert_snapshot!(with(nginx().port(80)), @r#"
    error[ECS162]: no container of the task has a port with the name `web`
      at Web/Service
      help: name it with `.named_port("web", ...)`
    "#);
    assert_snapshot!(with(nginx().named_port("http", Port::http(80)).named_port("admin", Port::http(81))), @r#"
    error[ECS162]: no container of the task has a port with the name `web`
      at Web/Service
      help: the named ports of the task are http, admin
    "#);
}

#[test]
fn ecs163_two_gateways_and_two_ports() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let one = stack.add("One", Gateway::new(vpc));
        let two = stack.add("Two", Gateway::new(vpc));
        let container = nginx().named_port("http", Port::http(80)).named_port("admin", Port::http(81));
        let service = FargateService::new(cluster, small().container(container));
        stack.add("Service", service.through(one.port("http")).through(two.port("admin")));
    }), @r#"
    error[ECS163]: this service is reached on the ports `http` and `admin` through gateways
      at Web/Service
      help: name the same port for all of them
    "#);
}
