//! Tasks in the security group that the VPC comes with.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS117",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "tasks in the default security group",
        why: "without security groups tasks get the default one of the VPC, in which they can reach, and be reached by, all that is in it, and by nothing else",
        fix: "give the tasks a security group of their own",
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
      LaunchType: FARGATE
      DesiredCount: 1
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
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Tasks
      VpcId: !Ref VpcId
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
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
        let groups = service.placed.get("SecurityGroups");
        if service.placed.is_given() && groups.is_absent() {
            let id = service.properties.id();
            let message = format!("the tasks of `{id}` have no security group of their own");
            findings.report(service.placed.place(), message);
        }
    }
}
