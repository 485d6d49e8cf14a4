//! Tasks for which none of their instances has room.

use stackwright_template::Severity;

use crate::deployment::{
    Deployment, DeploymentRule, Fleet, Property, Service, instance_size, is_graviton, lacks_gpus,
};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS445",
        family: Family::Operations,
        severity: Severity::Error,
        title: "tasks that fit on none of their instances",
        why: "a task waits until an instance has the memory, the CPU units, the GPUs and the ports that it asks for, and the processor that it is for; where none ever has, the deployment hangs",
        fix: "take larger instances or more of them, or ask for less",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html",
        bad: r#"
Parameters:
  Ami:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  InstanceRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ec2.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles: [!Ref InstanceRole]
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: !Ref Ami
        InstanceType: m6i.large
        IamInstanceProfile:
          Arn: !GetAtt Profile.Arn
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '0'
      MaxSize: '4'
      VPCZoneIdentifier: !Ref Subnets
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: !GetAtt Template.LatestVersionNumber
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: !Ref Group
        ManagedScaling:
          Status: ENABLED
  Providers:
    Type: AWS::ECS::ClusterCapacityProviderAssociations
    Properties:
      Cluster: !Ref Cluster
      CapacityProviders: [!Ref Provider]
      DefaultCapacityProviderStrategy:
        - CapacityProvider: !Ref Provider
          Weight: 1
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Memory: 16384
  Service:
    Type: AWS::ECS::Service
    DependsOn: Providers
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      DesiredCount: 2
      CapacityProviderStrategy:
        - CapacityProvider: !Ref Provider
          Weight: 1
"#,
        good: r#"
Parameters:
  Ami:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  InstanceRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ec2.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles: [!Ref InstanceRole]
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: !Ref Ami
        InstanceType: m6i.large
        IamInstanceProfile:
          Arn: !GetAtt Profile.Arn
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '0'
      MaxSize: '4'
      VPCZoneIdentifier: !Ref Subnets
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: !GetAtt Template.LatestVersionNumber
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: !Ref Group
        ManagedScaling:
          Status: ENABLED
  Providers:
    Type: AWS::ECS::ClusterCapacityProviderAssociations
    Properties:
      Cluster: !Ref Cluster
      CapacityProviders: [!Ref Provider]
      DefaultCapacityProviderStrategy:
        - CapacityProvider: !Ref Provider
          Weight: 1
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Memory: 2048
  Service:
    Type: AWS::ECS::Service
    DependsOn: Providers
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      DesiredCount: 2
      CapacityProviderStrategy:
        - CapacityProvider: !Ref Provider
          Weight: 1
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let fleets = service.fleets();
        if service.starts_empty() || fleets.is_empty() {
            continue;
        }
        too_few(service, &fleets, findings);
        too_small(service, &fleets, findings);
        unlike(service, &fleets, findings);
    }
}

/// Whether there can be as many instances as the tasks need.
fn too_few<'d>(service: &Service<'d>, fleets: &[&Fleet<'d>], findings: &mut Findings<'_>) {
    let largest = fleets
        .iter()
        .map(|fleet| fleet.group.get("MaxSize").number());
    let Some(most) = largest.sum::<Option<f64>>() else {
        return;
    };
    let id = service.properties.id();
    if most == 0.0 {
        let message = format!("`{id}` runs on instances of which there can be none");
        findings.report(service.properties.place(), message);
        return;
    }
    let desired = service.get("DesiredCount");
    let tasks = desired
        .number()
        .filter(|_| service.is_daemon() == Some(false));
    let (Some(tasks), Some(port)) = (tasks, fixed_port(service)) else {
        return;
    };
    if tasks > most {
        let message = format!(
            "{tasks} tasks take the host port {} each, and there are no more than {most} instances",
            port.shown()
        );
        findings.report(desired.place(), message).help(
            "let instances choose the port, by a `HostPort` of 0, or let there be more instances",
        );
    }
}

/// A port of the instance that each of its tasks takes.
fn fixed_port<'d>(service: &Service<'d>) -> Option<Property<'d>> {
    let task = service
        .task
        .filter(|task| task.is_awsvpc() == Some(false))?;
    let mut ports = task
        .containers
        .iter()
        .flat_map(|container| &container.ports);
    let taken = |port: &Property<'_>| port.number().is_some_and(|port| port > 0.0);
    ports.find_map(|port| Some(port.get("HostPort")).filter(taken))
}

/// Whether a task is larger than every instance.
fn too_small<'d>(service: &Service<'d>, fleets: &[&Fleet<'d>], findings: &mut Findings<'_>) {
    let Some(task) = service.task.filter(|task| task.is_windows() == Some(false)) else {
        return;
    };
    let sizes = fleets.iter().map(|fleet| {
        let of_type = fleet.instance_type()?;
        Some((of_type, instance_size(&of_type.text()?)?))
    });
    let Some(sizes) = sizes.collect::<Option<Vec<_>>>() else {
        return;
    };
    let Some((of_type, _)) = sizes.first() else {
        return;
    };
    let (cpu, memory) = (task.wanted_cpu(), task.wanted_memory());
    let names = of_type.shown();
    if sizes.iter().all(|(_, size)| memory > size.memory) {
        let most = sizes
            .iter()
            .map(|(_, size)| size.memory)
            .fold(0.0, f64::max);
        let message = format!("a task asks for {memory} MiB, and an instance {names} has {most}");
        findings.report(service.definition.place(), message);
    }
    if sizes.iter().all(|(_, size)| cpu > size.cpu) {
        let most = sizes.iter().map(|(_, size)| size.cpu).fold(0.0, f64::max);
        let message =
            format!("a task asks for {cpu} CPU units, and an instance {names} has {most}");
        findings.report(service.definition.place(), message);
    }
}

/// Whether no instance has the processor that a task is for, or a GPU.
fn unlike<'d>(service: &Service<'d>, fleets: &[&Fleet<'d>], findings: &mut Findings<'_>) {
    let Some(task) = service.task else { return };
    let types = fleets.iter().map(|fleet| {
        let name = fleet.instance_type()?.text()?;
        Some(name.into_owned())
    });
    let Some(types) = types.collect::<Option<Vec<_>>>() else {
        return;
    };
    let Some(first) = types.first() else { return };
    let wanted = task.properties.get("RuntimePlatform/CpuArchitecture");
    let is_arm = match wanted.text().as_deref() {
        Some("ARM64") => Some(true),
        Some("X86_64") => Some(false),
        _ => None,
    };
    let other = |name: &String| is_graviton(name).is_some_and(|own| Some(!own) == is_arm);
    if types.iter().all(other) {
        let message = format!(
            "a task is for {}, and an instance {first} is not",
            wanted.shown()
        );
        findings.report(service.definition.place(), message).help(
            "take instances with that processor, or build the image for the one that they have",
        );
    }
    let asks = |container: &&crate::deployment::Container<'d>| {
        let wanted = container
            .properties
            .get("ResourceRequirements")
            .items()
            .known;
        wanted.iter().any(|one| one.get("Type").is("GPU"))
    };
    let asks = task.containers.iter().any(|container| asks(&container));
    if asks && types.iter().all(|name| lacks_gpus(name)) {
        let message = format!("a task asks for a GPU, and an instance {first} has none");
        findings
            .report(service.definition.place(), message)
            .help("take instances with GPUs, as `g5.xlarge`");
    }
}
