//! Reference that looks like the wrong kind of resource.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::{What, some_of};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH122",
        family: Family::Schema,
        severity: Severity::Warning,
        title: "reference that looks like the wrong kind of resource",
        why: "what the reference gives is probably not what the property takes",
        fix: "see whether the reference is what is meant",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: vpc-12345678
      CidrBlock: 10.0.0.0/24
  Role:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
  Route:
    Type: AWS::EC2::ClientVpnRoute
    Properties:
      ClientVpnEndpointId: cvpn-endpoint-12345678
      DestinationCidrBlock: 10.0.0.0/16
      TargetVpcSubnetId: !Ref Role
"#,
        good: r#"
Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: vpc-12345678
      CidrBlock: 10.0.0.0/24
  Role:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
  Route:
    Type: AWS::EC2::ClientVpnRoute
    Properties:
      ClientVpnEndpointId: cvpn-endpoint-12345678
      DestinationCidrBlock: 10.0.0.0/16
      TargetVpcSubnetId: !Ref Subnet
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    tell(model, findings, |what| match what {
        What::ReferencePerhaps { found, wanted } => Some(format!(
            "{found}, stands where one would expect {}",
            some_of(wanted)
        )),
        _ => None,
    });
}
