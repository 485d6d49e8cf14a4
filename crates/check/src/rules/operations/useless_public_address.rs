//! Public addresses where no internet gateway is.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS103",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "public address in a subnet without an internet gateway",
        why: "a public address leads nowhere without a route to an internet gateway; it only costs",
        fix: "use public subnets, or set `AssignPublicIp` to DISABLED",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
        bad: r#"
Parameters:
  Definition:
    Type: String
  NatGateway:
    Type: String
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Private:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      CidrBlock: 10.0.0.0/24
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  RoutesOfPrivate:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Private
      RouteTableId: !Ref Routes
  Default:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatGateway
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          AssignPublicIp: ENABLED
          Subnets: [!Ref Private]
"#,
        good: r#"
Parameters:
  Definition:
    Type: String
  NatGateway:
    Type: String
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Private:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      CidrBlock: 10.0.0.0/24
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  RoutesOfPrivate:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Private
      RouteTableId: !Ref Routes
  Default:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatGateway
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          AssignPublicIp: DISABLED
          Subnets: [!Ref Private]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        if !service.has_public_addresses().is_yes() {
            continue;
        }
        let here = service.subnets_here();
        let mut private = here.iter().filter(|s| s.is_public().is_no());
        if let Some(subnet) = private.next() {
            let assigned = service.get("NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp");
            let message = format!(
                "`{}` has no route to an internet gateway, so public addresses are of no use in it",
                subnet.id()
            );
            findings.report(assigned.place(), message);
        }
    }
}
