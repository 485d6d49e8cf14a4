//! Names of tasks of which nobody asks whether they are healthy.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS455",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "names of tasks whose health nobody tells",
        why: "without a health check of its own kind, AWS Cloud Map hands out tasks as soon as they start and until they are gone, whatever Amazon ECS knows of their health; during deployments callers reach tasks that do not answer",
        fix: "add `HealthCheckCustomConfig`, which Amazon ECS keeps up to date by the checks of the containers",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html",
        bad: r#"
Parameters:
  Farm:
    Type: String
  Task:
    Type: String
  Space:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Names:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      Name: till
      DnsConfig:
        NamespaceId: !Ref Space
        DnsRecords:
          - Type: A
            TTL: 10
  Till:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Farm
      LaunchType: FARGATE
      DesiredCount: 2
      TaskDefinition: !Ref Task
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
      ServiceRegistries:
        - RegistryArn: !GetAtt Names.Arn
"#,
        good: r#"
Parameters:
  Farm:
    Type: String
  Task:
    Type: String
  Space:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Names:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      Name: till
      DnsConfig:
        NamespaceId: !Ref Space
        DnsRecords:
          - Type: A
            TTL: 10
      HealthCheckCustomConfig:
        FailureThreshold: 1
  Till:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Farm
      LaunchType: FARGATE
      DesiredCount: 2
      TaskDefinition: !Ref Task
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
      ServiceRegistries:
        - RegistryArn: !GetAtt Names.Arn
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        for registry in service.get("ServiceRegistries").items().known {
            let named = registry
                .get("RegistryArn")
                .target_of(&["AWS::ServiceDiscovery::Service"]);
            let Some(names) = named else { continue };
            let checks = ["HealthCheckCustomConfig", "HealthCheckConfig"];
            if checks.iter().all(|check| names.get(check).is_absent()) {
                // Reported by those who met it: <https://github.com/anomalyco/sst/issues/5915>.
                let message = format!("nothing tells `{}` which tasks are healthy", names.id());
                findings.report(names.place(), message);
            }
        }
    }
}
