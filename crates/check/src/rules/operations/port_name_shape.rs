//! Names of ports that Amazon ECS refuses.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS317",
        family: Family::Operations,
        severity: Severity::Error,
        title: "name of a port that Amazon ECS refuses",
        why: "Service Connect finds a port by its name, which is unique in the task: up to 64 lower-case letters, digits, `_` and `-`, with no `-` in front",
        fix: "give each port a name of its own, as `web` or `grpc-admin`",
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
            - ContainerPort: 80
              Name: web
            - ContainerPort: 8080
              Name: web
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
            - ContainerPort: 80
              Name: web
            - ContainerPort: 8080
              Name: admin
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let ports = task
            .containers
            .iter()
            .flat_map(|container| &container.ports);
        let names: Vec<Property<'d>> = ports.map(|port| port.get("Name")).collect();
        for name in Property::repeated(&names) {
            let message = format!(
                "the task has another port with the name \"{}\"",
                name.shown()
            );
            findings.report(name.place(), message);
        }
        for name in names {
            if name.all_values(|name| !is_name(name)) {
                let message = format!("\"{}\" is no name of a port", name.shown());
                findings.report(name.place(), message);
            }
        }
    }
}

fn is_name(name: &str) -> bool {
    let is_part = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    name.bytes().all(is_part) && (1..=64).contains(&name.len()) && !name.starts_with('-')
}
