//! Ephemeral storage of a size that there is not.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS306",
        family: Family::Operations,
        severity: Severity::Error,
        title: "ephemeral storage of a size that Fargate does not have",
        why: "Fargate has 20 GiB for every task, and from 21 to 200 GiB for one that asks",
        fix: "ask for 21 to 200 GiB, or leave the setting out for 20",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      EphemeralStorage:
        SizeInGiB: 20
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
      EphemeralStorage:
        SizeInGiB: 21
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let size = task.get("EphemeralStorage/SizeInGiB");
        if size.is_outside(21..=200) {
            let message = format!("the task asks for {} GiB of storage", size.shown());
            findings.report(size.place(), message);
        }
    }
}
