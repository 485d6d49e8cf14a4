//! Address record in a registry of tasks that have no address of their own.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS403",
        family: Family::Operations,
        severity: Severity::Error,
        title: "registry with address records for tasks without an address of their own",
        why: "with the network modes bridge, host and none Amazon ECS registers SRV records only, and refuses the service",
        fix: "give the registry a record of type SRV, or the task definition the network mode awsvpc",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html",
        bad: r#"
Parameters:
  Namespace:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Memory: 256
          PortMappings:
            - ContainerPort: 80
  Names:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      DnsConfig:
        NamespaceId: !Ref Namespace
        DnsRecords:
          - Type: A
            TTL: 60
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 1
      ServiceRegistries:
        - RegistryArn: !GetAtt Names.Arn
          ContainerName: web
          ContainerPort: 80
"#,
        good: r#"
Parameters:
  Namespace:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Memory: 256
          PortMappings:
            - ContainerPort: 80
  Names:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      DnsConfig:
        NamespaceId: !Ref Namespace
        DnsRecords:
          - Type: SRV
            TTL: 60
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 1
      ServiceRegistries:
        - RegistryArn: !GetAtt Names.Arn
          ContainerName: web
          ContainerPort: 80
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        if service.is_awsvpc() != Some(false) {
            continue;
        }
        for registry in service.get("ServiceRegistries").items().known {
            let types = super::registry_port::record_types(&registry).unwrap_or_default();
            if !types.is_empty() && types.iter().all(|kind| kind != "SRV") {
                let message = format!(
                    "the registry has records of type {} only, and the tasks share their instance's address",
                    types.join(" and ")
                );
                findings.report(registry.place(), message);
            }
        }
    }
}
