//! Routes that may be made before their gateway is attached.

use stackwright_template::Severity;

use crate::deployment::network::attachments;
use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS150",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "route that does not wait for its internet gateway",
        why: "CloudFormation may make the route before the gateway is attached, and AWS refuses it then",
        fix: "add a `DependsOn` that names the attachment",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html#gatewayattachment",
        bad: r#"
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
    for route in deployment.resources_of("AWS::EC2::Route") {
        let named = route.get("GatewayId");
        let Some(gateway) = named.target_of(&["AWS::EC2::InternetGateway"]) else {
            continue;
        };
        let attachments = attachments(deployment, &gateway);
        let is_attachment = |id: &str| {
            attachments
                .iter()
                .any(|(attachment, _)| attachment.id() == id)
        };
        let Some((attachment, _)) = attachments.first() else {
            continue;
        };
        if !deployment.waits_for(route.id(), is_attachment) {
            let message = format!(
                "`{}` does not wait until `{}` has attached `{}`",
                route.id(),
                attachment.id(),
                gateway.id()
            );
            let help = format!("add `DependsOn: {}`", attachment.id());
            findings.report(named.place(), message).help(help);
        }
    }
}
