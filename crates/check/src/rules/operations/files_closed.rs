//! File systems that do not let the tasks in.

use stackwright_template::Severity;

use crate::deployment::network::{DOORS, report_stopped};
use crate::deployment::{Deployment, DeploymentRule, End, Property, Side};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS121",
        family: Family::Operations,
        severity: Severity::Error,
        title: "file system that the tasks cannot reach",
        why: "the volume is not mounted, tasks never start, and the deployment hangs",
        fix: "let TCP port 2049 in to the group of the mount target from that of the tasks, and out of theirs",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  SubnetId:
    Type: AWS::EC2::Subnet::Id
Resources:
  TaskGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
      VpcId: !Ref VpcId
  FilesGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Files
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 2048
          ToPort: 2048
          SourceSecurityGroupId: !Ref TaskGroup
  Files:
    Type: AWS::EFS::FileSystem
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
  MountTarget:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: !Ref SubnetId
      SecurityGroups: [!Ref FilesGroup]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      Volumes:
        - Name: files
          EFSVolumeConfiguration:
            FilesystemId: !Ref Files
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          MountPoints:
            - SourceVolume: files
              ContainerPath: /files
  Service:
    Type: AWS::ECS::Service
    DependsOn: MountTarget
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetId]
          SecurityGroups: [!Ref TaskGroup]
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  SubnetId:
    Type: AWS::EC2::Subnet::Id
Resources:
  TaskGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
      VpcId: !Ref VpcId
  FilesGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Files
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 2049
          ToPort: 2049
          SourceSecurityGroupId: !Ref TaskGroup
  Files:
    Type: AWS::EFS::FileSystem
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
  MountTarget:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: !Ref SubnetId
      SecurityGroups: [!Ref FilesGroup]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      Volumes:
        - Name: files
          EFSVolumeConfiguration:
            FilesystemId: !Ref Files
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          MountPoints:
            - SourceVolume: files
              ContainerPath: /files
  Service:
    Type: AWS::ECS::Service
    DependsOn: MountTarget
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetId]
          SecurityGroups: [!Ref TaskGroup]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    // The volume that was told of last: one mount target says enough.
    let mut told: Option<Property<'d>> = None;
    for flow in deployment.flows() {
        let (End::Tasks(service), End::Files(target)) = (flow.from, flow.to) else {
            continue;
        };
        let into = flow.shut_by_groups(Side::To);
        let Some(groups) = into.or(flow.shut_by_groups(Side::From)) else {
            continue;
        };
        if told.is_some_and(|told| told.is_at(&flow.because)) {
            continue;
        }
        told = Some(flow.because);
        let (from, groups) = (service.properties.id(), groups.called());
        let (way, place) = match into {
            Some(_) => ("in".to_owned(), target.get("SecurityGroups").place()),
            None => {
                let way = format!("out to `{}`", target.id());
                (way, service.group_property().place())
            }
        };
        let message = format!("{groups} does not let tasks of `{from}` {way} on TCP port 2049");
        report_stopped(service, DOORS, findings, |findings| {
            findings.report(place, message);
        });
    }
}
