//! Timeouts of containers that Fargate does not grant.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS307",
        family: Family::Operations,
        severity: Severity::Error,
        title: "timeout of a container that Fargate does not grant",
        why: "Fargate waits 2 to 120 seconds for a container to start or to stop, and refuses a task definition that asks for more",
        fix: "set the timeout to 2 to 120 seconds",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        bad: r#"
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
          StopTimeout: 300
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
          StopTimeout: 120
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        for name in ["StartTimeout", "StopTimeout"] {
            let timeout = container.get(name);
            if timeout.is_outside(2..=120) && task.goes_to_fargate() {
                let called = container.called();
                let message = format!("{called} has a `{name}` of {} seconds", timeout.shown());
                findings.report(timeout.place(), message);
            }
        }
    }
}
