//! A network configuration that does not fit the tasks.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Service};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS420",
        family: Family::Operations,
        severity: Severity::Error,
        title: "network configuration that does not fit the tasks",
        why: "tasks with a network interface of their own need its subnets, and others cannot have any: Amazon ECS refuses the service",
        fix: "`NetworkConfiguration` with subnets for the network mode awsvpc, which Fargate has always; none for others",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        bad: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: FARGATE
"#,
        good: r#"
Parameters:
  Task:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: FARGATE
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.starting() {
        // The task sets of such a service have networks of their own.
        if service
            .controller()
            .is_none_or(|controller| controller == "EXTERNAL")
        {
            continue;
        }
        compare(service, findings);
    }
}

fn compare(service: &Service<'_>, findings: &mut Findings<'_>) {
    let id = service.properties.id();
    let network = service.get("NetworkConfiguration");
    let awsvpc = service.placed;
    let subnets = awsvpc.get("Subnets");
    match service.is_awsvpc() {
        Some(true) if awsvpc.is_absent() => {
            let message = format!(
                "the tasks of `{id}` have network interfaces of their own, and no subnets are given for them"
            );
            findings.report(network.place(), message);
        }
        Some(false) if network.is_given() => {
            let message =
                format!("the tasks of `{id}` have no network interfaces of their own to configure");
            findings.report(network.place(), message);
        }
        _ => {}
    }
    let none = subnets.items().complete && subnets.items().known.is_empty();
    if awsvpc.is_given() && none {
        let message = format!("the network configuration of `{id}` has no subnets");
        findings.report(subnets.place(), message);
    }
}
