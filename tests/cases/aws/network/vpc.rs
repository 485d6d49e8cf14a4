use std::collections::BTreeMap;

use serde_json::Value as Json;
use stackwright::aws::ec2::VpcHandle;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, like};

use super::{at, ids, made, made_of, nginx, only, quiet, small};

/// A stack with a VPC and nothing else.
pub(super) fn network(vpc: Vpc) -> Template {
    made(|stack| {
        stack.add("Vpc", vpc);
    })
}

pub(super) fn new() -> Vpc {
    Vpc::new("10.0.0.0/16")
}

/// The blocks of subnets, by logical id.
fn blocks(template: &Template) -> BTreeMap<String, String> {
    let subnets = template.find_resources("AWS::EC2::Subnet", any());
    let block = |value: &Json| value["Properties"]["CidrBlock"].to_string();
    let found = subnets.into_iter();
    found.map(|found| (found.id, block(&found.value))).collect()
}

#[test]
pub(crate) fn two_zones_and_one_nat_gateway_unless_said_otherwise() {
    let template = network(new());
    only(
        &template,
        "AWS::EC2::VPC",
        like!({
            "CidrBlock": "10.0.0.0/16",
            "EnableDnsSupport": true,
            "EnableDnsHostnames": true,
        }),
    );
    assert_eq!(
        ids(&template, "AWS::EC2::Subnet"),
        [
            "VpcPublicSubnet1",
            "VpcPublicSubnet2",
            "VpcPrivateSubnet1",
            "VpcPrivateSubnet2"
        ]
    );
    at(
        &template,
        "VpcPrivateSubnet2",
        "AWS::EC2::Subnet",
        like!({
            "VpcId": { "Ref": "Vpc" },
            "AvailabilityZone": { "Fn::Select": [1, { "Fn::GetAZs": "" }] },
            "CidrBlock": "10.0.16.0/20",
            "MapPublicIpOnLaunch": false,
            "Tags": [{ "Key": "Name", "Value": "Test/Vpc/PrivateSubnet2" }],
        }),
    );
    for zone in 1..=2 {
        at(
            &template,
            &format!("VpcPrivateSubnet{zone}DefaultRoute"),
            "AWS::EC2::Route",
            like!({
                "RouteTableId": { "Ref": format!("VpcPrivateSubnet{zone}RouteTable") },
                "DestinationCidrBlock": "0.0.0.0/0",
                "NatGatewayId": { "Ref": "VpcPublicSubnet1NatGateway" },
            }),
        );
    }
    only(
        &template,
        "AWS::EC2::NatGateway",
        like!({ "SubnetId": { "Ref": "VpcPublicSubnet1" } }),
    );
    at(
        &template,
        "VpcPublicRoute",
        "AWS::EC2::Route",
        like!({ "GatewayId": { "Ref": "VpcInternetGateway" } }),
    );
    template.has_resource(
        "AWS::EC2::NatGateway",
        like!({ "DependsOn": "VpcPublicSubnet1RouteTableAssociation" }),
    );
}

/// Nobody has to say more for the checker to be content.
#[test]
pub(crate) fn the_checker_is_content_with_every_nat() {
    for nat in [Nat::One, Nat::PerZone, Nat::Regional] {
        quiet(|app| {
            let network = app.stack("Network");
            network.tag("Team", "shop");
            let vpc = network.add("Vpc", new().nat(nat).isolated());
            let cluster = network.add("Cluster", Cluster::new(vpc).container_insights());
            let web = Container::new("web", "public.ecr.aws/nginx/nginx:1.27").port(80);
            let task = network.add("Task", small().container(web));
            network.add("Service", FargateService::new(cluster, task));
        });
    }
}

/// What stands in a private subnet is made once it has its route, and not before.
#[test]
pub(crate) fn a_service_waits_for_the_routes_of_its_subnets() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", new());
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = stack.add("Task", small().container(nginx()));
        stack.add("Service", FargateService::new(cluster, task));
    });
    template.has_resource(
        "AWS::ECS::Service",
        like!({ "DependsOn": [
            "VpcS3Endpoint",
            "VpcPrivateSubnet1RouteTableAssociation",
            "VpcPrivateSubnet2RouteTableAssociation",
        ] }),
    );
    template.has_resource(
        "AWS::EC2::SubnetRouteTableAssociation",
        like!({
            "DependsOn": "VpcPrivateSubnet1DefaultRoute",
            "Properties": { "SubnetId": { "Ref": "VpcPrivateSubnet1" } },
        }),
    );
}

#[test]
pub(crate) fn a_nat_gateway_in_each_zone() {
    let template = network(new().zones(3).nat(Nat::PerZone));
    template.resource_count_is("AWS::EC2::NatGateway", 3);
    for zone in 1..=3 {
        at(
            &template,
            &format!("VpcPrivateSubnet{zone}DefaultRoute"),
            "AWS::EC2::Route",
            like!({ "NatGatewayId": { "Ref": format!("VpcPublicSubnet{zone}NatGateway") } }),
        );
    }
}

/// It stands in the VPC and in no subnet, and finds its addresses itself.
#[test]
pub(crate) fn a_regional_nat_gateway_needs_no_plan_by_zone() {
    let template = network(new().zones(3).nat(Nat::Regional));
    only(
        &template,
        "AWS::EC2::NatGateway",
        like!({
            "AvailabilityMode": "regional",
            "ConnectivityType": "public",
            "VpcId": { "Ref": "Vpc" },
            "SubnetId": absent(),
            "AllocationId": absent(),
        }),
    );
    template.resource_count_is("AWS::EC2::EIP", 0);
    for zone in 1..=3 {
        at(
            &template,
            &format!("VpcPrivateSubnet{zone}DefaultRoute"),
            "AWS::EC2::Route",
            like!({ "NatGatewayId": { "Ref": "VpcNatGateway" } }),
        );
    }
}

/// aws-cdk makes a gateway in each zone when nothing is said: here that is a word.
#[test]
pub(crate) fn nat_costs_are_said() {
    let gateways = |vpc| ids(&network(vpc), "AWS::EC2::NatGateway").len();
    assert_eq!(gateways(new().zones(3)), 1);
    assert_eq!(gateways(new().zones(3).nat(Nat::None)), 0);
    assert_eq!(gateways(new().zones(3).nat(Nat::PerZone)), 3);
}

#[test]
pub(crate) fn isolated_subnets_have_no_way_out() {
    let template = network(new().isolated());
    let routes = template.find_resources(
        "AWS::EC2::Route",
        like!({ "Properties": { "RouteTableId": { "Ref": "VpcIsolatedRouteTable" } } }),
    );
    assert!(routes.is_empty(), "{routes:?}");
    at(
        &template,
        "VpcIsolatedSubnet1RouteTableAssociation",
        "AWS::EC2::SubnetRouteTableAssociation",
        like!({ "RouteTableId": { "Ref": "VpcIsolatedRouteTable" } }),
    );
}

/// The number of zones is the program's and not the account's: one template for all of them.
#[test]
pub(crate) fn the_number_of_zones_is_that_of_the_program() {
    let written = |place: Option<&'static str>| {
        let app = App::new();
        let stack = app.stack("Network");
        if let Some(region) = place {
            stack.environment("111122223333", region);
        }
        stack.add("Vpc", new().zones(3));
        app.synth().stacks[0].template.to_yaml()
    };
    assert_eq!(written(None), written(Some("eu-central-1")));
}

#[test]
pub(crate) fn a_block_that_only_the_deployment_knows() {
    let template = made(|stack| {
        let block = stack.add("Block", Parameter::string());
        stack.add("Vpc", Vpc::new(block).prefix(20));
    });
    only(
        &template,
        "AWS::EC2::VPC",
        like!({ "CidrBlock": { "Ref": "Block" } }),
    );
    let cut = |number: u8, count: u8, bits: u8| {
        like!({ "CidrBlock": { "Fn::Select": [
            number,
            { "Fn::Cidr": [{ "Fn::GetAtt": ["Vpc", "CidrBlock"] }, count, bits] },
        ] } })
    };
    // Half of a `/20` in eight `/24`, and an eighth of it in eight `/26`.
    at(
        &template,
        "VpcPrivateSubnet2",
        "AWS::EC2::Subnet",
        cut(1, 16, 8),
    );
    at(
        &template,
        "VpcPublicSubnet1",
        "AWS::EC2::Subnet",
        cut(32, 64, 6),
    );
}

/// A zone has the place of its letter.
#[test]
pub(crate) fn zones_by_name_in_any_order() {
    let of = |zones: &[&'static str]| {
        let app = App::new();
        let stack = app
            .stack("Network")
            .environment("111122223333", "us-east-1");
        stack.add("Vpc", new().nat(Nat::Regional).in_zones(zones.to_vec()));
        blocks(&made_of(&app)["Network"])
    };
    let both = of(&["us-east-1a", "us-east-1d"]);
    assert_eq!(both["VpcPrivateSubnet4"], "\"10.0.48.0/20\"");
    assert_eq!(both, of(&["us-east-1d", "us-east-1a"]));
    let three = of(&["us-east-1b", "us-east-1a", "us-east-1d"]);
    assert!(both.iter().all(|(id, block)| three[id] == *block));
}

#[test]
pub(crate) fn names_in_the_console() {
    let template = network(new().name("shop"));
    let named = |name: &'static str| like!({ "Tags": [{ "Key": "Name", "Value": name }] });
    at(&template, "Vpc", "AWS::EC2::VPC", named("shop"));
    at(
        &template,
        "VpcPublicSubnet1",
        "AWS::EC2::Subnet",
        named("shop/PublicSubnet1"),
    );
}

/// An imported VPC knows as much as it is told.
#[test]
pub(crate) fn ipv6_beside_ipv4() {
    let template = network(new().ipv6());
    at(
        &template,
        "VpcIpv6Block",
        "AWS::EC2::VPCCidrBlock",
        like!({ "AmazonProvidedIpv6CidrBlock": true, "VpcId": { "Ref": "Vpc" } }),
    );
    let block = |number: u8| {
        like!({
            "AssignIpv6AddressOnCreation": true,
            "Ipv6CidrBlock": { "Fn::Select": [
                number,
                { "Fn::Cidr": [
                    { "Fn::Select": [0, { "Fn::GetAtt": ["Vpc", "Ipv6CidrBlocks"] }] },
                    256,
                    64,
                ] },
            ] },
        })
    };
    at(&template, "VpcPrivateSubnet1", "AWS::EC2::Subnet", block(0));
    at(&template, "VpcPublicSubnet2", "AWS::EC2::Subnet", block(17));
    // The VPC has the addresses once that is there.
    template.all_resources("AWS::EC2::Subnet", like!({ "DependsOn": "VpcIpv6Block" }));
    at(
        &template,
        "VpcPublicIpv6Route",
        "AWS::EC2::Route",
        like!({ "DestinationIpv6CidrBlock": "::/0", "GatewayId": { "Ref": "VpcInternetGateway" } }),
    );
    at(
        &template,
        "VpcPrivateSubnet2DefaultIpv6Route",
        "AWS::EC2::Route",
        like!({ "EgressOnlyInternetGatewayId": { "Ref": "VpcEgressOnlyInternetGateway" } }),
    );
    quiet(|app| {
        let network = app.stack("Network");
        network.tag("Team", "shop");
        network.add("Vpc", new().ipv6().isolated());
    });
}

#[test]
pub(crate) fn addresses_from_ipam() {
    let template = network(Vpc::from_ipam("ipam-pool-0a1b2c3d", 20).ipv6_from_ipam("ipam-pool-6"));
    only(
        &template,
        "AWS::EC2::VPC",
        like!({
            "CidrBlock": absent(),
            "Ipv4IpamPoolId": "ipam-pool-0a1b2c3d",
            "Ipv4NetmaskLength": 20,
        }),
    );
    only(
        &template,
        "AWS::EC2::VPCCidrBlock",
        like!({ "Ipv6IpamPoolId": "ipam-pool-6", "Ipv6NetmaskLength": 56 }),
    );
    at(
        &template,
        "VpcPrivateSubnet1",
        "AWS::EC2::Subnet",
        like!({ "CidrBlock": { "Fn::Select": [
            0,
            { "Fn::Cidr": [{ "Fn::GetAtt": ["Vpc", "CidrBlock"] }, 16, 8] },
        ] } }),
    );
}

/// Nothing in it can face the internet, and there is nothing to pay for.
#[test]
pub(crate) fn without_public_subnets() {
    let template = network(new().without_public());
    for none in ["InternetGateway", "NatGateway", "EIP", "Route"] {
        template.resource_count_is(&format!("AWS::EC2::{none}"), 0);
    }
    let subnets = ids(&template, "AWS::EC2::Subnet");
    assert_eq!(subnets, ["VpcPrivateSubnet1", "VpcPrivateSubnet2"]);
    let regional = network(new().without_public().nat(Nat::Regional));
    regional.resource_count_is("AWS::EC2::NatGateway", 1);
    regional.resource_count_is("AWS::EC2::InternetGateway", 1);
}

#[test]
pub(crate) fn blocks_that_others_gave_out() {
    let given = ["10.0.200.0/24", "10.0.201.0/24"];
    let all = blocks(&network(new().blocks(SubnetKind::Public, given)));
    assert_eq!(all["VpcPublicSubnet2"], "\"10.0.201.0/24\"");
    assert_eq!(all["VpcPrivateSubnet2"], "\"10.0.16.0/20\"");
    // With a block for each, a VPC needs no plan.
    let small = Vpc::new("10.0.0.0/26").zones(1);
    let small = small
        .blocks(SubnetKind::Public, ["10.0.0.0/28"])
        .blocks(SubnetKind::Private, ["10.0.0.16/28"]);
    assert_eq!(blocks(&network(small)).len(), 2);
}

#[test]
pub(crate) fn hardware_of_its_own() {
    let template = network(new().dedicated());
    only(
        &template,
        "AWS::EC2::VPC",
        like!({ "InstanceTenancy": "dedicated" }),
    );
}

/// Routes of one's own, as to another VPC.
#[test]
pub(crate) fn tables_take_more_routes() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", new());
        for (number, table) in vpc
            .route_tables(stack, SubnetKind::Private)
            .into_iter()
            .enumerate()
        {
            let route = cfn::ec2::Route::new()
                .route_table_id(table)
                .destination_cidr_block("10.9.0.0/16")
                .vpc_peering_connection_id("pcx-0a1b2c3d");
            stack.add(format!("Peering{number}"), route);
        }
        assert_eq!(vpc.route_tables(stack, SubnetKind::Public).len(), 1);
        assert_eq!(vpc.availability_zones(stack).len(), 2);
    });
    template.resource_properties_count_is(
        "AWS::EC2::Route",
        like!({ "VpcPeeringConnectionId": "pcx-0a1b2c3d" }),
        2,
    );
}

/// An imported VPC knows as much as it is told.
#[test]
pub(crate) fn imported_with_isolated_subnets_and_its_block() {
    let template = made(|stack| {
        let vpc: VpcHandle = stack.add(
            "Vpc",
            Vpc::imported("vpc-0a1b2c3d")
                .isolated(["subnet-0aaaaaaa", "subnet-0bbbbbbb"])
                .cidr("10.4.0.0/16"),
        );
        stack.add("Block", Output::new(vpc.cidr()));
        let ids = vpc.subnets(SubnetKind::Isolated);
        stack.add(
            "First",
            Output::new(stackwright::core::select::<SubnetId>(0, ids)),
        );
    });
    template.has_output("Block", like!({ "Value": "10.4.0.0/16" }));
    template.has_output(
        "First",
        like!({ "Value": { "Fn::Select": [0, ["subnet-0aaaaaaa", "subnet-0bbbbbbb"]] } }),
    );
}

/// Each public and each isolated subnet has a table of its own, where that is asked for; a handle of each
/// is found by its path.
#[test]
pub(crate) fn a_route_table_for_each_subnet() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", new().isolated().route_table_each());
        assert_eq!(vpc.route_tables(stack, SubnetKind::Public).len(), 2);
        assert_eq!(vpc.route_tables(stack, SubnetKind::Isolated).len(), 2);
        let subnet: cfn::ec2::SubnetHandle = stack.resource_at("Vpc/IsolatedSubnet2");
        stack.add("Subnet", Output::new(subnet.reference()));
    });
    let tables = template.find_resources("AWS::EC2::RouteTable", any());
    assert_eq!(tables.len(), 6);
}

#[test]
pub(crate) fn a_handle_by_a_path_is_of_what_is_there() {
    let app = App::new();
    let stack = app.stack("Web");
    stack.add("Vpc", new());
    let _: cfn::ec2::SubnetHandle = stack.resource_at("Vpc/PublicSubnet1");
    assert_eq!(app.synth().diagnostics, []);
    let _: cfn::ec2::SubnetHandle = stack.resource_at("Vpc/PublicSubnet3");
    let _: cfn::ec2::VpcHandle = stack.resource_at("Vpc/PublicSubnet1");
    let codes = app.synth().diagnostics.into_iter().map(|found| found.code);
    assert_eq!(codes.collect::<Vec<_>>(), ["APP119", "APP119"]);
}
