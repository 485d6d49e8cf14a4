//! Tasks that reach into their instance.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, TaskDefinition};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS508",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "task that reaches into its instance",
        why: "whoever breaks into the container has the instance, and every other task there",
        fix: "leave the setting out, unless the task is there to look after the instance",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      PidMode: host
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      PidMode: task
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        // Fargate refuses all of that anyway.
        if task.goes_to_fargate() {
            continue;
        }
        for (setting, what) in reaches(task) {
            let message = format!("`{}` {what}", task.properties.id());
            findings.report(setting.place(), message);
        }
    }
}

fn reaches<'d>(task: &TaskDefinition<'d>) -> Vec<(Property<'d>, String)> {
    let mut reaches = Vec::new();
    for (name, what) in [
        ("PidMode", "sees the processes of the instance"),
        ("IpcMode", "shares the memory of the instance"),
    ] {
        let mode = task.get(name);
        if mode.is("host") {
            reaches.push((mode, what.to_owned()));
        }
    }
    for volume in task.get("Volumes").items().known {
        let path = volume.get("Host/SourcePath");
        let is_socket =
            |path: &str| path.trim_end_matches('/').ends_with("docker.sock") || path == "/";
        if path.all_values(is_socket) {
            reaches.push((path, format!("mounts `{}` of the instance", path.shown())));
        }
    }
    for container in &task.containers {
        let added = container
            .get("LinuxParameters/Capabilities/Add")
            .items()
            .known;
        let all = |name: &str| matches!(name, "ALL" | "SYS_ADMIN" | "SYS_MODULE");
        for capability in added
            .into_iter()
            .filter(|capability| capability.all_values(all))
        {
            let what = format!("has the capability {}", capability.shown());
            reaches.push((capability, what));
        }
    }
    reaches
}
