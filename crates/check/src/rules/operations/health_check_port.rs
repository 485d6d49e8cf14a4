//! Container health check that asks a port which no container has.

use stackwright_template::Severity;

use crate::deployment::{Container, Deployment, DeploymentRule, TaskDefinition};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS333",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "container health check that asks another port",
        why: "the check asks the container itself; where nothing listens on the port it fails, and the task is stopped and started again and again",
        fix: "ask the port that the container listens on",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
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
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings:
            - ContainerPort: 8080
          HealthCheck:
            Command: [CMD-SHELL, 'curl -f http://localhost:3000/health || exit 1']
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
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings:
            - ContainerPort: 8080
          HealthCheck:
            Command: [CMD-SHELL, 'curl -f http://localhost:8080/health || exit 1']
"#,
    },
    check,
};

/// What a container calls itself.
const ITSELF: [&str; 4] = ["localhost:", "127.0.0.1:", "0.0.0.0:", "[::1]:"];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        for word in container.get("HealthCheck/Command").items().known {
            let Some(text) = word.text() else { continue };
            let asked = ITSELF.iter().flat_map(|name| ports_behind(&text, name));
            for port in asked.filter(|port| is_foreign(task, container, *port)) {
                let called = container.called();
                let message = format!(
                    "the health check of {called} asks port {port}, which is not among its ports"
                );
                findings.report(word.place(), message);
            }
        }
    }
}

/// The ports that stand in a text behind a name.
fn ports_behind(text: &str, name: &str) -> Vec<f64> {
    let behind = text.split(name).skip(1);
    let digits = behind.map(|rest| {
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    });
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

/// Whether a container tells its ports, and none is this one. Containers of a task with a network
/// interface share their ports.
fn is_foreign(task: &TaskDefinition<'_>, container: &Container<'_>, port: f64) -> bool {
    let lacks = |own: &Container<'_>| {
        own.complete && own.ports.iter().all(|own| own.has(port) == Some(false))
    };
    let shared = task.is_awsvpc() != Some(false);
    !container.ports.is_empty()
        && lacks(container)
        && (!shared || (task.complete && task.containers.iter().all(lacks)))
}
