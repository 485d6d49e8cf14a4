//! Dependencies on a state that a container cannot reach.

use stackwright_template::Severity;

use crate::deployment::{Container, Deployment, DeploymentRule, Lookup};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS321",
        family: Family::Operations,
        severity: Severity::Error,
        title: "dependency on a state that the container never reaches",
        why: "only a container with a health check becomes healthy, and a task ends with its essential containers, so nothing can start after one has finished; Amazon ECS refuses the task definition",
        fix: "for `HEALTHY`, give the other container a `HealthCheck`; for `COMPLETE` and `SUCCESS`, set its `Essential` to false; or wait for `START`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          DependsOn:
            - ContainerName: proxy
              Condition: HEALTHY
        - Name: proxy
          Image: envoyproxy/envoy:v1.31.0
          Memory: 256
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
          DependsOn:
            - ContainerName: proxy
              Condition: HEALTHY
        - Name: proxy
          Image: envoyproxy/envoy:v1.31.0
          Memory: 256
          HealthCheck:
            Command: [CMD-SHELL, "curl -f http://localhost:9901/ready || exit 1"]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        for dependency in container.get("DependsOn").items().known {
            let condition = dependency.get("Condition");
            let on = task.container(&dependency.get("ContainerName"));
            let (Lookup::Found(on), Some(state)) = (on, condition.text()) else {
                continue;
            };
            let lacks = match &*state {
                "HEALTHY" if has_no_check(on) => "has no health check",
                "COMPLETE" | "SUCCESS" if on.is_essential() == Some(true) => "is essential",
                _ => continue,
            };
            let message = format!("{} {lacks}, so it never gets to {state}", on.called());
            findings.report(condition.place(), message);
        }
    }
}

/// Whether it has no health check; one of the image's own does not count.
fn has_no_check(container: &Container<'_>) -> bool {
    let command = container.get("HealthCheck/Command").items();
    let off = command.known.first().is_some_and(|first| first.is("NONE"));
    off || container.get("HealthCheck").is_absent()
}
