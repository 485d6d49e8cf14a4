//! A rule of a security group that is written twice.

use ipnet::IpNet;
use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS155",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "rule of a security group that is written twice",
        why: "the group has it once, but CloudFormation counts two: when one is taken out later, both are gone",
        fix: "keep one of the two",
        // What becomes of the other is told in
        // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1534
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html",
        bad: r#"
Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: the web
      VpcId: vpc-0a1b2c3d
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 10.0.0.0/8
          Description: offices
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 10.0.0.0/8
          Description: data centres
"#,
        good: r#"
Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: the web
      VpcId: vpc-0a1b2c3d
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 10.0.0.0/8
          Description: offices
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 172.16.0.0/12
          Description: data centres
"#,
    },
    check,
};

/// Whom a rule is about: the properties, of which one is given.
const PEERS: [&str; 8] = [
    "CidrIp",
    "CidrIpv6",
    "SourcePrefixListId",
    "DestinationPrefixListId",
    "SourceSecurityGroupId",
    "SourceSecurityGroupName",
    "DestinationSecurityGroupId",
    "SourceSecurityGroupOwnerId",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen = HashMap::default();
    for (group, direction, rule) in rules(deployment) {
        let Some(key) = key(&rule) else {
            continue;
        };
        let Some(other) = seen.insert((group, direction, key), rule) else {
            continue;
        };
        let message = match other.id() == rule.id() {
            true => format!("the security group `{}` has this rule already", rule.id()),
            false => format!("`{}` has this rule of the same group already", other.id()),
        };
        findings.report(rule.place(), message);
    }
}

/// Every rule, with what tells its group from others, and the way it is for. Rules inside of
/// groups come first.
fn rules<'d>(deployment: &'d Deployment<'d>) -> Vec<(String, &'static str, Property<'d>)> {
    let mut rules = Vec::new();
    for group in deployment.resources_of("AWS::EC2::SecurityGroup") {
        for (list, direction) in [
            ("SecurityGroupIngress", "in"),
            ("SecurityGroupEgress", "out"),
        ] {
            let known = group.get(list).items().known;
            rules.extend(
                known
                    .into_iter()
                    .map(|rule| (group.id().to_owned(), direction, rule)),
            );
        }
    }
    for (of_type, direction) in [
        ("AWS::EC2::SecurityGroupIngress", "in"),
        ("AWS::EC2::SecurityGroupEgress", "out"),
    ] {
        for rule in deployment.resources_of(of_type) {
            if let Some(group) = rule.get("GroupId").identity() {
                rules.push((group, direction, rule));
            }
        }
    }
    rules
}

/// What tells a rule from others of its group; nothing where a part of that is not known. What
/// describes it does not count.
fn key(rule: &Property<'_>) -> Option<Vec<String>> {
    let given = |name: &'static str| Some(rule.get(name)).filter(|own| !own.is_absent());
    let protocol = rule.get("IpProtocol").identity()?.to_ascii_lowercase();
    let number = match &*protocol {
        "all" => "-1",
        "icmp" => "1",
        "tcp" => "6",
        "udp" => "17",
        "icmpv6" => "58",
        other => other,
    };
    let mut key = vec![number.to_owned()];
    // Without a protocol there are no ports.
    if number != "-1" {
        for name in ["FromPort", "ToPort"] {
            key.push(match given(name) {
                Some(port) => port.identity()?,
                None => "-1".to_owned(),
            });
        }
    }
    let peers = PEERS
        .into_iter()
        .filter_map(|name| Some((name, given(name)?)));
    let mut known = 0;
    for (name, peer) in peers {
        let peer = peer.identity()?;
        let block = match name {
            "CidrIp" | "CidrIpv6" => peer.parse::<IpNet>().ok(),
            _ => None,
        };
        key.push(name.to_owned());
        key.push(block.map_or(peer, |block| block.trunc().to_string()));
        known += 1;
    }
    (known > 0).then_some(key)
}
