//! Health checks of containers without a command.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS309",
        family: Family::Operations,
        severity: Severity::Error,
        title: "container health check without a command",
        why: "Amazon ECS takes a list that begins with `CMD` or `CMD-SHELL`, and goes on with the command",
        fix: "begin the list with `CMD-SHELL` and give the line for the shell as its second item, or with `CMD` and give the words of a command as its other items",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          HealthCheck:
            Command: ["curl -f http://localhost/ || exit 1"]
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
          HealthCheck:
            Command: [CMD-SHELL, "curl -f http://localhost/ || exit 1"]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let health_check = container.get("HealthCheck");
        let command = health_check.get("Command");
        // What is no list at all is told by the schema.
        if !health_check.is_given() || command.text().is_some() {
            continue;
        }
        let items = command.items();
        let message = match items.known.as_slice() {
            [] if items.complete || command.is_absent() => "has no command".to_owned(),
            [first, rest @ ..] => match first.text().as_deref() {
                Some("CMD" | "CMD-SHELL") if rest.is_empty() && items.complete => {
                    format!("has nothing behind \"{}\"", first.shown())
                }
                Some("CMD" | "CMD-SHELL" | "NONE") | None => continue,
                Some(text) => format!("has a command that begins with \"{text}\""),
            },
            [] => continue,
        };
        let called = container.called();
        let message = format!("the health check of {called} {message}");
        findings.report(command.place(), message);
    }
}
