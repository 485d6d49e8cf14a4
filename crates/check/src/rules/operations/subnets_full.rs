//! Subnets too small for the tasks of a service.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS132",
        family: Family::Operations,
        severity: Severity::Error,
        title: "subnets too small for the tasks of a service",
        why: "each task takes an address of a subnet, and AWS keeps five of each subnet; the tasks that do not fit never start, and the deployment hangs",
        fix: "give the service larger subnets, or fewer tasks",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
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
      DesiredCount: 30
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
      DesiredCount: 30
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetA, !Ref SubnetB]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let desired = service.get("DesiredCount");
        let (Some(tasks), Some(fit)) = (desired.number(), service.capacity()) else {
            continue;
        };
        if tasks > fit {
            let message =
                format!("{tasks} tasks are desired, but the subnets have {fit} addresses");
            findings.report(desired.place(), message);
        }
    }
}
