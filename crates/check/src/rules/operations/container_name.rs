//! Names of containers that Amazon ECS refuses.

use stackwright_template::Severity;

use crate::deployment::task::{is_name, is_part_of_name};
use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS318",
        family: Family::Operations,
        severity: Severity::Error,
        title: "name of a container that Amazon ECS refuses",
        why: "everything else finds a container by its name, which is unique in the task: up to 255 letters, digits, `_` and `-`",
        fix: "give each container a name of its own, as `web` or `log-router`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
        - Name: web
          Image: envoyproxy/envoy:v1.31.0
          Memory: 256
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
        - Name: proxy
          Image: envoyproxy/envoy:v1.31.0
          Memory: 256
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let names = task.containers.iter().map(|container| container.name());
        let names: Vec<Property<'d>> = names.collect();
        for name in Property::repeated(&names) {
            let (id, name_is) = (task.properties.id(), name.shown());
            let message = format!("`{id}` has another container with the name \"{name_is}\"");
            findings.report(name.place(), message);
        }
        for name in names {
            if name.all_values(|name| !is_name(name)) || has_wrong_part(&name) {
                let message = format!("\"{}\" is no name of a container", name.shown());
                findings.report(name.place(), message);
            }
        }
    }
}

/// Whether what is known of a name cannot be part of one.
fn has_wrong_part(name: &Property<'_>) -> bool {
    let text = name.symbolic().filter(|text| !text.is_known());
    text.is_some_and(|text| {
        text.literals()
            .any(|part| !part.bytes().all(is_part_of_name))
    })
}
