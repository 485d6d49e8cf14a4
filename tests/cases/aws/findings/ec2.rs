//! What is said of security groups.

use insta::assert_snapshot;
use stackwright::aws::ec2::{GatewayEndpoint, GatewayService, InterfaceEndpoint, InterfaceService};
use stackwright::aws::ecs::ServiceHandle;
use stackwright::aws::elasticache::{CacheSize, Valkey};
use stackwright::aws::rds::{Postgres, PostgresVersion};
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

/// A cache without nodes has a second port, for who only reads.
#[test]
fn ec2103_a_port_that_nobody_listens_on() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let two = stack.add("Two", Vpc::new("10.0.0.0/16").zones(2));
        let group = stack.add("Group", SecurityGroup::new(vpc));
        let db = stack.add("Db", Postgres::new(two, PostgresVersion::V17).port(6000));
        let cache = stack.add("Cache", Valkey::new(two));
        let nodes = stack.add("Nodes", Valkey::nodes(two, CacheSize::T4gSmall));
        stack.connect(group, db, db.port());
        stack.connect(group, db, Port::tcp_range(5000, 7000));
        stack.connect(group, cache, Port::tcp(6380));
        stack.connect(group, db, Port::tcp(5432));
        stack.connect(group, nodes, Port::tcp(6380));
    }), @r#"
    error[EC2103]: `Web/Db` is connected on tcp 5432, and listens on tcp 6000
      at Web
      help: connect on the port of the handle: `stack.connect(api, db, db.port())`, or take a link, as `container.link(db.login())`
    error[EC2103]: `Web/Nodes` is connected on tcp 6380, and listens on tcp 6379
      at Web
      help: connect on the port of the handle: `stack.connect(api, db, db.port())`, or take a link, as `container.link(db.login())`
    "#);
}

#[test]
fn ec2110_a_block_that_is_none() {
    assert_snapshot!(said(|stack| {
        stack.add("A", Vpc::new("10.0.1.0/16"));
        stack.add("B", Vpc::new("ten"));
    }), @r"
    error[EC2110]: `10.0.1.0/16` has bits set behind its prefix
      at Web/A
      help: write `10.0.0.0/16`, the block that it lies in
    error[EC2110]: `ten` is no block of IPv4 addresses
      at Web/B
      help: write a block such as `10.0.0.0/16`
    ");
}

#[test]
fn ec2111_a_vpc_too_small_for_a_plan() {
    assert_snapshot!(said(|stack| {
        stack.add("Vpc", Vpc::new("10.0.0.0/26"));
    }), @r"
    error[EC2111]: there is no plan for a VPC of `10.0.0.0/26`
      at Web/Vpc
      help: choose a block from `/16` to `/24`
    ");
}

#[test]
fn ec2112_more_zones_than_there_is_room_for() {
    assert_snapshot!(said(|stack| {
        stack.add("Vpc", Vpc::new("10.0.0.0/24").zones(5));
        let letters = Vpc::new("10.0.0.0/24").in_zones(["us-east-1a", "us-east-1f"]);
        stack.add("Letters", letters);
    }), @r"
    error[EC2112]: a VPC in 5 zones; there is room for 1 to 4
      at Web/Vpc
      help: name fewer zones, or choose a larger block
    error[EC2112]: there is no place for `us-east-1f` among 4 zones
      at Web/Letters
      help: places go by the letter of a zone; name another zone, or choose a larger block
    ");
}

#[test]
fn ec2113_zones_that_are_none() {
    assert_snapshot!(said(|stack| {
        let zones = ["us-west-2a", "us-west-2-lax-1a", "us-west-2a"];
        stack.add("Vpc", Vpc::new("10.0.0.0/16").in_zones(zones));
    }), @r"
    error[EC2113]: `us-west-2-lax-1a` is no Availability Zone of a region
      at Web/Vpc
      help: name Availability Zones of the region, each once, and within the room of the block
    error[EC2113]: the zone `us-west-2a` has its place already
      at Web/Vpc
      help: name each zone once; places go by the letter of a zone
    ");
}

/// Whenever the stack says where it is deployed.
#[test]
fn ec2114_zones_of_another_region() {
    assert_snapshot!(said(|stack| {
        let zones = ["us-east-1a", "us-east-1b"];
        stack.add("Vpc", Vpc::new("10.0.0.0/16").in_zones(zones));
        stack.stack().environment("111122223333", "eu-west-1");
    }), @r"
    error[EC2114]: `us-east-1a` is no zone of `eu-west-1`, where the stack is
      at Web/Vpc
      help: name zones of the region in which the stack is deployed
    error[EC2114]: `us-east-1b` is no zone of `eu-west-1`, where the stack is
      at Web/Vpc
      help: name zones of the region in which the stack is deployed
    ");
}

#[test]
fn ec2115_nat_gateways_without_public_subnets() {
    assert_snapshot!(said(|stack| {
        let vpc = Vpc::new("10.0.0.0/16").without_public();
        stack.add("Vpc", vpc.nat(Nat::PerZone));
    }), @r"
    error[EC2115]: `Nat::PerZone` without public subnets
      at Web/Vpc
      help: keep the public subnets, or choose `Nat::Regional`, which needs none, or `Nat::None`
    ");
}

#[test]
fn ec2116_more_blocks_than_subnets() {
    assert_snapshot!(said(|stack| {
        let vpc = Vpc::new("10.0.0.0/16").blocks(SubnetKind::Public, ["10.0.0.0/24"]);
        stack.add("Vpc", vpc.blocks(SubnetKind::Isolated, ["10.0.1.0/24"]));
    }), @r"
    error[EC2116]: blocks of isolated subnets: 1, where 0 are needed
      at Web/Vpc
      help: give one block for each zone, or none, and each has its place in the plan
    error[EC2116]: blocks of public subnets: 1, where 2 are needed
      at Web/Vpc
      help: give one block for each zone, or none, and each has its place in the plan
    ");
}

#[test]
fn ec2117_subnets_that_there_are_not() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("New", Vpc::new("10.0.0.0/16").in_zones(["eu-west-1a", "eu-west-1b"]));
        let alb = |subnets| AlbWithTargetGroup::new(vpc, Port::http(80)).subnets(subnets);
        stack.add("Kind", alb(SubnetSelection::of(SubnetKind::Isolated)));
        let private = SubnetSelection::of(SubnetKind::Private);
        stack.add("Zone", alb(private.clone().in_zones(["eu-west-1a", "eu-west-1c"])));
        let unknown = crate::aws::vpc(stack);
        let alb = AlbWithTargetGroup::new(unknown, Port::http(80));
        stack.add("Unknown", alb.subnets(private.first_zones(2)));
    }), @r"
    error[EC2117]: there are no isolated subnets to stand in
      at Web/Kind/LoadBalancer
      help: choose subnets that the VPC has, or give it these
    error[EC2117]: there is no private subnet in the zone `eu-west-1c`
      at Web/Zone/LoadBalancer
      help: choose subnets that the VPC has, or give it these
    error[EC2117]: the zones of the private subnets are not known
      at Web/Unknown/LoadBalancer
      help: name them where the VPC is imported, `.in_zones([...])`
    ");
}

#[test]
fn ec2118_a_gateway_endpoint_in_no_route_table() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        stack.add("Files", GatewayEndpoint::new(vpc, GatewayService::S3));
    }), @r"
    error[EC2118]: a way to `s3` that stands in no route table
      at Web/Files
      help: name the route tables, `.route_tables([...])`
    ");
}

#[test]
fn ec2119_an_endpoint_open_to_what_is_not_known() {
    assert_snapshot!(said(|stack| {
        let endpoint = InterfaceEndpoint::new(vpc(stack), InterfaceService::Sqs);
        stack.add("Queues", endpoint.open_to_vpc());
    }), @r"
    error[EC2119]: an endpoint open to a VPC whose addresses are not known
      at Web/Queues
      help: import the VPC with its block, `.cidr(...)`, or connect to the endpoint who calls it
    ");
}
