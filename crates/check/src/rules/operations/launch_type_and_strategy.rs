//! A launch type beside a capacity-provider strategy.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS414",
        family: Family::Operations,
        severity: Severity::Error,
        title: "launch type together with a capacity-provider strategy",
        why: "Amazon ECS takes one or the other",
        fix: "take out `LaunchType` to keep the strategy, or the strategy",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        bad: r#"
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
      CapacityProviderStrategy:
        - CapacityProvider: FARGATE
          Weight: 1
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
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
      CapacityProviderStrategy:
        - CapacityProvider: FARGATE
          Weight: 1
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let starting = deployment.starting().map(|service| service.properties);
    for starts in starting.chain(deployment.resources_of("AWS::ECS::TaskSet")) {
        let launch_type = starts.get("LaunchType");
        let strategy = starts.get("CapacityProviderStrategy");
        if launch_type.is_given() && !strategy.items().known.is_empty() {
            let message = format!(
                "the launch type {} and a capacity-provider strategy are given both",
                launch_type.shown()
            );
            findings.report(launch_type.place(), message);
        }
    }
}
