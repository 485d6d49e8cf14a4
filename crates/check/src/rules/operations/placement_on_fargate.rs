//! Placement of tasks on Fargate.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Launch};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS422",
        family: Family::Operations,
        severity: Severity::Error,
        title: "placement strategies or constraints on Fargate",
        why: "Fargate has no instances to choose from; Amazon ECS refuses the service",
        fix: "take them out; on Fargate tasks are spread over zones without them",
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
      PlacementStrategies:
        - Type: spread
          Field: attribute:ecs.availability-zone
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
        if service.launch() != Launch::Fargate {
            continue;
        }
        for name in ["PlacementStrategies", "PlacementConstraints"] {
            let placement = service.get(name);
            if !placement.items().known.is_empty() {
                let message = format!(
                    "`{}` runs on Fargate, which knows no `{name}`",
                    service.properties.id()
                );
                findings.report(placement.place(), message);
            }
        }
    }
}
