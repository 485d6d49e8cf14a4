//! Containers whose output is lost.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS511",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "container without a log configuration",
        why: "what the container prints is gone with it, so nobody can tell why it stopped",
        fix: "give the container a `LogConfiguration`, as of the driver `awslogs`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
"#,
        good: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: !Ref Logs
              awslogs-region: !Ref AWS::Region
  Logs:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties:
      RetentionInDays: 30
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let mut silent = task.containers.iter().filter(|container| {
            // One that is there to pass on the logs of others has little to say itself.
            container.get("LogConfiguration").is_absent()
                && container.get("FirelensConfiguration").is_absent()
                && container.is_essential() == Some(true)
        });
        let Some(first) = silent.next() else { continue };
        let names: Vec<String> = silent.map(|container| container.name().shown()).collect();
        let called = first.called();
        let message = match names.is_empty() {
            true => format!("{called} has no log"),
            false => format!(
                "{called} has no log, and neither has \"{}\"",
                names.join("\", \"")
            ),
        };
        findings.report(task.properties.place(), message);
    }
}
