//! Host ports that differ from container ports where there is no mapping.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS312",
        family: Family::Operations,
        severity: Severity::Error,
        title: "host port that differs from the container port",
        why: "with the network mode `awsvpc` or `host` a container listens on the very port that is reached; there is nothing to map, and Amazon ECS refuses the task definition",
        fix: "leave `HostPort` out, or make it equal to `ContainerPort`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
        bad: r#"
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
          Image: nginx:1.27
          PortMappings:
            - ContainerPort: 80
              HostPort: 8080
"#,
        good: r#"
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
          Image: nginx:1.27
          PortMappings:
            - ContainerPort: 80
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        let Some(mode) = ["awsvpc", "host"]
            .into_iter()
            .find(|m| task.has_network_mode(m))
        else {
            continue;
        };
        for port in &container.ports {
            let (host, own) = (port.get("HostPort"), port.get("ContainerPort"));
            if host.equals(&own) == Some(false) {
                let (host_port, own) = (host.shown(), own.shown());
                let message = format!(
                    "the host port {host_port} is not the container port {own}, in the network mode `{mode}`"
                );
                findings.report(host.place(), message);
            }
        }
    }
}
