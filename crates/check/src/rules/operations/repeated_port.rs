//! Ports that two containers of a task want.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Port, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS315",
        family: Family::Operations,
        severity: Severity::Error,
        title: "port that is taken twice in a task",
        why: "the containers of a task share its network interface, or that of the instance, where only one of them can listen on a port",
        fix: "give each container a port of its own",
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
            - ContainerPort: 8080
        - Name: admin
          Image: httpd:2.4
          PortMappings:
            - ContainerPort: 8080
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
            - ContainerPort: 8080
        - Name: admin
          Image: httpd:2.4
          PortMappings:
            - ContainerPort: 8081
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let shared = ["awsvpc", "host"]
            .into_iter()
            .any(|mode| task.has_network_mode(mode));
        let mut taken: Vec<(Property<'d>, &'static str)> = Vec::new();
        for port in task
            .containers
            .iter()
            .flat_map(|container| &container.ports)
        {
            // Where ports are mapped, each container has its own.
            let number = port.get(if shared { "ContainerPort" } else { "HostPort" });
            let Some(protocol) = protocol(port).filter(|_| number.is_given()) else {
                continue;
            };
            // Zero is whichever port is free.
            if number.is("0") {
                continue;
            }
            let same =
                |(before, its): &(Property<'d>, &str)| *its == protocol && number.is_same(before);
            if taken.iter().any(same) {
                let message = format!("the port {}/{protocol} is taken already", number.shown());
                findings.report(number.place(), message);
            }
            taken.push((number, protocol));
        }
    }
}

fn protocol(port: &Port<'_>) -> Option<&'static str> {
    let protocol = port.get("Protocol");
    ["tcp", "udp"]
        .into_iter()
        .find(|name| protocol.is(name) || (*name == "tcp" && protocol.is_absent()))
}
