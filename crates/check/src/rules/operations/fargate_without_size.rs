//! Tasks for Fargate without a size.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS302",
        family: Family::Operations,
        severity: Severity::Error,
        title: "task for Fargate without a size",
        why: "Fargate reserves what the task as a whole asks for, and refuses a task definition that says nothing",
        fix: "give the task definition `Cpu` and `Memory`; those of its containers do not count for that",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 512
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
          Memory: 512
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let tasks = deployment.tasks().iter();
    for task in tasks.filter(|task| task.requires("FARGATE") == Some(true)) {
        for name in ["Cpu", "Memory"] {
            let size = task.get(name);
            if size.is_absent() {
                let id = task.properties.id();
                let message = format!("`{id}` is for Fargate, and has no `{name}`");
                findings.report(size.place(), message);
            }
        }
    }
}
