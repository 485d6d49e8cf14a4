//! Routes that may be made before their gateway is attached.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Reason};
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
    for wait in deployment
        .waits()
        .iter()
        .filter(|wait| wait.verdict.is_no())
    {
        if let (Reason::Attached { gateway }, [attachment, ..]) = (wait.reason, &*wait.on) {
            let message = format!(
                "`{}` does not wait until `{}` has attached `{}`",
                wait.what.id(),
                attachment.id(),
                gateway.id()
            );
            let help = format!("add `DependsOn: {}`", attachment.id());
            findings.report(wait.because.place(), message).help(help);
        }
    }
}
