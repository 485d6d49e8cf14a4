//! Numbers of health checks that are out of range.

use stackwright_template::Severity;
use std::ops::RangeInclusive;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS308",
        family: Family::Operations,
        severity: Severity::Error,
        title: "container health check out of range",
        why: "Amazon ECS takes an interval of 5 to 300 seconds, a timeout of 2 to 60, 1 to 10 retries, and a start period of up to 300 seconds",
        fix: "choose a number within the range",
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
            Retries: 20
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
            Retries: 10
"#,
    },
    check,
};

const RANGES: [(&str, RangeInclusive<u32>); 4] = [
    ("Interval", 5..=300),
    ("Timeout", 2..=60),
    ("Retries", 1..=10),
    ("StartPeriod", 0..=300),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let health_check = container.get("HealthCheck");
        for (name, range) in RANGES {
            let number = health_check.get(name);
            if number.is_outside(range.clone()) {
                let (called, is) = (container.called(), number.shown());
                let message = format!("the `{name}` of the health check of {called} is {is}");
                let (least, most) = (range.start(), range.end());
                let help = format!("use {least} to {most}");
                findings.report(number.place(), message).help(help);
            }
        }
    }
}
