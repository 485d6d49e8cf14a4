//! Routes to nowhere, or to two places.

use stackwright_template::Severity;

use crate::deployment::network::TARGETS;
use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS148",
        family: Family::Operations,
        severity: Severity::Error,
        title: "route without a target, or with two",
        why: "AWS refuses a route that does not lead to exactly one thing",
        fix: "give the route one target, such as `NatGatewayId`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  Default:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  NatA:
    Type: String
Resources:
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  Default:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatA
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for route in deployment.resources_of("AWS::EC2::Route") {
        let given: Vec<&str> = TARGETS
            .into_iter()
            .filter(|name| route.get(name).is_given())
            .collect();
        let absent = TARGETS.iter().all(|name| route.get(name).is_absent());
        let id = route.id();
        match given.as_slice() {
            [] if absent => {
                findings.report(route.place(), format!("the route `{id}` leads nowhere"));
            }
            [first, second, ..] => {
                let message = format!("`{id}` leads to both `{first}` and `{second}`");
                findings.report(route.get(second).place(), message);
            }
            _ => {}
        }
    }
}
