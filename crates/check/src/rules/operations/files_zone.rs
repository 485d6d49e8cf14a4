//! File systems without a mount target in a zone of the tasks.

use stackwright_template::Severity;

use crate::deployment::network::{mount_targets, none_is, volumes};
use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS123",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "zone of tasks without a mount target",
        why: "a file system is mounted by the mount target in the zone of the task; tasks in another zone do not start",
        fix: "add a mount target in each zone of the tasks",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
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
      SubnetId: !Ref SubnetA
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
          Subnets: [!Ref SubnetA, !Ref SubnetB]
          SecurityGroups: [!Ref TaskGroup]
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
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
      SubnetId: !Ref SubnetA
      SecurityGroups: [!Ref FilesGroup]
  OtherTarget:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: !Ref SubnetB
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
    DependsOn: [MountTarget, OtherTarget]
    Properties:
      TaskDefinition: !Ref Task
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetA, !Ref SubnetB]
          SecurityGroups: [!Ref TaskGroup]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    for service in deployment.services() {
        for (_, files) in volumes(service) {
            let targets = mount_targets(deployment, &files);
            let sees_all = deployment.sees_all() && network.is_closed(files.id());
            if targets.is_empty() || !sees_all {
                continue;
            }
            let zone_of = |target: &Property<'d>| {
                let subnet = network.subnet(&target.get("SubnetId"))?;
                subnet.zone.as_ref()
            };
            let here = service.subnets_here();
            let mut lacking = here.iter().filter(|subnet| {
                let zone = subnet.zone.as_ref();
                zone.is_some_and(|zone| none_is(zone, targets.iter().map(zone_of)))
            });
            if let Some(subnet) = lacking.next() {
                let (files, subnet) = (files.id(), subnet.id());
                let message = format!("`{files}` has no mount target in the zone of `{subnet}`");
                findings.report(service.subnets_property().place(), message);
            }
        }
    }
}
