//! Database or cache that a container is told of, and that its tasks do not reach.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, End, Purpose, Side};
use crate::words::{Called, container_named};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS125",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "database that a container is told of and does not reach",
        why: "the endpoint in the environment says that the container is to talk to it, and a security group lets nobody through on its port: it waits until it gives up",
        fix: "let the group of the tasks in at the group of the database, and out of its own; in a program, take a link: `container.link(database.login())`",
        link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html",
        bad: r#"
Parameters:
  VpcId: {Type: AWS::EC2::VPC::Id}
  Subnets: {Type: List<AWS::EC2::Subnet::Id>}
Resources:
  TaskGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
      VpcId: !Ref VpcId
  DataGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Data
      VpcId: !Ref VpcId
  Db:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Snapshot
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: '20'
      MasterUsername: app
      ManageMasterUserPassword: true
      VPCSecurityGroups: [!GetAtt DataGroup.GroupId]
  Task:
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
            - Name: DB_HOST
              Value: !GetAtt Db.Endpoint.Address
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          SecurityGroups: [!Ref TaskGroup]
"#,
        good: r#"
Parameters:
  VpcId: {Type: AWS::EC2::VPC::Id}
  Subnets: {Type: List<AWS::EC2::Subnet::Id>}
Resources:
  TaskGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
      VpcId: !Ref VpcId
  DataGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Data
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          SourceSecurityGroupId: !GetAtt TaskGroup.GroupId
  Db:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Snapshot
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: '20'
      MasterUsername: app
      ManageMasterUserPassword: true
      VPCSecurityGroups: [!GetAtt DataGroup.GroupId]
  Task:
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
            - Name: DB_HOST
              Value: !GetAtt Db.Endpoint.Address
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          SecurityGroups: [!Ref TaskGroup]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for flow in deployment.flows() {
        let (End::Tasks(service), End::Data(data)) = (flow.from, flow.to) else {
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
            data.id(),
            groups.called(),
            service.properties.id(),
            flow.door.first,
        );
        findings.report(flow.because.place(), message);
    }
}
