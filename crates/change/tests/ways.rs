//! Ways into and out of security groups: what opens and closes, and no more.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_change::{Change, compare, words};
use stackwright_template::Template;

/// A security group with rules, from one set of them to another.
fn change(before: &str, after: &str) -> Change {
    let template = |rules: &str| {
        let text = format!(
            "Resources: {{G: {{Type: AWS::EC2::SecurityGroup, Properties: {{GroupDescription: g, VpcId: v{rules}}}}}}}"
        );
        Template::from_yaml(&text).unwrap()
    };
    compare(&template(before), &template(after), &[])
}

/// Rules for what comes in: ports, and who.
fn inwards(rules: &[(u16, u16, &str)]) -> String {
    let rules = rules.iter().map(|(from, to, block)| {
        format!("{{IpProtocol: tcp, FromPort: {from}, ToPort: {to}, CidrIp: {block}}}")
    });
    let rules: Vec<String> = rules.collect();
    format!(", SecurityGroupIngress: [{}]", rules.join(", "))
}

fn said(change: &Change) -> Vec<String> {
    change.openings.iter().map(words::opening).collect()
}

#[test]
fn of_ranges_that_overlap_only_the_rest_opens_and_closes() {
    let block = "10.0.0.0/8";
    let narrower = change(
        &inwards(&[(9000, 9002, block)]),
        &inwards(&[(9001, 9002, block)]),
    );
    assert_eq!(
        said(&narrower),
        ["10.0.0.0/8 no longer reaches G on tcp 9000"]
    );
    let later = change(
        &inwards(&[(9000, 9002, block)]),
        &inwards(&[(9001, 9003, block)]),
    );
    assert_eq!(
        said(&later),
        [
            "10.0.0.0/8 newly reaches G on tcp 9003",
            "10.0.0.0/8 no longer reaches G on tcp 9000"
        ]
    );
    let hole = change(
        &inwards(&[(80, 90, block)]),
        &inwards(&[(80, 82, block), (85, 90, block)]),
    );
    assert_eq!(said(&hole), ["10.0.0.0/8 no longer reaches G on tcp 83-84"]);
}

#[test]
fn a_range_in_two_rules_is_the_range() {
    let block = "10.0.0.0/8";
    let one = inwards(&[(9000, 9002, block)]);
    let two = inwards(&[(9000, 9000, block), (9001, 9002, block)]);
    assert!(said(&change(&one, &two)).is_empty());
    assert!(said(&change(&two, &one)).is_empty());
}

#[test]
fn a_block_in_a_wider_one_is_no_new_way() {
    let (wide, narrow) = (
        inwards(&[(80, 80, "10.0.0.0/8")]),
        inwards(&[(80, 80, "10.1.0.0/16")]),
    );
    assert!(!change(&wide, &narrow).is_broadening());
    assert!(change(&narrow, &wide).is_broadening());
    assert_eq!(
        said(&change(&wide, &narrow)),
        ["10.0.0.0/8 but for 10.1.0.0/16 no longer reaches G on tcp 80"]
    );
    assert_eq!(
        said(&change(&narrow, &wide)),
        ["10.0.0.0/8 but for 10.1.0.0/16 newly reaches G on tcp 80"]
    );
    // Of several blocks the outermost, and only those with all of the ports.
    let several = inwards(&[
        (80, 80, "10.1.0.0/16"),
        (80, 80, "10.1.2.0/24"),
        (80, 90, "10.3.0.0/16"),
        (443, 443, "10.4.0.0/16"),
    ]);
    assert!(said(&change(&wide, &several)).contains(
        &"10.0.0.0/8 but for 10.1.0.0/16, 10.3.0.0/16 no longer reaches G on tcp 80".to_owned()
    ));
    let beside = inwards(&[(80, 80, "11.0.0.0/16")]);
    assert!(change(&wide, &beside).is_broadening());
}

/// <https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html>
#[test]
fn a_group_that_says_nothing_of_what_goes_out_lets_all_out() {
    let some =
        ", SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]";
    assert!(!change("", some).is_broadening());
    assert_eq!(
        said(&change(some, "")),
        ["G newly reaches 0.0.0.0/0 on all"]
    );
    let all = ", SecurityGroupEgress: [{IpProtocol: '-1', CidrIp: 0.0.0.0/0}]";
    assert!(said(&change("", all)).is_empty());
}

#[test]
fn the_id_of_a_group_is_its_reference() {
    let template = |group: &str| {
        let text = format!(
            "
Resources:
  G: {{Type: AWS::EC2::SecurityGroup, Properties: {{GroupDescription: g}}}}
  I: {{Type: AWS::EC2::SecurityGroupIngress, Properties: {{GroupId: {group}, IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/8}}}}
"
        );
        Template::from_yaml(&text).unwrap()
    };
    let refers = template("!Ref G");
    for other in ["!GetAtt G.GroupId", "!GetAtt G.Id", "!Sub '${G.GroupId}'"] {
        let change = compare(&refers, &template(other), &[]);
        assert!(change.is_empty(), "{other}: {change:#?}");
    }
    assert!(!compare(&refers, &template("!GetAtt G.VpcId"), &[]).is_empty());
}

#[test]
fn what_nobody_can_reach_is_no_way() {
    let none = ", SecurityGroupEgress: [{IpProtocol: icmp, FromPort: 252, ToPort: 86, CidrIp: 255.255.255.255/32}]";
    let some = ", SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}]";
    assert_eq!(
        said(&change(none, some)),
        ["G newly reaches 10.0.0.0/8 on tcp 443"]
    );
    assert_eq!(
        said(&change(some, none)),
        ["G no longer reaches 10.0.0.0/8 on tcp 443"]
    );
    assert!(said(&change("", none)).contains(&"G no longer reaches 0.0.0.0/0 on all".to_owned()));
}
