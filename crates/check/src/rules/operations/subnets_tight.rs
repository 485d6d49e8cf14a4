//! Subnets too small for a deployment.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS133",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "subnets too small for the tasks during a deployment",
        why: "while tasks are replaced old and new ones run side by side, and each takes an address of a subnet; a deployment stops where none is left",
        fix: "give the service larger subnets, or lower `MaximumPercent`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
        bad: r#"
Parameters:
  Definition:
    Type: String
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/28
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/28
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: FARGATE
      DesiredCount: 20
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetA, !Ref SubnetB]
"#,
        good: r#"
Parameters:
  Definition:
    Type: String
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: FARGATE
      DesiredCount: 20
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetA, !Ref SubnetB]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let desired = service.get("DesiredCount").number();
        let target = deployment.scalable_target_of(service);
        let most = target.and_then(|target| target.get("MaxCapacity").number());
        let percent = service.percentages().maximum;
        let (Some(fit), Some(percent)) = (service.capacity(), percent) else {
            continue;
        };
        let tasks = [desired, most].into_iter().flatten().fold(0.0, f64::max);
        let during = (tasks * percent / 100.0).floor();
        // More desired than fit is more than a warning.
        if during > fit && desired.is_none_or(|desired| desired <= fit) {
            let message = format!(
                "up to {during} tasks run during a deployment, but the subnets have {fit} addresses"
            );
            findings.report(service.subnets_property().place(), message);
        }
    }
}
