//! Fewer tasks than none.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS426",
        family: Family::Operations,
        severity: Severity::Error,
        title: "negative number of tasks",
        why: "Amazon ECS refuses the service",
        fix: "give the number of tasks, 0 for none",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        bad: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: -1
"#,
        good: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 1
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        for way in ["DesiredCount", "HealthCheckGracePeriodSeconds"] {
            let count = service.get(way);
            if count.all_values(|text| text.trim().parse::<f64>().is_ok_and(|count| count < 0.0)) {
                findings.report(count.place(), format!("`{way}` is {}", count.shown()));
            }
        }
    }
}
