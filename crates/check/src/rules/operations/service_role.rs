//! A role for a service that has its role from Amazon ECS.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS425",
        family: Family::Operations,
        severity: Severity::Error,
        title: "role for a service that needs the service-linked role",
        why: "a role is for one load balancer and tasks without network interfaces of their own; for all others Amazon ECS takes its service-linked role, and refuses another",
        fix: "take out `Role`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        bad: r#"
Parameters:
  Task:
    Type: String
  Role:
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
      Role: !Ref Role
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
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
    for service in deployment.services() {
        let role = service.get("Role");
        if !role.is_given() {
            continue;
        }
        let why = if service.is_awsvpc() == Some(true) {
            "the tasks have network interfaces of their own"
        } else if service.get("LoadBalancers").is_absent() {
            "there is no load balancer to register with"
        } else if service.load_balancers.len() > 1 {
            "there are several target groups"
        } else if !service.get("ServiceRegistries").items().known.is_empty() {
            "there is a service registry"
        } else {
            continue;
        };
        findings.report(role.place(), format!("a role is given, and {why}"));
    }
}
