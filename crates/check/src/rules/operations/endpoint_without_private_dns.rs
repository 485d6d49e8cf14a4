//! Interface endpoints that no name leads to.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS109",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "interface endpoint without private DNS",
        why: "the name of the service still leads to the internet, past the endpoint, so that tasks without a way there do not start",
        fix: "set `PrivateDnsEnabled` to true",
        link: "https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html",
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
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.dkr
      SubnetIds: [!Ref Subnet]
      PrivateDnsEnabled: false
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

/// What tasks of Amazon ECS use, by names that they do not choose.
const USED: &[&str] = &[
    "ecr.api",
    "ecr.dkr",
    "ecs",
    "ecs-agent",
    "ecs-telemetry",
    "logs",
    "secretsmanager",
    "ssm",
    "ssmmessages",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for endpoint in deployment.network().endpoints() {
        let private_dns = endpoint.properties.get("PrivateDnsEnabled");
        let service = endpoint.service().filter(|service| USED.contains(service));
        let is_off = private_dns.is_absent() || private_dns.flag() == Some(false);
        if let (Some(service), true, true) = (service, is_off, endpoint.is_interface().is_yes()) {
            let id = endpoint.properties.id();
            let message = format!("the name of `{service}` does not lead to `{id}`");
            findings.report(private_dns.place(), message);
        }
    }
}
