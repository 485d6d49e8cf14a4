use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value as Json;
use stackwright::aws::ec2::VpcHandle;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, like};

use super::{at, ids, made, made_of, nginx, only, quiet, small};

/// A stack with a VPC and nothing else.
fn network(vpc: Vpc) -> Template {
    made(|stack| {
        stack.add("Vpc", vpc);
    })
}

fn new() -> Vpc {
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
fn two_zones_and_one_nat_gateway_unless_said_otherwise() {
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
fn the_checker_is_content_with_every_nat() {
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
fn a_service_waits_for_the_routes_of_its_subnets() {
    let template = made(|stack| {
        let vpc = stack.add("Vpc", new());
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = stack.add("Task", small().container(nginx()));
        stack.add("Service", FargateService::new(cluster, task));
    });
    template.has_resource(
        "AWS::ECS::Service",
        like!({ "DependsOn": [
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
fn a_nat_gateway_in_each_zone() {
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
fn a_regional_nat_gateway_needs_no_plan_by_zone() {
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
fn nat_costs_are_said() {
    let gateways = |vpc| ids(&network(vpc), "AWS::EC2::NatGateway").len();
    assert_eq!(gateways(new().zones(3)), 1);
    assert_eq!(gateways(new().zones(3).nat(Nat::None)), 0);
    assert_eq!(gateways(new().zones(3).nat(Nat::PerZone)), 3);
}

#[test]
fn isolated_subnets_have_no_way_out() {
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
fn the_number_of_zones_is_that_of_the_program() {
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
fn a_block_that_only_the_deployment_knows() {
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
fn zones_by_name_in_any_order() {
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
fn names_in_the_console() {
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

/// Every resource of a template, by logical id.
fn resources(template: &Template) -> BTreeMap<String, Json> {
    let all = template.json()["Resources"].as_object().expect("resources");
    all.iter()
        .map(|(id, one)| (id.clone(), one.clone()))
        .collect()
}

/// What a VPC may be asked for that must not touch what stands.
#[derive(Clone, Copy, Debug)]
struct Plan {
    zones: u8,
    nat: u8,
    isolated: bool,
}

impl Plan {
    fn template(self, block: Option<u8>) -> Template {
        made(|stack| {
            let vpc = match block {
                Some(prefix) => Vpc::new(format!("10.0.0.0/{prefix}")),
                None => Vpc::new(stack.add("Block", Parameter::string())),
            };
            let nat = [Nat::None, Nat::One, Nat::PerZone, Nat::Regional];
            let vpc = vpc.zones(self.zones).nat(nat[usize::from(self.nat)]);
            stack.add("Vpc", if self.isolated { vpc.isolated() } else { vpc });
        })
    }
}

fn plans() -> impl Strategy<Value = (Plan, Plan, Option<u8>)> {
    let block = prop::option::of(16..=24_u8);
    (
        block,
        1..=8_u8,
        0..=7_u8,
        0..4_u8,
        prop::array::uniform2(prop::bool::ANY),
    )
        .prop_map(|(block, zones, more, nat, [isolated, later])| {
            let room = if block.is_some_and(|prefix| prefix > 22) {
                4
            } else {
                8
            };
            let zones = zones.min(room);
            let plan = Plan {
                zones,
                nat,
                isolated,
            };
            let grown = Plan {
                zones: (zones + more).min(room),
                isolated: isolated || later,
                ..plan
            };
            (plan, grown, block)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// aws-cdk 6683, 28369, 2087: another zone, or another kind of subnets, shifts the addresses of
    /// those that stand, and replaces them. Here not one byte of what stands changes.
    #[test]
    fn a_zone_or_a_kind_more_moves_nothing((plan, grown, block) in plans()) {
        let (before, after) = (plan.template(block), grown.template(block));
        let after = resources(&after);
        for (id, resource) in resources(&before) {
            prop_assert_eq!(Some(&resource), after.get(&id), "{}", id);
        }
    }

    /// Another way of NAT is a matter of routes: subnets and their tables stay as they are.
    #[test]
    fn another_nat_moves_no_subnet((plan, _, block) in plans(), nat in 0..4_u8) {
        let (before, after) = (plan.template(block), Plan { nat, ..plan }.template(block));
        let after = resources(&after);
        for (id, resource) in resources(&before) {
            let stays = ["AWS::EC2::Subnet", "AWS::EC2::RouteTable", "AWS::EC2::VPC"];
            if stays.iter().any(|of_type| resource["Type"] == *of_type) {
                prop_assert_eq!(Some(&resource), after.get(&id), "{}", id);
            }
        }
    }
}

/// An imported VPC knows as much as it is told.
#[test]
fn imported_with_isolated_subnets_and_its_block() {
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
