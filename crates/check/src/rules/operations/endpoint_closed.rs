//! Endpoints that do not let the tasks in.

use foldhash::HashSet;
use stackwright_template::Severity;

use crate::deployment::network::{DOORS, Direction, Endpoint, Protocol, report_stopped};
use crate::deployment::{Deployment, DeploymentRule, Lookup, Service};
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
    for service in deployment.starting() {
        if service.pulls_itself() {
            for endpoint in endpoints_of(service) {
                report_stopped(service, DOORS, findings, |findings| {
                    check_endpoint(service, endpoint, &mut told, findings);
                });
            }
        }
    }
}

/// The endpoints that its tasks go through.
fn endpoints_of<'d>(service: &'d Service<'d>) -> Vec<&'d Endpoint<'d>> {
    let network = service.properties.deployment().network();
    let mut endpoints = Vec::new();
    for subnet in service.subnets_here() {
        let internet = service.reaches_internet(subnet) != Some(false);
        for (_, names) in service.wants(internet) {
            let found = names.iter().map(|name| network.endpoint(subnet, name));
            endpoints.extend(found.filter_map(|found| match found {
                Ok(Lookup::Found(endpoint)) => Some(endpoint),
                _ => None,
            }));
        }
    }
    let leads_there = |endpoint: &&Endpoint<'_>| {
        let private_dns = endpoint.properties.get("PrivateDnsEnabled");
        endpoint.is_interface() == Some(true) && private_dns.flag() == Some(true)
    };
    endpoints.retain(leads_there);
    endpoints
}

fn check_endpoint<'d>(
    service: &'d Service<'d>,
    endpoint: &'d Endpoint<'d>,
    told: &mut HashSet<String>,
    findings: &mut Findings<'_>,
) {
    let network = service.properties.deployment().network();
    let (tasks, other) = (service.party(), endpoint.party());
    let https = (Protocol::Tcp, 443.0);
    let (from, to) = (service.properties.id(), endpoint.properties.id());
    let name = endpoint.service().unwrap_or_default();
    if network.open(&other.groups, Direction::In, https, &tasks) == Some(false) {
        if !told.insert(other.groups.called()) {
            return;
        }
        let message = format!(
            "tasks of `{from}` cannot reach `{name}`: {} does not let them in on TCP port 443",
            other.groups.called()
        );
        let groups = endpoint.properties.get("SecurityGroupIds");
        findings.report(groups.place(), message);
    } else if network.open(&tasks.groups, Direction::Out, https, &other) == Some(false)
        && told.insert(tasks.groups.called())
    {
        let message = format!(
            "tasks of `{from}` cannot reach `{name}`: {} does not let them out to `{to}` on TCP port 443",
            tasks.groups.called()
        );
        findings.report(service.group_property().place(), message);
    }
}
