//! Service that a container is told of by its name, and that its tasks do not reach.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, End, Purpose, Side};
use crate::words::{Called, container_named};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS126",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "service that a container is told of by its name and does not reach",
        why: "the name in the environment says that the container is to call the other service, and a security group lets nobody through on that port: it waits until it gives up",
        fix: "let the group of the tasks in at the group of the other service, and out of its own, on the port that its container listens on; in a program, take a link: `container.link(api.call())`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/interconnecting-services.html",
        bad: r#"
Parameters:
  VpcId: {Type: AWS::EC2::VPC::Id}
  Subnets: {Type: List<AWS::EC2::Subnet::Id>}
Resources:
  Names:
    Type: AWS::ServiceDiscovery::PrivateDnsNamespace
    Properties:
      Name: shop.internal
      Vpc: !Ref VpcId
  ApiName:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      Name: api
      DnsConfig:
        NamespaceId: !Ref Names
        DnsRecords: [{Type: A, TTL: 60}]
  WebGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Web
      VpcId: !Ref VpcId
  ApiGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: API
      VpcId: !Ref VpcId
  WebTask:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Environment:
            - Name: API_URL
              Value: http://api.shop.internal:8080
  ApiTask:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: api
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings: [{ContainerPort: 8080}]
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref WebTask
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          SecurityGroups: [!Ref WebGroup]
  Api:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref ApiTask
      LaunchType: FARGATE
      DesiredCount: 1
      ServiceRegistries: [{RegistryArn: !GetAtt ApiName.Arn}]
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          SecurityGroups: [!Ref ApiGroup]
"#,
        good: r#"
Parameters:
  VpcId: {Type: AWS::EC2::VPC::Id}
  Subnets: {Type: List<AWS::EC2::Subnet::Id>}
Resources:
  Names:
    Type: AWS::ServiceDiscovery::PrivateDnsNamespace
    Properties:
      Name: shop.internal
      Vpc: !Ref VpcId
  ApiName:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      Name: api
      DnsConfig:
        NamespaceId: !Ref Names
        DnsRecords: [{Type: A, TTL: 60}]
  WebGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Web
      VpcId: !Ref VpcId
  ApiGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: API
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 8080
          ToPort: 8080
          SourceSecurityGroupId: !GetAtt WebGroup.GroupId
  WebTask:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Environment:
            - Name: API_URL
              Value: http://api.shop.internal:8080
  ApiTask:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: api
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings: [{ContainerPort: 8080}]
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref WebTask
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          SecurityGroups: [!Ref WebGroup]
  Api:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref ApiTask
      LaunchType: FARGATE
      DesiredCount: 1
      ServiceRegistries: [{RegistryArn: !GetAtt ApiName.Arn}]
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          SecurityGroups: [!Ref ApiGroup]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for flow in deployment.flows() {
        let (End::Tasks(service), End::Tasks(called)) = (flow.from, flow.to) else {
            continue;
        };
        let Purpose::Talk {
            container,
            variable,
        } = &flow.purpose
        else {
            continue;
        };
        let into = flow.shut_by_groups(Side::To);
        let Some(groups) = into.or(flow.shut_by_groups(Side::From)) else {
            continue;
        };
        let way = match into {
            Some(_) => "in",
            None => "out",
        };
        let message = format!(
            "{} is told of `{}` by {variable}, and {} does not let tasks of `{}` {way} on TCP port {}",
            container_named(container),
            called.properties.id(),
            groups.called(),
            service.properties.id(),
            flow.door.first,
        );
        findings.report(flow.because.place(), message);
    }
}
