//! Security groups that keep tasks from pulling their image.

use stackwright_template::Severity;

use crate::deployment::network::{
    DOORS, Direction, GroupId, Peer, Permission, Protocol, Subnet, any, both, is_private,
    report_stopped,
};
use crate::deployment::{Deployment, DeploymentRule, Lookup, Service};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS104",
        family: Family::Operations,
        severity: Severity::Error,
        title: "security group that keeps tasks from their image",
        why: "a task on Fargate pulls its image, opens its log and reads its secrets over HTTPS; without egress on port 443 it never starts, and the deployment hangs",
        fix: "add a rule of egress for TCP port 443",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
        bad: r#"
Parameters:
  Definition:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
      VpcId: !Ref VpcId
      SecurityGroupEgress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          CidrIp: 10.0.0.0/16
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          SecurityGroups: [!Ref Group]
"#,
        good: r#"
Parameters:
  Definition:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
      VpcId: !Ref VpcId
      SecurityGroupEgress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          CidrIp: 10.0.0.0/16
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 0.0.0.0/0
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          SecurityGroups: [!Ref Group]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.starting() {
        let is_certain = service.pulls_itself() && service.starts_over_https();
        if !is_certain {
            continue;
        }
        let groups = service.party().groups;
        let network = deployment.network();
        let only_public = pulls_from_public(service);
        let leaves = network.allow(&groups, Direction::Out, |permission| {
            let covered = permission.ports.cover(Protocol::Tcp, 443.0);
            both(
                covered,
                may_be_registry(deployment, permission, only_public),
            )
        });
        if leaves == Some(false) {
            let message = format!(
                "{} lets nothing out to TCP port 443 of where images are, so tasks cannot start",
                groups.called()
            );
            report_stopped(service, DOORS, findings, |findings| {
                findings.report(service.group_property().place(), message);
            });
        }
    }
}

/// Whether what a rule lets out to can be what images come from.
fn may_be_registry<'d>(
    deployment: &'d Deployment<'d>,
    permission: &Permission<'d>,
    only_public: bool,
) -> Option<bool> {
    let network = deployment.network();
    match &permission.peer {
        Peer::Block(block) if block.prefix_len() == 0 => Some(true),
        Peer::Block(block) if block.addr().is_loopback() => Some(false),
        Peer::Block(block) if only_public && is_private(block) => Some(false),
        Peer::Group(GroupId::Here(_)) if only_public => Some(false),
        Peer::Group(group @ GroupId::Here(id)) if network.is_closed(id) => {
            let endpoints = network.endpoints().iter();
            any(endpoints.map(|endpoint| {
                let groups = endpoint.groups();
                let own = groups.known.iter().map(|own| own.is(group));
                any(own.chain((!groups.complete).then_some(None)))
            }))
        }
        Peer::Block(_) | Peer::Group(_) | Peer::Unknown => None,
    }
}

/// Whether images come from public addresses, at least in part: their layers are in Amazon S3,
/// whose gateway endpoint is a route to such addresses.
fn pulls_from_public<'d>(service: &Service<'d>) -> bool {
    let network = service.properties.deployment().network();
    let here = service.subnets_here();
    let without_interface = |subnet: &&Subnet<'d>| match network.endpoint(subnet, "s3") {
        Ok(Lookup::Unknown) => false,
        Ok(Lookup::Found(endpoint)) => endpoint.is_interface() == Some(false),
        Ok(Lookup::Missing) | Err(_) => true,
    };
    !here.is_empty()
        && here.len() == service.subnets().known.len()
        && here.iter().all(without_interface)
}
