//! Service registry for a container or a port that the task does not have.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Service, Target};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS402",
        family: Family::Operations,
        severity: Severity::Error,
        title: "service registry for a container or port that the task does not have",
        why: "Amazon ECS refuses to create the service",
        fix: "name a container of the task definition with one of its ports, or a port alone; with address records only, no port",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html",
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
          ContainerPort: 8080
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
    for service in deployment.running() {
        for registry in service.get("ServiceRegistries").items().known {
            if let Some(task) = service.task {
                super::unknown_container::compare(task, &registry, findings);
            }
            check_kind(&registry, findings);
            check_port(service, &registry, findings);
        }
    }
}

/// Says so where the registry is a resource that none can be.
fn check_kind(registry: &Property<'_>, findings: &mut Findings<'_>) {
    let arn = registry.get("RegistryArn");
    let Target::Resource(other, _) = arn.target() else {
        return;
    };
    let kind = other.resource_type();
    // A nested stack or a custom resource may give the ARN of anything.
    let gives_any = !kind.starts_with("AWS::") || kind.starts_with("AWS::CloudFormation::");
    if kind != "AWS::ServiceDiscovery::Service" && !gives_any {
        let message = format!(
            "`{}` is an `{kind}`, not a service of Cloud Map",
            other.id()
        );
        findings
            .report(arn.place(), message)
            .help("refer to an `AWS::ServiceDiscovery::Service`");
    }
}

fn check_port<'d>(service: &Service<'d>, registry: &Property<'d>, findings: &mut Findings<'_>) {
    let port = registry.get("Port");
    let (container, container_port) =
        (registry.get("ContainerName"), registry.get("ContainerPort"));
    if port.is_given() && container_port.is_given() {
        let message = format!(
            "`Port` {} and `ContainerPort` {} are given both",
            port.shown(),
            container_port.shown()
        );
        findings.report(port.place(), message);
    } else if let Some(kinds) = without_port(service, registry) {
        // The name of the container may stand there all the same.
        let place = |port: &Property<'_>, name: &str, findings: &mut Findings<'_>| {
            let message = format!(
                "the registry has records of type {kinds} only, which have no port, and `{name}` {} \
                 is given",
                port.shown()
            );
            let help = format!("take `{name}` out");
            match name {
                "Port" => findings.warn(port.place(), message).help(help),
                _ => findings.report(port.place(), message).help(help),
            }
        };
        // "The values specified for serviceRegistries do not require a value for 'containerPort'":
        // <https://github.com/umotif-public/terraform-aws-ecs-fargate/issues/25>.
        if container_port.is_given() {
            place(&container_port, "ContainerPort", findings);
        } else if port.is_given() {
            place(&port, "Port", findings);
        }
    } else if container.is_given()
        && container_port.is_absent()
        && port.is_absent()
        && (service.is_awsvpc() == Some(false) || has_service_records(registry))
    {
        let message = format!(
            "the container \"{}\" is given without a `ContainerPort`",
            container.shown()
        );
        findings.report(container.place(), message);
    } else if container_port.is_given() && container.is_absent() {
        let message = format!(
            "the `ContainerPort` {} is given without a container",
            container_port.shown()
        );
        findings.report(container_port.place(), message);
    } else if port.is_absent()
        && container_port.is_absent()
        && service.is_awsvpc() == Some(true)
        && has_service_records(registry)
    {
        findings.report(
            registry.place(),
            "the registry has SRV records, and no port is given for them",
        );
    }
}

/// The types of the records, where tasks have addresses of their own and none of them has a port.
fn without_port(service: &Service<'_>, registry: &Property<'_>) -> Option<String> {
    let kinds = record_types(registry).filter(|_| service.is_awsvpc() == Some(true))?;
    let has_no_port = |kind: &String| matches!(&**kind, "A" | "AAAA");
    (!kinds.is_empty() && kinds.iter().all(has_no_port)).then(|| kinds.join(" and "))
}

fn has_service_records(registry: &Property<'_>) -> bool {
    record_types(registry).is_some_and(|types| types.iter().any(|kind| kind == "SRV"))
}

/// The types of the DNS records of a registry, where this template has it and all are known.
pub(super) fn record_types(registry: &Property<'_>) -> Option<Vec<String>> {
    let service = registry
        .get("RegistryArn")
        .target_of(&["AWS::ServiceDiscovery::Service"])?;
    let records = service.get("DnsConfig/DnsRecords").items();
    let types = records.known.iter().map(|record| record.get("Type").text());
    let types = types
        .map(|kind| Some(kind?.into_owned()))
        .collect::<Option<Vec<_>>>()?;
    records.complete.then_some(types)
}
