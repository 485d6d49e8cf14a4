//! Service of Cloud Map that AWS Cloud Map refuses.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS452",
        family: Family::Operations,
        severity: Severity::Error,
        title: "service of Cloud Map that cannot be",
        why: "health checks of Route 53 do not reach into a private namespace, and a name with a CNAME has no other records; AWS Cloud Map refuses the service",
        fix: "`HealthCheckCustomConfig` in a private namespace; `A` and `SRV` records for tasks",
        link: "https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Namespace:
    Type: AWS::ServiceDiscovery::PrivateDnsNamespace
    Properties:
      Name: shop.internal
      Vpc: !Ref VpcId
  Web:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      Name: web
      DnsConfig:
        NamespaceId: !Ref Namespace
        DnsRecords:
          - Type: A
            TTL: 10
      HealthCheckConfig:
        Type: HTTP
        ResourcePath: /
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Namespace:
    Type: AWS::ServiceDiscovery::PrivateDnsNamespace
    Properties:
      Name: shop.internal
      Vpc: !Ref VpcId
  Web:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      Name: web
      DnsConfig:
        NamespaceId: !Ref Namespace
        DnsRecords:
          - Type: A
            TTL: 10
      HealthCheckCustomConfig:
        FailureThreshold: 1
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.resources_of("AWS::ServiceDiscovery::Service") {
        let named = ["NamespaceId", "DnsConfig/NamespaceId"].map(|name| service.get(name));
        let private = &["AWS::ServiceDiscovery::PrivateDnsNamespace"];
        let private = named.iter().find_map(|named| named.target_of(private));
        let check = service.get("HealthCheckConfig");
        if let Some(private) = private.filter(|_| check.is_given()) {
            let message = format!(
                "`{}` is private: Route 53 cannot check anything in it",
                private.id()
            );
            findings.report(check.place(), message).help(
                "take `HealthCheckCustomConfig`, by which Amazon ECS tells the health of tasks",
            );
        }
        let records = service.get("DnsConfig/DnsRecords").items().known;
        let aliases = records.iter().map(|record| record.get("Type"));
        let Some(alias) = aliases.into_iter().find(|kind| kind.is("CNAME")) else {
            continue;
        };
        if records.len() > 1 {
            let message = "a name with a CNAME record has no other records";
            findings.report(alias.place(), message);
        }
        let policy = service.get("DnsConfig/RoutingPolicy");
        if policy.all_values(|own| own != "WEIGHTED") {
            let message = format!(
                "the routing policy of CNAME records is WEIGHTED, not {}",
                policy.shown()
            );
            findings.report(policy.place(), message);
        }
    }
}
