//! Rules between security groups: resources of their own, whatever else is connected.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::json;
use stackwright::aws::ec2::SecurityGroupHandle;
use stackwright::prelude::*;
use stackwright_assert::{Findings, Matcher, Template, absent, any, exact, like, regex};

use super::{at, cluster, ids, made, made_of, vpc, web};

pub(super) const INGRESS: &str = "AWS::EC2::SecurityGroupIngress";
pub(super) const EGRESS: &str = "AWS::EC2::SecurityGroupEgress";

/// A group that lets nothing out, in a VPC of its own name.
pub(super) fn closed(stack: Scope<'_>, id: &'static str) -> SecurityGroupHandle {
    stack.add(id, new(stack, id).without_outbound())
}

pub(super) fn open(stack: Scope<'_>, id: &'static str) -> SecurityGroupHandle {
    stack.add(id, new(stack, id))
}

pub(super) fn new(stack: Scope<'_>, id: &'static str) -> SecurityGroup {
    SecurityGroup::new(stack.add(format!("{id}Vpc"), Vpc::imported("vpc-0a1b2c3d")))
}

/// The security group with this logical id has properties like these.
#[track_caller]
pub(super) fn group(template: &Template, id: &str, properties: impl Into<Matcher>) {
    at(template, id, "AWS::EC2::SecurityGroup", properties);
}

#[test]
pub(crate) fn a_group_lets_everything_out_and_nothing_in() {
    let template = made(|stack| {
        open(stack, "Group");
    });
    group(
        &template,
        "Group",
        exact(json!({
            "GroupDescription": "Test/Group",
            "VpcId": "vpc-0a1b2c3d",
            "SecurityGroupEgress": [{
                "IpProtocol": "-1",
                "CidrIp": "0.0.0.0/0",
                "Description": "all traffic to 0.0.0.0/0",
            }],
        })),
    );
}

#[test]
pub(crate) fn rules_for_addresses() {
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
                {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0",
                    "Description": "tcp 443 from 0.0.0.0/0"},
                {"IpProtocol": "udp", "FromPort": 50, "ToPort": 60, "CidrIpv6": "::/0",
                    "Description": "udp 50 to 60 from ::/0"},
                {"IpProtocol": "-1", "SourcePrefixListId": "pl-1",
                    "Description": "all traffic from pl-1"},
            ],
            "SecurityGroupEgress": [
                {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "10.0.0.0/16",
                    "Description": "tcp 5432 to 10.0.0.0/16"},
                {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "DestinationPrefixListId": "pl-2",
                    "Description": "tcp 443 to pl-2"},
            ],
        })),
    );
}

#[test]
fn rules_for_addresses_said_twice_are_one() {
    let rules = |twice: bool| {
        made(|stack| {
            let (inside, outside) = (Peer::ipv4("10.0.0.0/16"), Peer::any_ipv4());
            let mut group = SecurityGroup::new(vpc(stack))
                .allow_from(inside.clone(), Port::tcp(80))
                .allow_to(outside.clone(), Port::tcp(443));
            if twice {
                group = group
                    .allow_from(inside, Port::http(80))
                    .allow_to(outside, Port::https(443));
            }
            stack.add("Group", group);
        })
    };
    assert_eq!(rules(true).json(), rules(false).json());
}

#[test]
pub(crate) fn two_groups_of_one_stack() {
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
      AEgressToBTcp3000EAA5AA44:
        Type: AWS::EC2::SecurityGroupEgress
        Properties:
          IpProtocol: tcp
          FromPort: 3000
          ToPort: 3000
          DestinationSecurityGroupId: !GetAtt B08E7C7AF.GroupId
          Description: tcp 3000 to B
          GroupId: !GetAtt ACCC8ACD5.GroupId
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
      BIngressFromATcp3000CCA5ACCD:
        Type: AWS::EC2::SecurityGroupIngress
        Properties:
          IpProtocol: tcp
          FromPort: 3000
          ToPort: 3000
          SourceSecurityGroupId: !GetAtt ACCC8ACD5.GroupId
          Description: tcp 3000 from A
          GroupId: !GetAtt B08E7C7AF.GroupId
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
    for id in ["A", "B"] {
        group(&template, id, like!({ "SecurityGroupIngress": absent() }));
    }
    template.resource_count_is(INGRESS, 2);
    at(
        &template,
        "BIngressFromAUdp50To60",
        INGRESS,
        like!({ "Description": "udp 50 to 60 from A", "FromPort": 50, "ToPort": 60 }),
    );
    // As AWS CDK names groups, so that `cdk diff` sees the same rule in a stack that moves here.
    at(
        &template,
        "AIngressFromBAllTraffic",
        INGRESS,
        exact(json!({
            "IpProtocol": "-1",
            "SourceSecurityGroupId": {"Fn::GetAtt": ["B", "GroupId"]},
            "Description": "all traffic from B",
            "GroupId": {"Fn::GetAtt": ["A", "GroupId"]},
        })),
    );
}

#[test]
pub(crate) fn a_group_and_itself() {
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
fn across_stacks_the_rules_are_in_the_later_one() {
    let app = App::new();
    let (base, shop) = (*app.stack("Base"), *app.stack("Shop"));
    let (a, b) = (closed(base, "A"), closed(shop, "B"));
    shop.connect(a, b, Port::tcp(3000));
    shop.connect(b, a, Port::tcp(5432));
    let all = made_of(&app);
    all["Base"].resource_count_is(INGRESS, 0);
    all["Base"].resource_count_is(EGRESS, 0);
    assert_eq!(
        ids(&all["Shop"], INGRESS),
        ["BIngressFromBaseATcp3000", "BIngressOfBaseATcp5432"]
    );
    assert_eq!(
        ids(&all["Shop"], EGRESS),
        ["BEgressOfBaseATcp3000", "BEgressToBaseATcp5432"]
    );
    let import = like!({ "Fn::ImportValue": regex("^Base:ExportsOutputFnGetAttA.*GroupId") });
    let rule = like!({ "GroupId": import });
    at(&all["Shop"], "BEgressOfBaseATcp3000", EGRESS, rule);
}

/// Which stack asks, and in which order, decides nothing.
#[test]
pub(crate) fn who_asks_first_decides_nothing() {
    let made = |order: [usize; 3], asks: [usize; 3]| {
        let app = App::new();
        let stacks = ["Api", "Jobs", "Web"].map(|id| *app.stack(id));
        let groups = stacks.map(|stack| closed(stack, "Group"));
        for step in order {
            let (from, to) = (groups[step], groups[(step + 1) % 3]);
            stacks[asks[step]].connect(from, to, Port::tcp(3000));
        }
        let all = made_of(&app);
        all.into_values()
            .map(|template| template.json().clone())
            .collect::<Vec<_>>()
    };
    // Three stacks that reach each other all round: no ring of stacks, or `made_of` would fail.
    let first = made([0, 1, 2], [0, 1, 2]);
    assert_eq!(made([2, 0, 1], [1, 2, 0]), first);
    assert_eq!(made([1, 2, 0], [2, 2, 2]), first);
}

/// By its name `Api` would come first; it refers to `Data`, so the rules between them are in `Api`.
#[test]
fn rules_follow_the_order_in_which_stacks_need_each_other() {
    let app = App::new();
    let (api, data) = (*app.stack("Api"), *app.stack("Data"));
    let (a, b) = (closed(api, "A"), closed(data, "B"));
    data.connect(a, b, Port::tcp(5432));
    data.connect(b, a, Port::tcp(80));
    let table = data.add("Table", RawResource::new("Test::Table"));
    api.add("Name", Output::new(table.attribute::<Str>("Name")));
    let all = made_of(&app);
    all["Api"].resource_count_is(INGRESS, 2);
    all["Api"].resource_count_is(EGRESS, 2);
    all["Data"].resource_count_is(INGRESS, 0);
}

/// Paths that read alike: their rules have ids of their own.
#[test]
fn paths_are_told_apart() {
    let app = App::new();
    let stack = *app.stack("Test");
    let group = closed(stack, "Group");
    stack.connect(closed(stack.scope("A"), "B"), group, Port::tcp(80));
    stack.connect(closed(stack, "AB"), group, Port::tcp(80));
    let synthesis = app.synth();
    Findings::of(&synthesis.diagnostics).are_none();
    Template::of(&synthesis.stacks[0]).resource_count_is(INGRESS, 2);
}

#[test]
fn synthesized_twice_nothing_changes() {
    let app = App::new();
    let stack = *app.stack("Test");
    let (a, b) = (closed(stack, "A"), closed(stack, "B"));
    stack.connect(a, b, Port::tcp(80));
    let first = app.synth();
    stack.connect(a, b, Port::http(80));
    let second = app.synth();
    Findings::of(&second.diagnostics).are_none();
    assert_eq!(
        first.stacks[0].template.to_json(),
        second.stacks[0].template.to_json()
    );
}

/// Rules are there once the program is over, and their ids can be fixed as any.
#[test]
fn the_id_of_a_rule_can_be_fixed() {
    let template = made(|stack| {
        let (a, b) = (closed(stack.scope("Api"), "A"), closed(stack, "B"));
        stack.connect(a, b, Port::tcp(80));
        stack.pin_ids([
            ("Api/A/EgressToB.Tcp80", "ApiEgress"),
            ("B/IngressFromApi.A.Tcp80", "FromApi"),
        ]);
    });
    assert_eq!(ids(&template, EGRESS), ["ApiEgress"]);
    assert_eq!(ids(&template, INGRESS), ["FromApi"]);
}

/// A handle is asked for its group when all of the program is there.
#[test]
fn connected_before_it_has_a_group() {
    #[derive(Clone, Copy)]
    struct Database(stackwright_core::NodeId);

    impl stackwright_core::Handle for Database {
        fn node(self) -> stackwright_core::NodeId {
            self.0
        }
    }

    impl stackwright::aws::ec2::Connectable for Database {
        fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
            scope.data::<SecurityGroupHandle>(self).map(|group| *group)
        }
    }

    let template = made(|stack| {
        let place = stack.scope("Database");
        let database = Database(place.node());
        stack.connect(open(stack, "Group"), database, Port::tcp(5432));
        place.set_data(closed(place, "SecurityGroup"));
    });
    template.resource_count_is(INGRESS, 1);
}

/// A task that starts before its rules fails, and CloudFormation sees nothing to wait for.
#[test]
fn a_service_waits_for_its_rules() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let alb = stack.add("Alb", AlbWithTargetGroup::new(vpc, Port::http(80)));
        let service = FargateService::new(cluster, web(stack, "Task")).behind(alb);
        let service = stack.add("Service", service);
        // Named by its group, it is the same service that waits.
        let database = closed(stack, "Database");
        let group = service.security_group(stack).expect("a group");
        stack.connect(group, database, Port::tcp(5432));
    });
    template.has_resource(
        "AWS::ECS::Service",
        like!({ "DependsOn": [
            "AlbListener",
            "ServiceSecurityGroupIngressFromAlbSecurityGroupTcp80",
            "AlbSecurityGroupEgressToServiceSecurityGroupTcp80",
            "DatabaseIngressFromServiceSecurityGroupTcp5432",
        ]}),
    );
}

#[test]
fn waiting_makes_no_ring() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        let service = stack.add("Service", service);
        // A group that needs the service: its rules do, too.
        let group = cfn::ec2::SecurityGroup::new()
            .group_description(service.name())
            .vpc_id("vpc-0a1b2c3d");
        stack.connect(service, stack.add("Group", group), Port::tcp(80));
    });
    template.resource_count_is(INGRESS, 1);
    template.has_resource("AWS::ECS::Service", like!({ "DependsOn": absent() }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// The groups of two stacks, which let everything out or nothing, and any connections.
    #[test]
    fn another_connection_changes_nothing_that_is_there(
        closed in prop::collection::vec(prop::bool::ANY, 6),
        ways in prop::collection::vec((0..6_usize, 0..6_usize, 1..4_u16), 1..20),
    ) {
        let made = |ways: &[(usize, usize, u16)]| {
            let app = App::new();
            let stacks = [*app.stack("One"), *app.stack("Two")];
            let groups: Vec<_> = (0..6).map(|number| {
                let (stack, id) = (stacks[number % 2], ["A", "B", "C", "D", "E", "F"][number]);
                match closed[number] {
                    true => self::closed(stack, id),
                    false => open(stack, id),
                }
            }).collect();
            for (from, to, port) in ways {
                stacks[from % 2].connect(groups[*from], groups[*to], Port::tcp(*port));
            }
            let resources = app.synth().stacks.into_iter().flat_map(|stack| {
                let template = Template::of(&stack);
                let resources = template.json()["Resources"].as_object().cloned();
                let resources = resources.unwrap_or_default().into_iter();
                resources.map(|(id, made)| ((stack.name.clone(), id), made)).collect::<Vec<_>>()
            });
            resources.collect::<BTreeMap<_, _>>()
        };
        let (before, after) = (made(&ways[1..]), made(&ways));
        for (id, resource) in before {
            prop_assert_eq!(after.get(&id), Some(&resource), "{:?}", id);
        }
    }
}
