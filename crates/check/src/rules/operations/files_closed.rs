//! File systems that do not let the tasks in.

use stackwright_template::Severity;

use crate::deployment::network::{
    DOORS, Direction, Protocol, Zone, mount_targets, none_is, party_of_mount_target,
    report_stopped, volumes,
};
use crate::deployment::{Deployment, DeploymentRule, Property, Service};
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
    for service in deployment.starting() {
        if !service.pulls_itself() {
            continue;
        }
        for (_, files) in volumes(service) {
            let targets = mount_targets(deployment, &files).into_iter();
            for target in targets.filter(|target| may_be_used(service, target)) {
                let mut found = false;
                report_stopped(service, DOORS, findings, |findings| {
                    found = check_target(service, &target, findings);
                });
                if found {
                    break;
                }
            }
        }
    }
}

/// Whether it may be in the zone of a task.
fn may_be_used<'d>(service: &'d Service<'d>, target: &Property<'d>) -> bool {
    let network = service.properties.deployment().network();
    let subnet = network.subnet(&target.get("SubnetId"));
    let Some(zone) = subnet.and_then(|subnet| subnet.zone.as_ref()) else {
        return true;
    };
    let subnets = service.subnets();
    let zone_of =
        |named: &Property<'d>| -> Option<&'d Zone<'d>> { network.subnet(named)?.zone.as_ref() };
    !(subnets.complete && none_is(zone, subnets.known.iter().map(zone_of)))
}

fn check_target<'d>(
    service: &'d Service<'d>,
    target: &Property<'d>,
    findings: &mut Findings<'_>,
) -> bool {
    let network = service.properties.deployment().network();
    let (tasks, files) = (service.party(), party_of_mount_target(target));
    let nfs = (Protocol::Tcp, 2049.0);
    let (from, to) = (service.properties.id(), target.id());
    if network.open(&files.groups, Direction::In, nfs, &tasks) == Some(false) {
        let groups = files.groups.called();
        let message = format!("{groups} does not let tasks of `{from}` in on TCP port 2049");
        findings.report(target.get("SecurityGroups").place(), message);
    } else if network.open(&tasks.groups, Direction::Out, nfs, &files) == Some(false) {
        let groups = tasks.groups.called();
        let message =
            format!("{groups} does not let tasks of `{from}` out to `{to}` on TCP port 2049");
        findings.report(service.group_property().place(), message);
    } else {
        return false;
    }
    true
}
