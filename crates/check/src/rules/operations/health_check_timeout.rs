//! Health checks that do not wait for one another.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS310",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "container health check that may take longer than its interval",
        why: "the next check is due before the last one has failed, so a slow container is found out late",
        fix: "set the `Timeout` below the `Interval`",
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
            Command: [CMD-SHELL, "curl -f http://localhost/ || exit 1"]
            Interval: 10
            Timeout: 30
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
            Interval: 30
            Timeout: 10
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let health_check = container.get("HealthCheck");
        if !health_check.is_given() {
            continue;
        }
        let (interval, timeout) = (health_check.get("Interval"), health_check.get("Timeout"));
        // What is out of range altogether has a rule of its own.
        let out_of_range = interval.is_outside(5..=300) || timeout.is_outside(2..=60);
        if let (Some(between), Some(most)) = (seconds(&interval, 30.0), seconds(&timeout, 5.0))
            && most >= between
            && !out_of_range
        {
            let named = if timeout.is_given() {
                timeout
            } else {
                interval
            };
            let message =
                format!("a check may take {most} seconds, and the next begins after {between}");
            findings.report(named.place(), message);
        }
    }
}

fn seconds(property: &Property<'_>, default: f64) -> Option<f64> {
    match property.is_absent() {
        true => Some(default),
        false => property.number(),
    }
}
