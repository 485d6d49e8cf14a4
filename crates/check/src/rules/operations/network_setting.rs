//! Settings of containers that do not go with the network mode.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS314",
        family: Family::Operations,
        severity: Severity::Error,
        title: "setting of a container that does not go with the network mode",
        why: "links are for `bridge` alone, a task with `awsvpc` has its own host name and hosts, and one without a network has no ports; Amazon ECS refuses the task definition",
        fix: "take the setting out; the containers of one `awsvpc` task reach each other at `localhost`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          Links: [proxy]
        - Name: proxy
          Image: envoyproxy/envoy:v1.31.0
          Memory: 256
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: bridge
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          Links: [proxy]
        - Name: proxy
          Image: envoyproxy/envoy:v1.31.0
          Memory: 256
"#,
    },
    check,
};

/// A network mode, and what it does not go with.
const REFUSED: [(&str, &[&str]); 3] = [
    ("awsvpc", &["Links", "Hostname", "ExtraHosts"]),
    ("host", &["Links"]),
    ("none", &["Links", "PortMappings"]),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        let refused = REFUSED.iter().find(|(mode, _)| task.has_network_mode(mode));
        let Some((mode, names)) = refused else {
            continue;
        };
        for name in *names {
            let setting = container.get(name);
            if !setting.items().known.is_empty() {
                let called = container.called();
                let message = format!("{called} has `{name}`, in the network mode `{mode}`");
                findings.report(setting.place(), message);
            }
        }
    }
}
