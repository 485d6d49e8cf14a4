//! Services in one zone.

use stackwright_template::Severity;

use crate::deployment::network::all_in_one;
use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS131",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "service with all of its subnets in one zone",
        why: "when the Availability Zone fails, all of its tasks are gone",
        fix: "give it subnets in two or more zones",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
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
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: FARGATE
      DesiredCount: 2
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
      DesiredCount: 2
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref SubnetA, !Ref SubnetB]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let subnets = service.subnets();
        if !subnets.complete {
            continue;
        }
        let here = service.subnets_here();
        let message = match subnets.known.as_slice() {
            [one] if one.symbolic().is_some() => {
                format!("{} is the only subnet of the service", one.called())
            }
            [first, _, ..] if here.len() == subnets.known.len() && all_in_one(&here) => {
                format!("all subnets are in the zone of {}", first.called())
            }
            _ => continue,
        };
        findings.report(service.subnets_property().place(), message);
    }
}
