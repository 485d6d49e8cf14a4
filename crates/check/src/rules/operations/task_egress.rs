//! Security groups that keep tasks from pulling their image.

use stackwright_template::Severity;

use crate::deployment::network::{DOORS, report_stopped};
use crate::deployment::{Deployment, DeploymentRule, End, Side};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS104",
        family: Family::Operations,
        severity: Severity::Error,
        title: "security group that keeps tasks from their image",
        why: "a task on Fargate pulls its image, opens its log and reads its secrets over HTTPS; without egress on port 443 it never starts, and the deployment hangs",
        fix: "add a rule of egress for TCP port 443",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
        bad: r#"
Parameters:
  Definition:
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
      SecurityGroupEgress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          CidrIp: 10.0.0.0/16
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: FARGATE
      DesiredCount: 1
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
          SecurityGroups: [!Ref Group]
"#,
        good: r#"
Parameters:
  Definition:
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
      SecurityGroupEgress:
        - IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
          CidrIp: 10.0.0.0/16
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 0.0.0.0/0
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
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
    for flow in deployment.flows() {
        if let (End::Tasks(service), End::Outside) = (flow.from, flow.to)
            && let Some(groups) = flow.shut_by_groups(Side::From)
        {
            let message = format!(
                "{} lets nothing out to TCP port 443 of where images are, so tasks cannot start",
                groups.called()
            );
            report_stopped(service, DOORS, findings, |findings| {
                findings.report(service.group_property().place(), message);
            });
        }
    }
}
