//! Rules between security groups: inside them where that makes no ring, beside them where it would.

use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::ec2::SecurityGroupHandle;
use stackwright::prelude::*;
use stackwright_assert::{Matcher, Template, absent, any, exact, like, regex};

use super::{at, ids, made, made_of, vpc};

const INGRESS: &str = "AWS::EC2::SecurityGroupIngress";
const EGRESS: &str = "AWS::EC2::SecurityGroupEgress";

/// A group that lets nothing out, in a VPC of its own name.
fn closed(stack: Scope<'_>, id: &'static str) -> SecurityGroupHandle {
    stack.add(id, new(stack, id).no_outbound())
}

fn open(stack: Scope<'_>, id: &'static str) -> SecurityGroupHandle {
    stack.add(id, new(stack, id))
}

fn new(stack: Scope<'_>, id: &'static str) -> SecurityGroup {
    SecurityGroup::new(stack.add(format!("{id}Vpc"), Vpc::imported("vpc-0a1b2c3d")))
}

/// The security group with this logical id has properties like these.
#[track_caller]
fn group(template: &Template, id: &str, properties: impl Into<Matcher>) {
    at(template, id, "AWS::EC2::SecurityGroup", properties);
}

#[test]
fn a_group_lets_everything_out_and_nothing_in() {
    let template = made(|stack| {
        open(stack, "Group");
    });
    group(
        &template,
        "Group",
        exact(json!({
            "GroupDescription": "Test/Group",
            "VpcId": "vpc-0a1b2c3d",
            "SecurityGroupEgress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}],
        })),
    );
}

#[test]
fn rules_for_addresses() {
    let template = made(|stack| {
        let group = SecurityGroup::new(vpc(stack))
            .describe("tasks")
            .name("tasks")
            .allow_from(Peer::any_ipv4(), Port::tcp(443))
            .allow_from(Peer::any_ipv6(), Port::udp_range(50, 60))
            .allow_from(Peer::prefix_list("pl-1"), Port::all())
            .allow_to(Peer::ipv4("10.0.0.0/16"), Port::tcp(5432))
            .allow_to(Peer::prefix_list("pl-2"), Port::tcp(443));
        stack.add("Group", group);
    });
    group(
        &template,
        "Group",
        exact(json!({
            "GroupDescription": "tasks",
            "GroupName": "tasks",
            "VpcId": "vpc-0a1b2c3d",
            "SecurityGroupIngress": [
                {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"},
                {"IpProtocol": "udp", "FromPort": 50, "ToPort": 60, "CidrIpv6": "::/0"},
                {"IpProtocol": "-1", "SourcePrefixListId": "pl-1"},
            ],
            "SecurityGroupEgress": [
                {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "10.0.0.0/16"},
                {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "DestinationPrefixListId": "pl-2"},
            ],
        })),
    );
}

/// The rule inside `b` needs `a`; the one for `a` would close a ring inside it.
#[test]
fn two_groups_of_one_stack() {
    assert_snapshot!(crate::support::template(|stack| {
        let (a, b) = (closed(stack, "A"), closed(stack, "B"));
        stack.connect(a, b, Port::tcp(3000));
    }), @r"
    Resources:
      ACCC8ACD5:
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: Test/A
          VpcId: vpc-0a1b2c3d
          SecurityGroupEgress:
            - IpProtocol: icmp
              FromPort: 252
              ToPort: 86
              CidrIp: 255.255.255.255/32
              Description: nothing may leave but what other rules allow
      AEgressToBTcp300090E79592:
        Type: AWS::EC2::SecurityGroupEgress
        Properties:
          IpProtocol: tcp
          FromPort: 3000
          ToPort: 3000
          DestinationSecurityGroupId: !Ref B08E7C7AF
          Description: tcp 3000 to B
          GroupId: !Ref ACCC8ACD5
      B08E7C7AF:
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: Test/B
          VpcId: vpc-0a1b2c3d
          SecurityGroupEgress:
            - IpProtocol: icmp
              FromPort: 252
              ToPort: 86
              CidrIp: 255.255.255.255/32
              Description: nothing may leave but what other rules allow
          SecurityGroupIngress:
            - IpProtocol: tcp
              FromPort: 3000
              ToPort: 3000
              SourceSecurityGroupId: !Ref ACCC8ACD5
              Description: tcp 3000 from A
    ");
}

#[test]
fn a_group_that_lets_everything_out_gets_no_rule() {
    let template = made(|stack| {
        let (a, b) = (open(stack, "A"), open(stack, "B"));
        stack.connect(a, b, Port::tcp(3000));
    });
    template.resource_count_is(EGRESS, 0);
    group(&template, "A", like!({ "SecurityGroupEgress": [any()] }));
}

#[test]
fn both_ways_and_every_port_shape() {
    let template = made(|stack| {
        let (a, b) = (open(stack, "A"), open(stack, "B"));
        stack.connect(a, b, Port::udp_range(50, 60));
        stack.connect(b, a, Port::all());
    });
    let inside = like!([{ "Description": "udp 50 to 60 from A" }]);
    group(&template, "B", like!({ "SecurityGroupIngress": inside }));
    template.resource_count_is(INGRESS, 1);
    at(
        &template,
        "AIngressFromBAllTraffic",
        INGRESS,
        exact(json!({
            "IpProtocol": "-1",
            "SourceSecurityGroupId": {"Ref": "B"},
            "Description": "all traffic from B",
            "GroupId": {"Ref": "A"},
        })),
    );
}

#[test]
fn a_group_and_itself() {
    let template = made(|stack| {
        let group = closed(stack, "Group");
        stack.connect(group, group, Port::tcp(7946));
    });
    template.resource_count_is(INGRESS, 1);
    template.resource_count_is(EGRESS, 1);
    // Nothing was let out inside it, so the rule that stands for nothing stays.
    let nothing = like!({ "CidrIp": "255.255.255.255/32" });
    group(
        &template,
        "Group",
        like!({ "SecurityGroupEgress": [nothing] }),
    );
}

#[test]
fn what_is_asked_for_twice_is_there_once() {
    let once = made(|stack| {
        let (a, b) = (closed(stack, "A"), closed(stack, "B"));
        stack.connect(a, b, Port::tcp(80));
    });
    let twice = made(|stack| {
        let (a, b) = (closed(stack, "A"), closed(stack, "B"));
        stack.connect(a, b, Port::tcp(80));
        stack.connect(a, b, Port::http(80));
    });
    assert_eq!(once.json(), twice.json());
}

#[test]
fn the_order_of_connections_changes_nothing() {
    let made = |forth: bool| {
        made(|stack| {
            let (a, b) = (closed(stack, "A"), closed(stack, "B"));
            let mut wanted = vec![
                (a, b, Port::tcp(80)),
                (b, a, Port::tcp(81)),
                (a, b, Port::tcp(82)),
            ];
            if !forth {
                wanted.reverse();
            }
            for (from, to, port) in wanted {
                stack.connect(from, to, port);
            }
        })
    };
    assert_eq!(made(true).json(), made(false).json());
}

#[test]
fn what_leaves_for_an_imported_group_is_said_inside() {
    let template = made(|stack| {
        let database = stack.add("Database", SecurityGroup::imported("sg-db"));
        stack.connect(closed(stack, "Group"), database, Port::tcp(5432));
    });
    // The rule that stood for nothing has gone.
    let rule = exact(json!({
        "IpProtocol": "tcp",
        "FromPort": 5432,
        "ToPort": 5432,
        "DestinationSecurityGroupId": "sg-db",
        "Description": "tcp 5432 to Database",
    }));
    group(&template, "Group", like!({ "SecurityGroupEgress": [rule] }));
    // The imported one is left alone.
    template.resource_count_is(INGRESS, 0);
}

#[test]
fn imported_groups_that_may_be_changed() {
    let template = made(|stack| {
        let group = open(stack, "Group");
        for id in ["sg-a", "sg-b"] {
            let imported = stack.add(id, SecurityGroup::imported(id).open_to_change());
            stack.connect(group, imported, Port::tcp(5432));
            stack.connect(imported, group, Port::tcp(80));
        }
    });
    template.resource_count_is(INGRESS, 2);
    for (id, changed) in [
        ("sgaIngressFromGroupTcp5432", "sg-a"),
        ("sgbIngressFromGroupTcp5432", "sg-b"),
    ] {
        at(&template, id, INGRESS, like!({ "GroupId": changed }));
    }
    assert_eq!(
        ids(&template, EGRESS),
        ["sgaEgressToGroupTcp80", "sgbEgressToGroupTcp80"],
        "what they let out is not known"
    );
    group(
        &template,
        "Group",
        like!({ "SecurityGroupIngress": [any(), any()] }),
    );
}

#[test]
fn across_stacks_the_rules_are_where_they_are_asked_for() {
    let app = App::new();
    let (base, shop) = (app.stack("Base"), app.stack("Shop"));
    let (a, b) = (closed(base, "A"), closed(shop, "B"));
    shop.connect(a, b, Port::tcp(3000));
    shop.connect(b, a, Port::tcp(5432));
    let all = made_of(&app);
    all["Base"].resource_count_is(INGRESS, 0);
    all["Base"].resource_count_is(EGRESS, 0);
    assert_eq!(
        ids(&all["Shop"], INGRESS),
        ["BIngressFromBaseATcp3000", "BaseAIngressFromBTcp5432"]
    );
    assert_eq!(
        ids(&all["Shop"], EGRESS),
        ["BaseAEgressToBTcp3000", "BEgressToBaseATcp5432"]
    );
    let import = like!({ "Fn::ImportValue": regex("^Base:ExportsOutputRefA") });
    let rule = like!({ "GroupId": import });
    at(&all["Shop"], "BaseAEgressToBTcp3000", EGRESS, rule);
}

/// What a typed group lets out is read from its rules.
#[test]
fn typed_groups_of_ones_own() {
    let typed = |group: cfn::ec2::SecurityGroup<_>| {
        made(|stack| {
            let typed = stack.add("Typed", group.vpc_id("vpc-0a1b2c3d"));
            stack.connect(typed, open(stack, "Group"), Port::tcp(80));
            stack.connect(open(stack, "Other"), typed, Port::tcp(81));
        })
    };
    let new = || cfn::ec2::SecurityGroup::new().group_description("typed");
    let all_out = typed(new());
    all_out.resource_count_is(EGRESS, 0);
    let ingress = like!([{ "Description": "tcp 81 from Other" }]);
    group(
        &all_out,
        "Typed",
        like!({ "SecurityGroupEgress": absent(), "SecurityGroupIngress": ingress }),
    );
    let rule = cfn::ec2::security_group::Egress::new()
        .ip_protocol("tcp")
        .from_port(443)
        .to_port(443)
        .cidr_ip("0.0.0.0/0");
    let narrow = typed(new().security_group_egress([rule]));
    narrow.resource_count_is(EGRESS, 1);
}
