//! Containers that can do on the instance whatever they like.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS502",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "privileged container",
        why: "the container is root on its instance, and so is whoever breaks into it; it reaches every other task there",
        fix: "take `Privileged` out, and add the one capability or device that is needed in `LinuxParameters`",
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
          Privileged: true
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
          LinuxParameters:
            Capabilities:
              Add: [NET_ADMIN]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        let privileged = container.get("Privileged");
        // Fargate refuses it anyway.
        if privileged.flag() == Some(true) && !task.goes_to_fargate() {
            let message = format!("{} is privileged", container.called());
            findings.report(privileged.place(), message);
        }
    }
}
