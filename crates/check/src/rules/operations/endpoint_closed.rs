//! Endpoints that do not let the tasks in.

use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

use crate::deployment::network::{DOORS, report_stopped};
use crate::deployment::{Deployment, DeploymentRule, End, Side};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS105",
        family: Family::Operations,
        severity: Severity::Error,
        title: "endpoint that the tasks cannot reach",
        why: "the name of the AWS service leads to the endpoint; while a security group is in the way tasks never start, and the deployment hangs",
        fix: "let TCP port 443 in to the group of the endpoint from that of the tasks, and out of theirs",
        link: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        bad: r#"
Parameters:
  ExecutionRole:
    Type: String
  NatGateway:
    Type: String
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsHostnames: true
  Private:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
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
  TaskGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
      VpcId: !Ref Vpc
  EndpointGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Endpoints
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 80
          ToPort: 80
          SourceSecurityGroupId: !Ref TaskGroup
  Images:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.dkr
      SubnetIds: [!Ref Private]
      SecurityGroupIds: [!Ref EndpointGroup]
      PrivateDnsEnabled: true
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
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref Private]
          SecurityGroups: [!Ref TaskGroup]
"#,
        good: r#"
Parameters:
  ExecutionRole:
    Type: String
  NatGateway:
    Type: String
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsHostnames: true
  Private:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
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
  TaskGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
      VpcId: !Ref Vpc
  EndpointGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Endpoints
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          SourceSecurityGroupId: !Ref TaskGroup
  Images:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.dkr
      SubnetIds: [!Ref Private]
      SecurityGroupIds: [!Ref EndpointGroup]
      PrivateDnsEnabled: true
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
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref Private]
          SecurityGroups: [!Ref TaskGroup]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    // The groups that were told of: one rule is missing, however many endpoints there are.
    let mut told = HashSet::default();
    for flow in deployment.flows() {
        let (End::Tasks(service), End::Endpoint(endpoint)) = (flow.from, flow.to) else {
            continue;
        };
        let into = flow.shut_by_groups(Side::To);
        let Some(groups) = into.or(flow.shut_by_groups(Side::From)) else {
            continue;
        };
        let (from, to) = (service.properties.id(), endpoint.properties.id());
        let way = match into {
            Some(_) => "in".to_owned(),
            None => format!("out to `{to}`"),
        };
        let place = match into {
            Some(_) => endpoint.properties.get("SecurityGroupIds").place(),
            None => service.group_property().place(),
        };
        report_stopped(service, DOORS, findings, |findings| {
            let (name, groups) = (endpoint.service().unwrap_or_default(), groups.called());
            let message = format!(
                "tasks of `{from}` cannot reach `{name}`: {groups} does not let them {way} on TCP port 443"
            );
            if told.insert(groups) {
                findings.report(place, message);
            }
        });
    }
}
