//! Two endpoints of one name in Service Connect.

use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule, Property, Service};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS405",
        family: Family::Operations,
        severity: Severity::Error,
        title: "two Service Connect endpoints of the same name",
        why: "clients could not tell them apart: Amazon ECS refuses the service",
        fix: "give each endpoint a discovery name and client alias of its own",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html",
        bad: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings:
            - ContainerPort: 80
              Name: http
            - ContainerPort: 81
              Name: admin
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 1
      LaunchType: FARGATE
      ServiceConnectConfiguration:
        Enabled: true
        Namespace: shop
        Services:
          - PortName: http
            DiscoveryName: web
          - PortName: admin
            DiscoveryName: web
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
        good: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings:
            - ContainerPort: 80
              Name: http
            - ContainerPort: 81
              Name: admin
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 1
      LaunchType: FARGATE
      ServiceConnectConfiguration:
        Enabled: true
        Namespace: shop
        Services:
          - PortName: http
            DiscoveryName: web
          - PortName: admin
            DiscoveryName: web-admin
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    // What the services before have, by namespace.
    let mut taken: HashMap<String, Vec<(&str, Property<'d>)>> = HashMap::default();
    for service in deployment.services() {
        let connect = service.get("ServiceConnectConfiguration");
        let (mut names, mut aliases) = (Vec::new(), Vec::new());
        for endpoint in connect.get("Services").items().known {
            let name = match endpoint.get("DiscoveryName") {
                name if name.is_absent() => endpoint.get("PortName"),
                name => name,
            };
            if names.iter().any(|other| name.equals(other) == Some(true)) {
                let message = format!("the discovery name \"{}\" is given twice", name.shown());
                findings.report(name.place(), message);
            }
            for alias in endpoint.get("ClientAliases").items().known {
                if aliases.iter().any(|other| same(&alias, other)) {
                    let (name, port) = (alias.get("DnsName").shown(), alias.get("Port").shown());
                    let message = format!("the client alias {name}:{port} is given twice");
                    findings.report(alias.place(), message);
                }
                aliases.push(alias);
            }
            names.push(name);
        }
        let Some(namespace) = namespace(service) else {
            continue;
        };
        let taken = taken.entry(namespace).or_default();
        for own in names.iter().chain(&aliases) {
            let is_alias = own.get("Port").is_given();
            let alike = |other: &Property<'d>| match is_alias {
                true => same(own, other),
                false => own.equals(other) == Some(true),
            };
            if let Some((other, _)) = taken.iter().find(|(_, other)| alike(other)) {
                let message = match is_alias {
                    true => format!("`{other}` has the client alias of this name and port already"),
                    false => format!(
                        "`{other}` has the discovery name \"{}\" already",
                        own.shown()
                    ),
                };
                findings.warn(own.place(), message);
            }
        }
        let id = service.properties.id();
        taken.extend(names.into_iter().chain(aliases).map(|own| (id, own)));
    }
}

/// The namespace of a service's endpoints, its own or that of its cluster.
fn namespace(service: &Service<'_>) -> Option<String> {
    let own = service.get("ServiceConnectConfiguration/Namespace");
    match own.is_absent() {
        false => own.identity(),
        true => service
            .cluster?
            .get("ServiceConnectDefaults/Namespace")
            .identity(),
    }
}

/// Whether two aliases are certainly the same. Without a name they take that of their endpoint.
fn same<'d>(alias: &Property<'d>, other: &Property<'d>) -> bool {
    let equal = |way| alias.get(way).equals(&other.get(way)) == Some(true);
    equal("DnsName") && equal("Port")
}
