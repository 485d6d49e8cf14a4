use serde_json::Value as Json;
use stackwright::aws::ec2::VpcHandle;
use stackwright::prelude::*;
use stackwright_assert::{any, like};

use super::vpc::new;
use super::{made, nginx, only, small};

/// The subnets of a service that is placed like this, in three zones.
fn chosen(vpc: impl Construct<Handle = VpcHandle>, subnets: SubnetSelection) -> Json {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", vpc);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = stack.add("Task", small().container(nginx()));
        stack.add(
            "Service",
            FargateService::new(cluster, task).subnets(subnets),
        );
    });
    let service = template
        .find_resources("AWS::ECS::Service", any())
        .remove(0);
    let network = &service.value["Properties"]["NetworkConfiguration"]["AwsvpcConfiguration"];
    serde_json::json!([network["Subnets"], service.value["DependsOn"]])
}

/// By kind, and by zone; what stands in one subnet waits for the routes of that one alone.
#[test]
pub(crate) fn subnets_are_chosen_by_kind_and_zone() {
    let new = || new().zones(3).isolated();
    let kind = chosen(new(), SubnetSelection::of(SubnetKind::Isolated));
    let subnet = |number: u8| serde_json::json!({ "Ref": format!("VpcIsolatedSubnet{number}") });
    assert_eq!(
        kind[0],
        serde_json::json!([subnet(1), subnet(2), subnet(3)])
    );
    let first = chosen(
        new(),
        SubnetSelection::of(SubnetKind::Isolated).first_zones(1),
    );
    assert_eq!(
        first,
        serde_json::json!([
            [subnet(1)],
            ["VpcS3Endpoint", "VpcIsolatedSubnet1RouteTableAssociation"],
        ])
    );
    let named = Vpc::new("10.0.0.0/16").in_zones(["eu-west-1c", "eu-west-1a"]);
    let in_c = SubnetSelection::of(SubnetKind::Private).in_zones(["eu-west-1c"]);
    assert_eq!(
        chosen(named, in_c)[0],
        serde_json::json!([{ "Ref": "VpcPrivateSubnet3" }])
    );
}

/// Public ones, however they are chosen, give tasks an address.
#[test]
pub(crate) fn a_kind_alone_is_a_selection() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", new());
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = stack.add("Task", small().container(nginx()));
        let service = FargateService::new(cluster, task);
        stack.add("Service", service.subnets(SubnetKind::Public));
        let isolated = AlbWithTargetGroup::new(vpc, Port::http(80)).subnets(SubnetKind::Private);
        stack.add("Alb", isolated);
    });
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "NetworkConfiguration": { "AwsvpcConfiguration": { "AssignPublicIp": "ENABLED" } } }),
    );
}

/// aws-cdk wants the zones of an imported VPC before it lets anything choose by them; here they are
/// asked for where somebody does.
#[test]
pub(crate) fn an_imported_vpc_with_several_subnets_in_a_zone() {
    let ids = [
        "subnet-0aaaaaaa",
        "subnet-0bbbbbbb",
        "subnet-0ccccccc",
        "subnet-0ddddddd",
    ];
    let vpc = || {
        Vpc::imported("vpc-0a1b2c3d")
            .private(ids)
            .in_zones(["eu-west-1a", "eu-west-1b"])
    };
    let of = |selection: fn(SubnetSelection) -> SubnetSelection| {
        chosen(vpc(), selection(SubnetSelection::of(SubnetKind::Private)))[0].clone()
    };
    assert_eq!(
        of(SubnetSelection::one_per_zone),
        serde_json::json!(["subnet-0aaaaaaa", "subnet-0bbbbbbb"])
    );
    assert_eq!(
        of(|all| all.in_zones(["eu-west-1b"])),
        serde_json::json!(["subnet-0bbbbbbb", "subnet-0ddddddd"])
    );
}
