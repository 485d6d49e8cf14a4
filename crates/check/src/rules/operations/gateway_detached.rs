//! Routes to internet gateways that are not attached.

use stackwright_template::Severity;

use crate::deployment::network::attachments;
use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS149",
        family: Family::Operations,
        severity: Severity::Error,
        title: "route to an internet gateway that is not attached to the VPC",
        why: "AWS refuses the route: the route table and the gateway belong to different networks",
        fix: "attach the gateway with `AWS::EC2::VPCGatewayAttachment`",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
        bad: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Gateway:
    Type: AWS::EC2::InternetGateway
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  Default:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref Gateway
"#,
        good: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref Vpc
      InternetGatewayId: !Ref Gateway
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  Default:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref Gateway
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    for route in deployment.resources_of("AWS::EC2::Route") {
        let named = route.get("GatewayId");
        let table = route.get("RouteTableId");
        let table = table.target_of(&["AWS::EC2::RouteTable"]);
        let gateway = named.target_of(&["AWS::EC2::InternetGateway"]);
        let (Some(gateway), Some(table)) = (gateway, table) else {
            continue;
        };
        let Some(vpc) = deployment.home_of(&table) else {
            continue;
        };
        let is_closed = deployment.sees_all() && network.is_closed(gateway.id());
        let elsewhere = attachments(deployment, &gateway)
            .iter()
            .all(|(_, home)| home.as_ref().is_some_and(|h| h.differs(&vpc).is_yes()));
        if is_closed && elsewhere {
            let message = format!("`{}` is not attached to {}", gateway.id(), vpc.called());
            findings.report(named.place(), message);
        }
    }
}
