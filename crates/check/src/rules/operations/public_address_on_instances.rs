//! A public address for tasks on instances.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Launch};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS421",
        family: Family::Operations,
        severity: Severity::Error,
        title: "public address for tasks on instances",
        why: "only tasks on Fargate can have a public address; Amazon ECS refuses the service",
        fix: "take out `AssignPublicIp`, or let it be DISABLED, and reach the internet by way of a NAT gateway",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html",
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
      LaunchType: EC2
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          AssignPublicIp: ENABLED
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
      LaunchType: EC2
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let address = service.get("NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp");
        if address.is("ENABLED") && matches!(service.launch(), Launch::Ec2 | Launch::External) {
            let message = format!(
                "the tasks of `{}` run on instances, and cannot have a public address",
                service.properties.id()
            );
            findings.report(address.place(), message);
        }
    }
}
