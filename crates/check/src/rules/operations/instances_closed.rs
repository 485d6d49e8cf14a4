//! Instances that do not let their load balancer in.

use stackwright_template::Severity;

use crate::deployment::network::{
    DOORS, Direction, Ports, Protocol, both, party_of_balancer, report_stopped,
};
use crate::deployment::{Container, Deployment, DeploymentRule, Fleet, Lookup, Property, Service};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS118",
        family: Family::Operations,
        severity: Severity::Error,
        title: "instances that do not let their load balancer in",
        why: "tasks without network interfaces of their own are reached through those of the instance, on ports from 32768 on where they do not choose one; behind a closed port they never get healthy, and the deployment hangs",
        fix: "let the group of the load balancer in to the group of the instances, on TCP ports 32768 to 65535 or on the host port",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-networkmode-bridge.html",
        bad: r#"
Parameters:
  Ami:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  VpcId:
    Type: AWS::EC2::VPC::Id
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
        SecurityGroupIds: [!Ref InstanceGroup]
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
  BalancerGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Load balancer
      VpcId: !Ref VpcId
  InstanceGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Instances
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 8080
          ToPort: 8080
          SourceSecurityGroupId: !Ref BalancerGroup
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: !Ref Subnets
      SecurityGroups: [!Ref BalancerGroup]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: instance
      Protocol: HTTP
      Port: 80
      VpcId: !Ref VpcId
      HealthCheckPath: /
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Memory: 512
          PortMappings:
            - ContainerPort: 8080
  Service:
    Type: AWS::ECS::Service
    DependsOn: [Providers, Listener]
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      DesiredCount: 2
      CapacityProviderStrategy:
        - CapacityProvider: !Ref Provider
          Weight: 1
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 8080
          TargetGroupArn: !Ref Targets
"#,
        good: r#"
Parameters:
  Ami:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  VpcId:
    Type: AWS::EC2::VPC::Id
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
        SecurityGroupIds: [!Ref InstanceGroup]
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
  BalancerGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Load balancer
      VpcId: !Ref VpcId
  InstanceGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Instances
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 32768
          ToPort: 65535
          SourceSecurityGroupId: !Ref BalancerGroup
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: !Ref Subnets
      SecurityGroups: [!Ref BalancerGroup]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: instance
      Protocol: HTTP
      Port: 80
      VpcId: !Ref VpcId
      HealthCheckPath: /
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Targets
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Memory: 512
          PortMappings:
            - ContainerPort: 8080
  Service:
    Type: AWS::ECS::Service
    DependsOn: [Providers, Listener]
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      DesiredCount: 2
      CapacityProviderStrategy:
        - CapacityProvider: !Ref Provider
          Weight: 1
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 8080
          TargetGroupArn: !Ref Targets
"#,
    },
    check,
};

/// Where the ports begin that an instance chooses from, on every system that Amazon ECS supports,
/// and where they end.
const CHOSEN: (f64, f64) = (32768.0, 65535.0);

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        if service.is_awsvpc() != Some(false) {
            continue;
        }
        let fleets = service.fleets();
        for entry in &service.load_balancers {
            let Some(group) = entry.target_group else {
                continue;
            };
            let Some(traffic) = host_ports(service, entry.properties) else {
                continue;
            };
            let checked = group
                .get("HealthCheckPort")
                .number()
                .map(|port| (port, port));
            for (purpose, ports) in [("requests", Some(traffic)), ("health checks", checked)] {
                let Some(ports) = ports else { continue };
                if let Some(fleet) = shut_out(deployment, &group, &fleets, ports) {
                    let message = message(service, fleet, purpose, ports);
                    report_stopped(service, DOORS, findings, |findings| {
                        findings.report(entry.properties.place(), message);
                    });
                    break;
                }
            }
        }
    }
}

/// The ports of an instance that a load balancer sends to.
fn host_ports<'d>(service: &Service<'d>, entry: Property<'d>) -> Option<(f64, f64)> {
    let task = service.task?;
    let named = entry.get("ContainerPort");
    let container: &Container<'d> = match task.container(&entry.get("ContainerName")) {
        Lookup::Found(container) => container,
        _ => return None,
    };
    let mut ports = container.ports.iter();
    let port = ports.find(|port| port.get("ContainerPort").equals(&named) == Some(true))?;
    let host = port.get("HostPort");
    if host.is_absent() && task.has_network_mode("host") {
        return named.number().map(|port| (port, port));
    }
    match (host.is_absent(), host.number()) {
        (true, _) | (_, Some(0.0)) => Some(CHOSEN),
        // A port that there is not is told of elsewhere.
        (false, Some(port)) => (port <= CHOSEN.1).then_some((port, port)),
        (false, None) => None,
    }
}

/// Instances that let no load balancer in which forwards to a target group, where that is certain
/// of all of them.
fn shut_out<'d>(
    deployment: &'d Deployment<'d>,
    group: &Property<'d>,
    fleets: &[&'d Fleet<'d>],
    (first, last): (f64, f64),
) -> Option<&'d Fleet<'d>> {
    let network = deployment.network();
    let protocol = match group.get("Protocol").text()?.as_ref() {
        "UDP" | "QUIC" => Protocol::Udp,
        _ => Protocol::Tcp,
    };
    let forwarders = deployment.balancing().forwarders_of(group);
    let balancers: Option<Vec<_>> = forwarders.iter().map(|own| own.load_balancer).collect();
    let parties: Vec<_> = balancers?.iter().map(party_of_balancer).collect();
    let closed = |fleet: &&Fleet<'d>| {
        let instances = fleet.party();
        parties.iter().all(|balancer| {
            let touches = |ports: Ports| ports.touch(protocol, first, last);
            // Behind a load balancer without groups, instances may see the clients' addresses.
            !balancer.groups.known.is_empty()
                && network.allow(&instances.groups, Direction::In, |permission| {
                    both(touches(permission.ports), permission.peer.is(balancer))
                }) == Some(false)
        })
    };
    let first = fleets.first()?;
    (!parties.is_empty() && fleets.iter().all(closed)).then_some(*first)
}

fn message(
    service: &Service<'_>,
    fleet: &Fleet<'_>,
    purpose: &str,
    (first, last): (f64, f64),
) -> String {
    let ports = match first == last {
        true => format!("port {first}"),
        false => format!("the ports {first} to {last}, of which each task gets one"),
    };
    format!(
        "tasks of `{}` cannot be reached for {purpose}: {} of `{}` does not let the load balancer in on {ports}",
        service.properties.id(),
        fleet.party().groups.called(),
        fleet.group.id()
    )
}
