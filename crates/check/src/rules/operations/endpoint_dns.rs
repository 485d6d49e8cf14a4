//! Private DNS in a VPC without DNS.

use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

use crate::deployment::network::{Home, dns_missing};
use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS107",
        family: Family::Operations,
        severity: Severity::Error,
        title: "private DNS of an endpoint in a VPC that has no DNS host names",
        why: "AWS refuses private DNS unless the VPC has both DNS support and DNS host names, and a VPC has no host names unless it asks for them",
        fix: "set `EnableDnsHostnames` of the VPC to true, and leave `EnableDnsSupport` on",
        link: "https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html",
        bad: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
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
    let mut told = HashSet::default();
    for endpoint in deployment.network().endpoints() {
        let private_dns = endpoint.properties.get("PrivateDnsEnabled");
        let vpc = endpoint.home().and_then(Home::here);
        let vpc = vpc.and_then(|id| deployment.resource(id));
        let is_wanted = private_dns.flag() == Some(true) && endpoint.is_interface().is_yes();
        if let (Some(vpc), true) = (vpc, is_wanted)
            && let Some(missing) = dns_missing(&vpc)
            && told.insert(vpc.id())
        {
            let (id, vpc_id) = (endpoint.properties.id(), vpc.id());
            let message =
                format!("`{id}` has private DNS, but `{vpc_id}` does not have `{missing}`");
            findings.report(vpc.get(missing).place(), message);
        }
    }
}
