//! Connections with groups and rules that the program has not made, or has made itself.

use serde_json::json;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, exact, like};

use super::connections::{EGRESS, INGRESS, closed, group, open};
use super::{at, ids, made};

#[test]
fn what_leaves_for_an_imported_group() {
    let template = made(|stack| {
        let database = stack.add("Database", SecurityGroup::imported("sg-db"));
        stack.connect(closed(stack, "Group"), database, Port::tcp(5432));
    });
    at(
        &template,
        "GroupEgressToDatabaseTcp5432",
        EGRESS,
        exact(json!({
            "IpProtocol": "tcp",
            "FromPort": 5432,
            "ToPort": 5432,
            "DestinationSecurityGroupId": "sg-db",
            "Description": "tcp 5432 to Database",
            "GroupId": {"Fn::GetAtt": ["Group", "GroupId"]},
        })),
    );
    // The rule that stands for nothing stays, or a later connection would change the group.
    let nothing = like!({ "CidrIp": "255.255.255.255/32" });
    let egress = like!([nothing]);
    group(&template, "Group", like!({ "SecurityGroupEgress": egress }));
    // The imported one is left alone.
    template.resource_count_is(INGRESS, 0);
}

#[test]
pub(crate) fn imported_groups_that_may_be_changed() {
    let template = made(|stack| {
        let group = open(stack, "Group");
        for id in ["sg-a", "sg-b"] {
            let imported = stack.add(id, SecurityGroup::imported(id).open_to_change());
            stack.connect(group, imported, Port::tcp(5432));
            stack.connect(imported, group, Port::tcp(80));
        }
    });
    template.resource_count_is(INGRESS, 4);
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
}

/// The whole construct, its typed resource: one group, so one rule.
#[test]
fn a_group_by_another_handle_is_the_same_group() {
    let template = made(|stack| {
        let (a, b) = (closed(stack, "A"), closed(stack, "B"));
        stack.connect(a, b, Port::tcp(80));
        stack.connect(a.resource(), b, Port::tcp(80));
    });
    template.resource_count_is(INGRESS, 1);
    template.resource_count_is(EGRESS, 1);
}

/// A rule that the program has written itself is not written again: EC2 takes both for one.
#[test]
fn a_rule_of_ones_own_and_a_connection() {
    let app = App::new();
    let stack = *app.stack("Test");
    let (a, b) = (closed(stack, "A"), closed(stack, "B"));
    let own = cfn::ec2::SecurityGroupIngress::new()
        .ip_protocol("6")
        .from_port(80)
        .to_port(80)
        .source_security_group_id(a)
        .group_id(b.group_id());
    stack.add("Own", own);
    stack.connect(a, b, Port::tcp(80));
    stack.connect(a, b, Port::tcp(81));
    let inside = cfn::ec2::security_group::Ingress::new()
        .ip_protocol("tcp")
        .from_port(81)
        .to_port(81)
        .source_security_group_id(a);
    stack.edit(b.resource(), |group| group.security_group_ingress([inside]));
    let synthesis = app.synth();
    let template = Template::of(&synthesis.stacks[0]);
    template.resource_count_is(INGRESS, 1);
    template.resource_count_is(EGRESS, 2);
    let codes: Vec<&str> = synthesis
        .diagnostics
        .iter()
        .map(|found| found.code)
        .collect();
    assert_eq!(codes, ["EC2102", "EC2102"]);
}

/// A rule of one's own that is not always there leaves the way open: the connection has its own.
#[test]
pub(crate) fn a_rule_of_ones_own_under_a_condition() {
    let rules = |is_conditional: bool, both: bool| {
        let app = App::new();
        let stack = *app.stack("Test");
        let stage = stack.add("Stage", Parameter::string());
        let is_live = stack.add("IsLive", Condition::equals(stage, "live"));
        let (a, b) = (closed(stack, "A"), closed(stack, "B"));
        let own = cfn::ec2::SecurityGroupIngress::new()
            .ip_protocol("tcp")
            .from_port(80)
            .to_port(80)
            .source_security_group_id(a)
            .group_id(b.group_id());
        let own = stack.add("Own", own);
        if is_conditional {
            stack.at(own).when(is_live);
        }
        if both {
            stack.at(a).when(is_live);
        }
        stack.connect(a, b, Port::tcp(80));
        let synthesis = app.synth();
        let [found] = &synthesis.diagnostics[..] else {
            panic!("not one finding: {:?}", synthesis.diagnostics);
        };
        assert_eq!(found.code, "EC2102");
        let said = found.message.contains("under a condition");
        (ids(&Template::of(&synthesis.stacks[0]), INGRESS), said)
    };
    let own = || vec!["Own".to_owned()];
    assert_eq!(rules(false, false), (own(), false));
    // The connection is there under the same condition.
    assert_eq!(rules(true, true), (own(), false));
    let (all, said) = rules(true, false);
    assert_eq!((all.len(), said), (2, true), "{all:?}");
}

/// One group under two names is one group to EC2, which refuses a rule that is there.
#[test]
pub(crate) fn a_group_that_is_imported_twice_gets_a_rule_once() {
    let rules = |first: bool| {
        let template = made(|stack| {
            let database = || SecurityGroup::imported("sg-0a1b2c3d").open_to_change();
            let here = stack.add("Database", database());
            let again = stack.add("Again", database());
            let a = closed(stack, "A");
            let order = if first { [here, again] } else { [again, here] };
            for group in order {
                stack.connect(a, group, Port::tcp(5432));
            }
        });
        template.resource_count_is(INGRESS, 1);
        template.resource_count_is(EGRESS, 1);
        (ids(&template, INGRESS), ids(&template, EGRESS))
    };
    assert_eq!(rules(true), rules(false));
}

#[test]
fn a_group_of_another_app() {
    let other = App::new();
    let foreign = closed(*other.stack("Other"), "Foreign");
    let app = App::new();
    let stack = *app.stack("Test");
    stack.connect(closed(stack, "Group"), foreign, Port::tcp(80));
    let synthesis = app.synth();
    let codes: Vec<&str> = synthesis
        .diagnostics
        .iter()
        .map(|found| found.code)
        .collect();
    assert_eq!(codes, ["APP103"]);
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
    let untouched = like!({ "SecurityGroupEgress": absent(), "SecurityGroupIngress": absent() });
    group(&all_out, "Typed", untouched);
    all_out.resource_count_is(INGRESS, 2);
    let rule = cfn::ec2::security_group::Egress::new()
        .ip_protocol("tcp")
        .from_port(443)
        .to_port(443)
        .cidr_ip("0.0.0.0/0");
    let narrow = typed(new().security_group_egress([rule]));
    narrow.resource_count_is(EGRESS, 1);
}

/// What is deployed inside of a group stays there, as it is.
#[test]
pub(crate) fn a_rule_for_another_group_in_a_group_and_rules_without_descriptions() {
    let template = made(|stack| {
        let vpc = super::vpc(stack);
        let front = SecurityGroup::new(vpc).describe("front");
        let front = stack.add("Front", front.without_defaults());
        let text = sub!("from {AWS::Region}");
        let tasks = SecurityGroup::new(vpc)
            .describe("tasks")
            .without_defaults()
            .allow_from(Peer::group(front).without_description(), Port::tcp(80))
            .allow_from(Peer::ipv4("10.0.0.0/8").described_by(text), Port::tcp(22));
        stack.add("Tasks", tasks);
    });
    at(
        &template,
        "Tasks",
        "AWS::EC2::SecurityGroup",
        like!({
            "SecurityGroupEgress": absent(),
            "SecurityGroupIngress": exact(json!([
                {
                    "IpProtocol": "tcp", "FromPort": 80, "ToPort": 80,
                    "SourceSecurityGroupId": {"Fn::GetAtt": ["Front", "GroupId"]},
                },
                {
                    "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "10.0.0.0/8",
                    "Description": {"Fn::Sub": "from ${AWS::Region}"},
                },
            ])),
        }),
    );
}
