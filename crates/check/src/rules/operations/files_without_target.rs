//! File systems without a mount target.

use stackwright_template::Severity;

use crate::deployment::network::{mount_targets, report_stopped, volumes};
use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS122",
        family: Family::Operations,
        severity: Severity::Error,
        title: "volume on a file system without a mount target",
        why: "without a mount target nothing can be mounted, tasks never start, and the deployment hangs",
        fix: "add an `AWS::EFS::MountTarget` in each zone of the tasks",
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
          FromPort: 2049
          ToPort: 2049
          SourceSecurityGroupId: !Ref TaskGroup
  Files:
    Type: AWS::EFS::FileSystem
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
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

const MOUNTS: &[&str] = &["AWS::EFS::MountTarget"];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    if !deployment.sees_all() {
        return;
    }
    let network = deployment.network();
    for service in deployment.starting() {
        for (volume, files) in volumes(service) {
            if mount_targets(deployment, &files).is_empty() && network.is_closed(files.id()) {
                let message = format!("`{}` has no mount target", files.id());
                report_stopped(service, MOUNTS, findings, |findings| {
                    findings.report(volume.place(), message);
                });
            }
        }
    }
}
