//! Tasks without a container that they live by.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS319",
        family: Family::Operations,
        severity: Severity::Error,
        title: "task without an essential container",
        why: "a task lives as long as its essential containers; Amazon ECS refuses a task definition that has none",
        fix: "leave `Essential` out for the container that the task is for, or set it to true",
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
          Essential: false
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
          Essential: true
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks().iter().filter(|task| task.complete) {
        let containers = task.get("ContainerDefinitions");
        let is_not = |essential: &str| essential.eq_ignore_ascii_case("false");
        let mut all = task.containers.iter();
        if all.all(|container| container.get("Essential").all_values(is_not)) {
            let id = task.properties.id();
            let message = match task.containers.is_empty() {
                true => format!("`{id}` has no container"),
                false => format!("none of the containers of `{id}` is essential"),
            };
            findings.report(containers.place(), message);
        }
    }
}
