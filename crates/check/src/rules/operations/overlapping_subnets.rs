//! Subnets that share addresses.

use stackwright_template::{Severity, sort_few};

use std::collections::BTreeMap;

use ipnet::IpNet;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS145",
        family: Family::Operations,
        severity: Severity::Error,
        title: "subnets that share addresses",
        why: "AWS refuses a subnet that overlaps another one of its VPC",
        fix: "give each subnet a block of its own",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
        bad: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Further:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.128/25
"#,
        good: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Further:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    let mut vpcs: BTreeMap<String, Vec<Property<'d>>> = BTreeMap::new();
    for subnet in deployment.resources_of("AWS::EC2::Subnet") {
        let home = network.subnet_of(subnet.id()).and_then(|s| s.home.as_ref());
        if let Some(home) = home {
            vpcs.entry(home.called()).or_default().push(subnet);
        }
    }
    for subnets in vpcs.into_values() {
        check_vpc(&subnets, findings);
    }
}

fn check_vpc<'d>(subnets: &[Property<'d>], findings: &mut Findings<'_>) {
    let mut known: Vec<(IpNet, &Property<'d>)> = Vec::new();
    let mut unknown: Vec<(String, &Property<'d>)> = Vec::new();
    for subnet in subnets {
        let own = subnet.get("CidrBlock");
        match own.text().and_then(|text| text.trim().parse().ok()) {
            Some(block) => known.push((block, subnet)),
            // The same expression gives the same block.
            None if own.is_given() => {
                let same = unknown
                    .iter()
                    .find(|(_, other)| other.get("CidrBlock").equals(&own) == Some(true));
                match same {
                    Some((_, other)) => report(subnet, other, findings),
                    None => unknown.push((own.shown(), subnet)),
                }
            }
            None => {}
        }
    }
    // In order of their first addresses, each overlaps its neighbour if it overlaps any.
    let first = |block: &IpNet| (block.network(), block.prefix_len());
    sort_few(&mut known, |one, other| first(&one.0) < first(&other.0));
    let mut widest: Option<(IpNet, &Property<'d>)> = None;
    for (block, subnet) in known {
        match widest {
            Some((other, first)) if other.contains(&block) => report(subnet, first, findings),
            _ => widest = Some((block, subnet)),
        }
    }
}

fn report<'d>(subnet: &Property<'d>, other: &Property<'d>, findings: &mut Findings<'_>) {
    let (own, others) = (subnet.get("CidrBlock"), other.get("CidrBlock"));
    let message = format!(
        "{} overlaps {} of `{}`",
        own.shown(),
        others.shown(),
        other.id()
    );
    findings.report(own.place(), message);
}
