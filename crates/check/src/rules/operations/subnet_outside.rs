//! Subnets outside of their VPC.

use stackwright_template::Severity;

use crate::deployment::network::{Home, blocks_of_vpc};
use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS144",
        family: Family::Operations,
        severity: Severity::Error,
        title: "subnet outside of the addresses of its VPC",
        why: "AWS refuses a subnet whose block is not within one of the VPC",
        fix: "choose a block within the VPC",
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
      CidrBlock: 10.1.0.0/24
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
      CidrBlock: 10.0.1.0/24
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    for properties in deployment.resources_of("AWS::EC2::Subnet") {
        let Some(subnet) = network.subnet_of(properties.id()) else {
            continue;
        };
        let Some(vpc) = subnet.home.as_ref().and_then(Home::here) else {
            continue;
        };
        // Other stacks may give the VPC further blocks.
        let blocks = blocks_of_vpc(deployment, vpc).filter(|_| network.is_closed(vpc));
        let (Some(own), Some(blocks)) = (subnet.block(), blocks) else {
            continue;
        };
        if !blocks.iter().any(|block| block.contains(&own)) {
            let shown: Vec<String> = blocks.iter().map(ToString::to_string).collect();
            let shown = shown.join(", ");
            let message = format!("{own} is not within {shown} of `{vpc}`");
            findings.report(properties.get("CidrBlock").place(), message);
        }
    }
}
