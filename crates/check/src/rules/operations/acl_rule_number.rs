//! Two rules of a network ACL with one number.

use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS154",
        family: Family::Operations,
        severity: Severity::Error,
        title: "two rules of a network ACL with the same number",
        why: "rules are told apart by their number and direction; Amazon EC2 refuses the second",
        fix: "give each rule of a direction a number of its own",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
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
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: !Ref Vpc
  AclOfSubnet:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties:
      SubnetId: !Ref Subnet
      NetworkAclId: !Ref Acl
  Out:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: 100
      Egress: true
      Protocol: -1
      RuleAction: allow
      CidrBlock: 0.0.0.0/0
  In:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: 100
      Protocol: 6
      PortRange:
        From: 80
        To: 80
      RuleAction: allow
      CidrBlock: 0.0.0.0/0
  Https:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: 100
      Protocol: 6
      PortRange:
        From: 443
        To: 443
      RuleAction: allow
      CidrBlock: 0.0.0.0/0
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
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: !Ref Vpc
  AclOfSubnet:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties:
      SubnetId: !Ref Subnet
      NetworkAclId: !Ref Acl
  Out:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: 100
      Egress: true
      Protocol: -1
      RuleAction: allow
      CidrBlock: 0.0.0.0/0
  In:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: 100
      Protocol: 6
      PortRange:
        From: 80
        To: 80
      RuleAction: allow
      CidrBlock: 0.0.0.0/0
  Https:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: 110
      Protocol: 6
      PortRange:
        From: 443
        To: 443
      RuleAction: allow
      CidrBlock: 0.0.0.0/0
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen = HashMap::default();
    for entry in deployment.resources_of("AWS::EC2::NetworkAclEntry") {
        let (number, egress) = (entry.get("RuleNumber"), entry.get("Egress"));
        let out = match egress.is_absent() {
            true => Some(false),
            false => egress.flag(),
        };
        let acl = entry.get("NetworkAclId").identity();
        let (Some(acl), Some(text), Some(out)) = (acl, number.text(), out) else {
            continue;
        };
        if let Some(first) = seen.insert((acl, text.into_owned(), out), entry.id()) {
            let way = if out { "egress" } else { "ingress" };
            let message = format!("`{first}` is the rule {} for {way} already", number.shown());
            findings.report(number.place(), message);
        }
    }
}
