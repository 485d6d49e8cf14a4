//! Ports that do not exist.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Port, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS316",
        family: Family::Operations,
        severity: Severity::Error,
        title: "port that does not exist",
        why: "ports go from 1 to 65535, and a mapping needs a port or a range of them",
        fix: "give a `ContainerPort` from 1 to 65535, or a `ContainerPortRange` as `8000-8100`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          PortMappings:
            - ContainerPort: 80800
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          PortMappings:
            - ContainerPort: 8080
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let ports = deployment
        .containers()
        .flat_map(|(_, container)| &container.ports);
    for port in ports {
        if let Some((property, message)) = wrong(port) {
            findings.report(property.place(), message);
        }
    }
}

fn wrong<'d>(port: &Port<'d>) -> Option<(Property<'d>, String)> {
    let (own, host) = (port.get("ContainerPort"), port.get("HostPort"));
    let range = port.get("ContainerPortRange");
    if own.is_outside(1..=65535) {
        return Some((own, format!("there is no port {}", own.shown())));
    }
    // Zero is whichever port is free.
    if host.is_outside(0..=65535) {
        return Some((host, format!("there is no port {}", host.shown())));
    }
    if own.is_absent() && range.is_absent() {
        return Some((own, "the port mapping has no port".to_owned()));
    }
    if own.is_given() && range.is_given() {
        return Some((
            range,
            "the port mapping has a port and a range of ports".to_owned(),
        ));
    }
    let is_wrong = range.all_values(|range| !is_range(range));
    is_wrong.then(|| (range, format!("\"{}\" is no range of ports", range.shown())))
}

fn is_range(text: &str) -> bool {
    let Some((first, last)) = text.split_once('-') else {
        return false;
    };
    match (first.trim().parse::<u16>(), last.trim().parse::<u16>()) {
        (Ok(first), Ok(last)) => 0 < first && first < last,
        _ => false,
    }
}
