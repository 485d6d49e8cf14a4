//! Blocks of addresses that begin in the middle.

use stackwright_template::Severity;

use ipnet::IpNet;

use crate::deployment::network::every_permission;
use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS142",
        family: Family::Operations,
        severity: Severity::Error,
        title: "block of addresses that begins in the middle",
        why: "AWS refuses a block whose address has bits behind the mask; rules of security groups take the block around it instead, which is more than what is written",
        fix: "write the first address of the block",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Web
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 80
          ToPort: 80
          CidrIp: 10.0.3.7/16
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Web
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 80
          ToPort: 80
          CidrIp: 10.0.0.0/16
"#,
    },
    check,
};

/// The properties that hold blocks.
const BLOCKS: &[(&str, &[&str])] = &[
    ("AWS::EC2::NetworkAclEntry", &["CidrBlock", "Ipv6CidrBlock"]),
    (
        "AWS::EC2::Route",
        &["DestinationCidrBlock", "DestinationIpv6CidrBlock"],
    ),
    ("AWS::EC2::Subnet", &["CidrBlock", "Ipv6CidrBlock"]),
    ("AWS::EC2::SubnetCidrBlock", &["Ipv6CidrBlock"]),
    ("AWS::EC2::TransitGatewayRoute", &["DestinationCidrBlock"]),
    ("AWS::EC2::VPC", &["CidrBlock"]),
    ("AWS::EC2::VPCCidrBlock", &["CidrBlock", "Ipv6CidrBlock"]),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (name, ways) in BLOCKS {
        for resource in deployment.resources_of(name) {
            for way in *ways {
                check_block(&resource.get(way), true, findings);
            }
        }
    }
    for rule in every_permission(deployment) {
        // EC2 takes the first address of the block:
        // <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRuleRequest.html>.
        check_block(&rule.get("CidrIp"), false, findings);
        check_block(&rule.get("CidrIpv6"), false, findings);
    }
}

fn check_block(property: &Property<'_>, refused: bool, findings: &mut Findings<'_>) {
    let begins_inside = |text: &str| {
        let block: Option<IpNet> = text.trim().parse().ok();
        block.is_some_and(|block| block.addr() != block.network())
    };
    if !property.all_values(begins_inside) {
        return;
    }
    let shown = property.shown();
    let message = format!("the block {shown} does not begin at its first address");
    let help = shown.trim().parse().ok().map(|block: IpNet| {
        let (all, one) = (block.trunc(), block.addr());
        format!(
            "write {all}, or {one}/{} for one address",
            block.max_prefix_len()
        )
    });
    let report = match refused {
        true => findings.report(property.place(), message),
        false => findings.warn(property.place(), message),
    };
    report.help_if(help);
}
