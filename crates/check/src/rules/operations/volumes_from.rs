//! Volumes and links of containers that are not there.

use stackwright_template::Severity;

use crate::deployment::{Container, Deployment, DeploymentRule, Lookup, Property, TaskDefinition};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS346",
        family: Family::Operations,
        severity: Severity::Error,
        title: "volumes of, or link to, a container that is not there",
        why: "Amazon ECS refuses a task definition in which a container refers to one that the task does not have, or to itself",
        fix: "name another container of the task",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VolumeFrom.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          VolumesFrom:
            - SourceContainer: content
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
          VolumesFrom:
            - SourceContainer: content
        - Name: content
          Image: busybox:1.36
          Memory: 32
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        for volumes in container.get("VolumesFrom").items().known {
            let source = volumes.get("SourceContainer");
            if source.is_given() {
                check_one(task, container, &source, findings);
            } else if source.is_absent() {
                let message = "there is no `SourceContainer` to take the volumes from";
                findings.report(volumes.place(), message);
            }
        }
        for link in container.get("Links").items().known {
            let name = link.text();
            let name = name
                .as_deref()
                .map(|text| text.split(':').next().unwrap_or_default());
            let mut others = task.containers.iter();
            let is_other = |other: &Container<'d>| match other.name().text() {
                Some(own) => Some(&*own) == name,
                None => true,
            };
            if task.complete && name.is_some() && !others.any(is_other) {
                report(task, &link, findings);
            }
        }
    }
}

fn check_one<'d>(
    task: &TaskDefinition<'d>,
    container: &Container<'d>,
    named: &Property<'d>,
    findings: &mut Findings<'_>,
) {
    if named.is_same(&container.name()) {
        let message = format!("{} takes its own volumes", container.called());
        findings.report(named.place(), message);
    } else if matches!(task.container(named), Lookup::Missing) {
        report(task, named, findings);
    }
}

fn report<'d>(task: &TaskDefinition<'d>, named: &Property<'d>, findings: &mut Findings<'_>) {
    let (id, name) = (task.properties.id(), named.shown());
    findings.report(named.place(), format!("`{id}` has no container \"{name}\""));
}
