//! NAT gateways that carry what endpoints would.

use stackwright_template::Severity;

use std::collections::BTreeSet;

use crate::deployment::network::is_layers;
use crate::deployment::{Deployment, DeploymentRule, Registry};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS171",
        family: Family::Operations,
        severity: Severity::Info,
        title: "NAT gateways that carry images from Amazon ECR",
        why: "every gigabyte through a NAT gateway costs, and so does every hour of one; the layers of images come from Amazon S3, whose gateway endpoint is free",
        fix: "add a gateway endpoint for `s3` to the route tables; with interface endpoints for the other services that tasks use, the NAT gateways may not be needed at all",
        link: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-setting-up-s3-gateway",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  PublicA:
    Type: AWS::EC2::Subnet::Id
  PublicB:
    Type: AWS::EC2::Subnet::Id
  AddressA:
    Type: String
  AddressB:
    Type: String
  ExecutionRole:
    Type: String
Resources:
  PrivateA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  NatA:
    Type: AWS::EC2::NatGateway
    Properties:
      SubnetId: !Ref PublicA
      AllocationId: !Ref AddressA
  RoutesA:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  DefaultA:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref RoutesA
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatA
  RoutesOfA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateA
      RouteTableId: !Ref RoutesA
  PrivateB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  NatB:
    Type: AWS::EC2::NatGateway
    Properties:
      SubnetId: !Ref PublicB
      AllocationId: !Ref AddressB
  RoutesB:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  DefaultB:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref RoutesB
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatB
  RoutesOfB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateB
      RouteTableId: !Ref RoutesB
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ExecutionRoleArn: !Ref ExecutionRole
      ContainerDefinitions:
        - Name: web
          Image: !Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web:v1
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 2
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref PrivateA, !Ref PrivateB]
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  PublicA:
    Type: AWS::EC2::Subnet::Id
  PublicB:
    Type: AWS::EC2::Subnet::Id
  AddressA:
    Type: String
  AddressB:
    Type: String
  ExecutionRole:
    Type: String
Resources:
  PrivateA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  NatA:
    Type: AWS::EC2::NatGateway
    Properties:
      SubnetId: !Ref PublicA
      AllocationId: !Ref AddressA
  RoutesA:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  DefaultA:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref RoutesA
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatA
  RoutesOfA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateA
      RouteTableId: !Ref RoutesA
  PrivateB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  NatB:
    Type: AWS::EC2::NatGateway
    Properties:
      SubnetId: !Ref PublicB
      AllocationId: !Ref AddressB
  RoutesB:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  DefaultB:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref RoutesB
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatB
  RoutesOfB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateB
      RouteTableId: !Ref RoutesB
  Layers:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref VpcId
      ServiceName: !Sub com.amazonaws.${AWS::Region}.s3
      RouteTableIds: [!Ref RoutesA, !Ref RoutesB]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ExecutionRoleArn: !Ref ExecutionRole
      ContainerDefinitions:
        - Name: web
          Image: !Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web:v1
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 2
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref PrivateA, !Ref PrivateB]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut endpoints = deployment.network().endpoints().iter();
    if !deployment.sees_all() || endpoints.any(is_layers) {
        return;
    }
    for service in deployment.services().iter().filter(|s| s.pulls_itself()) {
        let containers = service.task.into_iter().flat_map(|task| &task.containers);
        let from_ecr = |registry: Registry<'_>| matches!(registry, Registry::Ecr(_));
        if !containers.map(|c| c.registry()).any(from_ecr) {
            continue;
        }
        let here = service.subnets_here();
        let routes = here.iter().filter_map(|subnet| subnet.exits.nat);
        let gateways = routes.filter_map(|route| {
            let nat = route.get("NatGatewayId");
            Some(nat.target_of(&["AWS::EC2::NatGateway"])?.id())
        });
        let gateways: BTreeSet<&str> = gateways.collect();
        if gateways.len() > 1 {
            let gateways: Vec<String> = gateways.iter().map(|id| format!("`{id}`")).collect();
            let message = format!(
                "the images of `{}` come through {}, and the VPC has no endpoint for `s3`",
                service.properties.id(),
                gateways.join(", ")
            );
            findings.report(service.subnets_property().place(), message);
            // The gateways are the same for the other services.
            return;
        }
    }
}
