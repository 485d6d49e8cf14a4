//! ECS Exec in a subnet without a way to Session Manager.

use stackwright_template::Severity;

use crate::deployment::network::Stuck;
use crate::deployment::{Deployment, DeploymentRule, Purpose};
use crate::words::{Called, about_endpoints};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS102",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "ECS Exec without a way to Session Manager",
        why: "the agent in the task talks to Session Manager through the network interface of the task; without a way there every command fails",
        fix: "give the VPC an interface endpoint for `ssmmessages`, or route the subnet to a NAT gateway",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec-considerations.html",
        bad: r#"
Parameters:
  Definition:
    Type: String
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Private:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: EC2
      DesiredCount: 1
      EnableExecuteCommand: true
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref Private]
"#,
        good: r#"
Parameters:
  Definition:
    Type: String
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsHostnames: true
  Private:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Messages:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.${AWS::Region}.ssmmessages
      SubnetIds: [!Ref Private]
      PrivateDnsEnabled: true
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: EC2
      DesiredCount: 1
      EnableExecuteCommand: true
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref Private]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    for service in deployment.services() {
        let exec = service.get("EnableExecuteCommand");
        if exec.flag() != Some(true) || service.interface().is_none() {
            continue;
        }
        let mut stuck = Stuck::default();
        let mut reason = None;
        for subnet in service.subnets_here() {
            if service.reaches_internet(subnet).is_no() {
                network.want(subnet, &["ssmmessages"], Purpose::Exec, &mut stuck);
                reason = reason.or(Some((subnet.id(), network.why_no_internet(subnet))));
            }
        }
        if let (Some(about), Some((subnet, why))) = (about_endpoints(&stuck), reason) {
            let message = format!(
                "no command can be run in tasks in `{subnet}`: {}, and {about}",
                why.called()
            );
            findings.report(exec.place(), message);
        }
    }
}
