//! Private names in a VPC without DNS.

use stackwright_template::Severity;

use crate::deployment::network::dns_missing;
use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS108",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "private namespace in a VPC that has no DNS host names",
        why: "names of a private hosted zone are found only in a VPC that has both DNS support and DNS host names",
        fix: "set `EnableDnsHostnames` of the VPC to true, and leave `EnableDnsSupport` on",
        link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
        bad: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Namespace:
    Type: AWS::ServiceDiscovery::PrivateDnsNamespace
    Properties:
      Name: shop.local
      Vpc: !Ref Vpc
"#,
        good: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsHostnames: true
  Namespace:
    Type: AWS::ServiceDiscovery::PrivateDnsNamespace
    Properties:
      Name: shop.local
      Vpc: !Ref Vpc
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for namespace in deployment.resources_of("AWS::ServiceDiscovery::PrivateDnsNamespace") {
        let named = namespace.get("Vpc");
        if let Some(vpc) = named.target_of(&["AWS::EC2::VPC"])
            && let Some(missing) = dns_missing(&vpc)
        {
            let message = format!("`{}` does not have `{missing}`", vpc.id());
            findings.report(named.place(), message);
        }
    }
}
