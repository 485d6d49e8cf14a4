use serde_json::json;
use stackwright::aws::ec2::PrefixList;
use stackwright::prelude::*;
use stackwright_assert::{absent, like};

use super::{at, made, only};

fn vpc(stack: Scope<'_>) -> stackwright::aws::ec2::VpcHandle {
    super::super::vpc(stack)
}

#[test]
pub(crate) fn every_rule_says_what_it_is_for() {
    let template = made(|stack| {
        let office = Peer::ipv4("203.0.113.0/24").describe("the office");
        let group = SecurityGroup::new(vpc(stack))
            .allow_from(office, Port::tcp(443))
            .allow_from(Peer::any_ipv6(), Port::udp_range(50, 60))
            .allow_to(Peer::ipv4("10.0.0.0/16"), Port::tcp(5432));
        stack.add("Group", group);
        stack.add("Open", SecurityGroup::new(vpc(stack.scope("Other"))));
    });
    let says = |text: &'static str| like!({ "Description": text });
    at(
        &template,
        "Group",
        "AWS::EC2::SecurityGroup",
        like!({
            "SecurityGroupIngress": [
                says("the office"),
                says("udp 50 to 60 from ::/0"),
            ],
            "SecurityGroupEgress": [says("tcp 5432 to 10.0.0.0/16")],
        }),
    );
    at(
        &template,
        "Open",
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupEgress": [says("all traffic to 0.0.0.0/0")] }),
    );
}

#[test]
pub(crate) fn all_of_a_vpc() {
    let template = made(|stack| {
        let own = stack.add("Own", Vpc::new("10.0.0.0/16"));
        let inside = SecurityGroup::new(own).allow_from(Peer::vpc(own), Port::tcp(443));
        stack.add("Inside", inside);
        let other = Vpc::imported("vpc-0a1b2c3d").cidr("10.1.0.0/16");
        let other = stack.add("Other", other);
        let out = SecurityGroup::new(other).allow_to(Peer::vpc(other), Port::tcp(443));
        stack.add("Out", out);
    });
    let block = json!({ "Fn::GetAtt": ["Own", "CidrBlock"] });
    at(
        &template,
        "Inside",
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": [
            { "CidrIp": block, "Description": "tcp 443 from the VPC" },
        ] }),
    );
    at(
        &template,
        "Out",
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupEgress": [{ "CidrIp": "10.1.0.0/16" }] }),
    );
}

/// Nothing of what is not known gets into the template.
#[test]
pub(crate) fn all_of_a_vpc_whose_addresses_are_not_known() {
    let app = App::new();
    let stack = app.stack("Test");
    let vpc = stack.add("Vpc", Vpc::imported("vpc-0a1b2c3d"));
    let group = SecurityGroup::new(vpc).allow_from(Peer::vpc(vpc), Port::tcp(443));
    stack.add("Group", group);
    let said = app.synth().diagnostics;
    let codes: Vec<&str> = said.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["APP113"], "{said:?}");
}

/// EC2 takes rules for one that differ in their descriptions alone.
#[test]
pub(crate) fn a_rule_is_one_whatever_it_says() {
    let template = made(|stack| {
        let office = || Peer::ipv4("203.0.113.0/24");
        let group = SecurityGroup::new(vpc(stack))
            .allow_from(office().describe("Berlin"), Port::tcp(443))
            .allow_from(office().describe("Porto"), Port::tcp(443));
        stack.add("Group", group);
    });
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": [{ "Description": "Berlin" }] }),
    );
}

#[test]
pub(crate) fn members_of_a_group_reach_each_other() {
    let template = made(|stack| {
        let group = SecurityGroup::new(vpc(stack)).without_outbound();
        stack.add("Group", group.allow_within(Port::tcp(2551)));
    });
    only(
        &template,
        "AWS::EC2::SecurityGroupIngress",
        like!({
            "GroupId": { "Fn::GetAtt": ["Group", "GroupId"] },
            "SourceSecurityGroupId": { "Fn::GetAtt": ["Group", "GroupId"] },
            "FromPort": 2551,
        }),
    );
    template.resource_count_is("AWS::EC2::SecurityGroupEgress", 1);
}

#[test]
pub(crate) fn what_has_no_ports() {
    let rules = [
        (Port::icmp_ping(), "icmp", Some((8, -1)), "icmp type 8"),
        (Port::icmp(3, 4), "icmp", Some((3, 4)), "icmp type 3 code 4"),
        (Port::all_icmp(), "icmp", Some((-1, -1)), "all icmp"),
        (
            Port::icmpv6_ping(),
            "icmpv6",
            Some((128, -1)),
            "icmpv6 type 128",
        ),
        (Port::all_icmpv6(), "icmpv6", Some((-1, -1)), "all icmpv6"),
        (Port::esp(), "50", None, "esp"),
        (Port::ah(), "51", None, "ah"),
        (Port::all_tcp(), "tcp", Some((0, 65535)), "tcp 0 to 65535"),
        (Port::all_udp(), "udp", Some((0, 65535)), "udp 0 to 65535"),
    ];
    for (port, protocol, numbers, text) in rules {
        let template = made(|stack| {
            let group = SecurityGroup::new(vpc(stack)).allow_from(Peer::any_ipv4(), port);
            stack.add("Group", group);
        });
        let number = |which: fn((i32, i32)) -> i32| match numbers.map(which) {
            Some(number) => like!(number),
            None => absent(),
        };
        only(
            &template,
            "AWS::EC2::SecurityGroup",
            like!({ "SecurityGroupIngress": [{
                "IpProtocol": protocol,
                "FromPort": number(|(first, _)| first),
                "ToPort": number(|(_, last)| last),
                "Description": format!("{text} from 0.0.0.0/0"),
            }] }),
        );
        // A load balancer and a container have no use for them.
        let has_ports = matches!(protocol, "tcp" | "udp");
        assert_eq!(port.bounds().is_some(), has_ports, "{text}");
    }
}

/// Connections take them, too; the ids of their rules say what they are.
#[test]
pub(crate) fn a_connection_by_ping() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let (a, b) = (SecurityGroup::new(vpc), SecurityGroup::new(vpc));
        let (a, b) = (stack.add("A", a), stack.add("B", b));
        stack.connect(a, b, Port::icmp_ping());
    });
    at(
        &template,
        "BIngressFromAIcmpType8",
        "AWS::EC2::SecurityGroupIngress",
        like!({ "IpProtocol": "icmp", "FromPort": 8, "ToPort": -1 }),
    );
}

/// What may leave over IPv4 may leave over IPv6, where the VPC has it.
#[test]
pub(crate) fn ipv6_is_no_other_matter() {
    let template = made(|stack| {
        let new = stack.add("New", Vpc::new("10.0.0.0/16").ipv6().nat(Nat::None));
        stack.add("A", SecurityGroup::new(new));
        let known = Vpc::imported("vpc-0a1b2c3d").ipv6();
        let known = stack.add("Known", known.private(["subnet-0aaaaaaa"]));
        stack.add("B", SecurityGroup::new(known));
        stack.add("C", SecurityGroup::new(vpc(stack)));
    });
    let both =
        like!({ "SecurityGroupEgress": [{ "CidrIp": "0.0.0.0/0" }, { "CidrIpv6": "::/0" }] });
    at(&template, "A", "AWS::EC2::SecurityGroup", both.clone());
    at(&template, "B", "AWS::EC2::SecurityGroup", both);
    at(
        &template,
        "C",
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupEgress": [{ "CidrIp": "0.0.0.0/0" }] }),
    );
}

#[test]
pub(crate) fn a_list_of_prefixes() {
    let template = made(|stack| {
        let list = PrefixList::ipv4()
            .entry("203.0.113.0/24", "Berlin")
            .entry("198.51.100.0/24", "Porto");
        let list = stack.add("Offices", list);
        let group = SecurityGroup::new(vpc(stack))
            .allow_from(Peer::prefix_list(list), Port::tcp(443))
            .allow_to(Peer::prefix_list(list), Port::tcp(25));
        stack.add("Group", group);
        let more = PrefixList::ipv6().name("guests").max_entries(5);
        stack.add("Guests", more.entry("2001:db8::/32", "guests"));
    });
    at(
        &template,
        "Offices",
        "AWS::EC2::PrefixList",
        like!({
            "PrefixListName": "Test/Offices",
            "AddressFamily": "IPv4",
            "MaxEntries": 2,
            "Entries": [
                { "Cidr": "203.0.113.0/24", "Description": "Berlin" },
                { "Cidr": "198.51.100.0/24", "Description": "Porto" },
            ],
        }),
    );
    at(
        &template,
        "Guests",
        "AWS::EC2::PrefixList",
        like!({ "PrefixListName": "guests", "AddressFamily": "IPv6", "MaxEntries": 5 }),
    );
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({
            "SecurityGroupIngress": [{
                "SourcePrefixListId": { "Ref": "Offices" },
                "Description": "tcp 443 from a list of prefixes",
            }],
            "SecurityGroupEgress": [{ "DestinationPrefixListId": { "Ref": "Offices" } }],
        }),
    );
}

/// CloudFront's list has another id in each region, and AWS publishes none.
#[test]
pub(crate) fn lists_of_aws_by_region() {
    let template = made(|stack| {
        let ids = [("eu-west-1", "pl-0a1b2c3d"), ("us-east-1", "pl-1a2b3c4d")];
        let list = stack.add("CloudFront", PrefixList::imported_by_region(ids));
        let one = stack.add("One", PrefixList::imported("pl-9a8b7c6d"));
        let group = SecurityGroup::new(vpc(stack))
            .allow_from(Peer::prefix_list(list), Port::tcp(443))
            .allow_from(Peer::prefix_list(one), Port::tcp(443));
        stack.add("Group", group);
    });
    let id = like!({ "Fn::FindInMap": ["CloudFrontIds", { "Ref": "AWS::Region" }, "Id"] });
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": [
            { "SourcePrefixListId": id },
            { "SourcePrefixListId": "pl-9a8b7c6d" },
        ] }),
    );
}

/// aws-cdk 25490: an egress rule for an imported group takes the rule away that lets all out. Here an
/// imported group has no rule changed, unless it was imported open to change, and then by rules of
/// their own.
#[test]
pub(crate) fn the_egress_of_an_imported_group_is_left_alone() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let left = stack.add("Left", SecurityGroup::imported("sg-0a1b2c3d"));
        let open = SecurityGroup::imported("sg-1a2b3c4d").open_to_change();
        let open = stack.add("Open", open);
        let target = stack.add("Target", SecurityGroup::new(vpc));
        stack.connect(left, target, Port::tcp(80));
        stack.connect(open, target, Port::tcp(80));
    });
    only(
        &template,
        "AWS::EC2::SecurityGroupEgress",
        like!({ "GroupId": "sg-1a2b3c4d" }),
    );
}

#[test]
pub(crate) fn named_and_described() {
    let template = made(|stack| {
        let group = SecurityGroup::new(vpc(stack))
            .name("web")
            .describe("the web");
        stack.add("Group", group.allow_from(Peer::any_ipv4(), Port::tcp(80)));
    });
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({ "GroupName": "web", "GroupDescription": "the web" }),
    );
}

/// Nothing that constructs make stands in the group that comes with a VPC.
#[test]
pub(crate) fn nobody_uses_the_default_group() {
    let template = made(|stack| {
        let vpc = Vpc::new("10.0.0.0/16").endpoints_for_tasks();
        let vpc = stack.add("Vpc", vpc);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = stack.add("Task", super::small().container(super::nginx().port(80)));
        let alb = stack.add("Alb", AlbWithTargetGroup::new(vpc, Port::http(80)));
        stack.add("Service", FargateService::new(cluster, task).behind(alb));
    });
    assert!(!template.json().to_string().contains("DefaultSecurityGroup"));
    let groups = [
        "AWS::ECS::Service",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
    ];
    for of_type in groups {
        template.resource_count_is(of_type, 1);
    }
}
