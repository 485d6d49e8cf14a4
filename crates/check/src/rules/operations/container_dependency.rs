//! Dependencies of containers that cannot be met.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Lookup, TaskDefinition};
use crate::model::knots;
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS320",
        family: Family::Operations,
        severity: Severity::Error,
        title: "dependency on a container that can never be met",
        why: "Amazon ECS refuses a task definition in which a container waits for one that is not there, or in the end for itself",
        fix: "name another container of the task, one that does not wait for this one itself, and the condition to wait for",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          DependsOn:
            - ContainerName: migration
              Condition: SUCCESS
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
          DependsOn:
            - ContainerName: migration
              Condition: SUCCESS
        - Name: migration
          Image: flyway/flyway:10.20
          Memory: 256
          Essential: false
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        for container in &task.containers {
            for dependency in container.get("DependsOn").items().known {
                for name in ["ContainerName", "Condition"] {
                    if dependency.get(name).is_absent() {
                        let message = format!("the dependency has no `{name}`");
                        findings.report(dependency.place(), message);
                    }
                }
                let name = dependency.get("ContainerName");
                if name.is_given() && matches!(task.container(&name), Lookup::Missing) {
                    let (id, name_is) = (task.properties.id(), name.shown());
                    let message = format!("`{id}` has no container \"{name_is}\"");
                    findings.report(name.place(), message);
                }
            }
        }
        rings(task, findings);
    }
}

/// Reports containers that wait for each other.
fn rings<'d>(task: &'d TaskDefinition<'d>, findings: &mut Findings<'_>) {
    let mut waits: Vec<Vec<(usize, ())>> = Vec::new();
    for container in &task.containers {
        let dependencies = container.get("DependsOn").items().known;
        let on = dependencies.iter().filter_map(|dependency| {
            let name = dependency.get("ContainerName");
            let mut others = task.containers.iter();
            Some((others.position(|other| name.is_same(&other.name()))?, ()))
        });
        waits.push(on.collect());
    }
    for ring in knots(&waits) {
        let members: Vec<_> = ring
            .iter()
            .filter_map(|at| task.containers.get(*at))
            .collect();
        let Some(first) = members.first() else {
            continue;
        };
        let message = match members.len() {
            1 => format!("{} waits for itself", first.called()),
            _ => {
                let names: Vec<String> = members.iter().map(|c| c.name().shown()).collect();
                format!(
                    "the containers \"{}\" wait for each other",
                    names.join("\", \"")
                )
            }
        };
        findings.report(first.get("DependsOn").place(), message);
    }
}
