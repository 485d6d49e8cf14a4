//! ECS Exec into containers that cannot be written to.

use stackwright_template::Severity;

use crate::deployment::{Container, Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS505",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "ECS Exec into a container whose file system is read-only",
        why: "the agent of AWS Systems Manager that ECS Exec starts in the container writes files there; without them no session comes up",
        fix: "mount volumes at `/var/lib/amazon` and `/var/log/amazon`, let the container write to its file system, or turn ECS Exec off",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
        bad: r#"
Parameters:
  Role: {Type: String}
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      EnableExecuteCommand: true
      TaskDefinition: !Ref Task
      DesiredCount: 1
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          ReadonlyRootFilesystem: true
"#,
        good: r#"
Parameters:
  Role: {Type: String}
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      EnableExecuteCommand: true
      TaskDefinition: !Ref Task
      DesiredCount: 1
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          ReadonlyRootFilesystem: false
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let exec = service.get("EnableExecuteCommand").flag();
        let (Some(true), Some(task)) = (exec, service.task) else {
            continue;
        };
        for container in &task.containers {
            let read_only = container.get("ReadonlyRootFilesystem");
            if read_only.flag() == Some(true) && !has_room(container) {
                let (id, called) = (service.properties.id(), container.called());
                let message = format!("`{id}` has ECS Exec, and {called} is read-only");
                findings.report(read_only.place(), message);
            }
        }
    }
}

/// Whether something is mounted, or may be, where the agent writes.
fn has_room(container: &Container<'_>) -> bool {
    let mounts = container.get("MountPoints").items();
    let is_place = |path: &str| path == "/var" || path == "/var/lib" || path.contains("/amazon");
    let holds = |path: &str| is_place(path.trim_end_matches('/'));
    let mut paths = mounts
        .known
        .iter()
        .map(|mount| mount.get("ContainerPath").text());
    !mounts.complete || paths.any(|path| path.is_none_or(|path| holds(&path)))
}
