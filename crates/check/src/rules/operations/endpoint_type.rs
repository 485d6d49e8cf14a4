//! Gateway endpoints for services that have none.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS106",
        family: Family::Operations,
        severity: Severity::Error,
        title: "gateway endpoint for a service that has none",
        why: "only Amazon S3 and DynamoDB have gateway endpoints, and an endpoint without `VpcEndpointType` is one; AWS refuses others",
        fix: "set `VpcEndpointType` to Interface",
        link: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        bad: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsHostnames: true
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Images:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.dkr
"#,
        good: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsHostnames: true
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Images:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.dkr
      SubnetIds: [!Ref Subnet]
      PrivateDnsEnabled: true
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for endpoint in deployment.network().endpoints() {
        let of_type = endpoint.properties.get("VpcEndpointType");
        let (Some(service), true) = (
            endpoint.service(),
            of_type.is_absent() || of_type.is("Gateway"),
        ) else {
            continue;
        };
        // S3 Express and others of AWS's own may get one.
        if !service.starts_with("s3") && !service.starts_with("dynamodb") {
            let message = format!("there is no gateway endpoint for `{service}`");
            findings.report(endpoint.properties.get("VpcEndpointType").place(), message);
        }
    }
}
