//! Subnets with two route tables.

use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS147",
        family: Family::Operations,
        severity: Severity::Error,
        title: "subnet with two route tables",
        why: "a subnet has one route table; the second association takes the place of the first, or is refused",
        fix: "associate each subnet once",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      CidrBlock: 10.0.0.0/24
  Public:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  Private:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  OneWay:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Subnet
      RouteTableId: !Ref Public
  OtherWay:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Subnet
      RouteTableId: !Ref Private
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      CidrBlock: 10.0.0.0/24
  Public:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  Private:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  OneWay:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Subnet
      RouteTableId: !Ref Public
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<String, &str> = HashMap::default();
    for association in deployment.resources_of("AWS::EC2::SubnetRouteTableAssociation") {
        let subnet = association.get("SubnetId");
        let here = subnet.target_of(&["AWS::EC2::Subnet"]);
        let shown = here.map_or_else(|| subnet.shown(), |here| here.id().to_owned());
        // What is shown alike is alike, as long as nothing of it is left out.
        if shown.contains("...") {
            continue;
        }
        if let Some(first) = seen.get(&shown) {
            let name = subnet.called();
            let message = format!("`{first}` gives {name} a route table already");
            findings.report(subnet.place(), message);
        } else {
            seen.insert(shown, association.id());
        }
    }
}
