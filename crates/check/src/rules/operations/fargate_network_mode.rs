//! Tasks for Fargate that are not on a network interface of their own.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS313",
        family: Family::Operations,
        severity: Severity::Error,
        title: "task for Fargate with a network mode other than `awsvpc`",
        why: "on Fargate each task has a network interface of its own; a task definition with another mode is refused, and without one the mode is `bridge`",
        fix: "set `NetworkMode: awsvpc`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: bridge
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
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
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let tasks = deployment.tasks().iter();
    for task in tasks.filter(|task| task.requires("FARGATE") == Some(true)) {
        let (mode, id) = (task.get("NetworkMode"), task.properties.id());
        if mode.is_absent() {
            let message = format!("`{id}` is for Fargate, and has no `NetworkMode`");
            findings.report(mode.place(), message);
        } else if mode.all_values(|mode| mode != "awsvpc") {
            let mode_is = mode.shown();
            let message = format!("`{id}` is for Fargate, and its network mode is `{mode_is}`");
            findings.report(mode.place(), message);
        }
    }
}
