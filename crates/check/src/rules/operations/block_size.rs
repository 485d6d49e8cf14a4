//! VPCs and subnets that are too large or too small.

use stackwright_template::Severity;

use ipnet::IpNet;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS143",
        family: Family::Operations,
        severity: Severity::Error,
        title: "VPC or subnet that is too large or too small",
        why: "AWS takes blocks of IPv4 addresses from /16 to /28",
        fix: "choose a mask from /16 to /28",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
        bad: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/8
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
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
"#,
    },
    check,
};

const SIZED: &[&str] = &[
    "AWS::EC2::VPC",
    "AWS::EC2::VPCCidrBlock",
    "AWS::EC2::Subnet",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for name in SIZED {
        for resource in deployment.resources_of(name) {
            let block = resource.get("CidrBlock");
            let is_wrong = |text: &str| match text.trim().parse() {
                Ok(IpNet::V4(block)) => !(16..=28).contains(&block.prefix_len()),
                _ => false,
            };
            if block.all_values(is_wrong) {
                let message = format!("the block {} is not from /16 to /28", block.shown());
                findings.report(block.place(), message);
            }
        }
    }
}
