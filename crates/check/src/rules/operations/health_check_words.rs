//! Health checks whose command is put the wrong way for its form.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS311",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "container health check whose command is split the wrong way",
        why: "`CMD-SHELL` takes one line for the shell and ignores further items, and `CMD` takes the words of a command one by one; the check fails, and Amazon ECS replaces the task again and again",
        fix: "with `CMD-SHELL` write the whole line as one item; with `CMD` write each word as an item of its own",
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
            Command: [CMD, "curl -f http://localhost/ || exit 1"]
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
        let command = container.get("HealthCheck/Command");
        let items = command.items();
        let [form, first, rest @ ..] = items.known.as_slice() else {
            continue;
        };
        let has_words = |text: &str| text.trim().contains(char::is_whitespace);
        let Some(text) = first.text() else { continue };
        let message = if form.is("CMD") && rest.is_empty() && items.complete && has_words(&text) {
            format!("`CMD` looks for a program with the name \"{text}\"")
        } else if form.is("CMD-SHELL") && !rest.is_empty() && !has_words(&text) {
            format!("`CMD-SHELL` runs \"{text}\" alone, without what follows")
        } else {
            continue;
        };
        findings.report(first.place(), message);
    }
}
