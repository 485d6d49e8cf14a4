//! Two endpoints for the same names.

use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL190",
        family: Family::Template,
        severity: Severity::Error,
        title: "two endpoints for the same private names",
        why: "the private name of a service leads to one endpoint in a VPC: the second is refused",
        fix: "keep one of the endpoints, in all subnets that need it",
        link: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  Subnet:
    Type: AWS::EC2::Subnet::Id
Resources:
  Logs:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.${AWS::Region}.logs
      VpcId: !Ref VpcId
      SubnetIds:
        - !Ref Subnet
      PrivateDnsEnabled: true
  MoreLogs:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.${AWS::Region}.logs
      VpcId: !Ref VpcId
      SubnetIds:
        - !Ref Subnet
      PrivateDnsEnabled: true
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  Subnet:
    Type: AWS::EC2::Subnet::Id
Resources:
  Logs:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.${AWS::Region}.logs
      VpcId: !Ref VpcId
      SubnetIds:
        - !Ref Subnet
      PrivateDnsEnabled: true
  MoreLogs:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.${AWS::Region}.logs
      VpcId: !Ref VpcId
      SubnetIds:
        - !Ref Subnet
      PrivateDnsEnabled: false
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen = HashMap::default();
    for endpoint in deployment.resources_of("AWS::EC2::VPCEndpoint") {
        if endpoint.get("PrivateDnsEnabled").flag() != Some(true) {
            continue;
        }
        let service = endpoint.get("ServiceName");
        let names = (service.shown(), endpoint.get("VpcId").shown());
        // What cannot be told apart may be different.
        if names.0.contains("...") || names.1.contains("...") {
            continue;
        }
        if let Some(other) = seen.insert(names, endpoint.id()) {
            let message = format!(
                "`{other}` has the private names of {} already",
                service.shown()
            );
            findings.report(service.place(), message);
        }
    }
}
