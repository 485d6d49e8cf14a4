//! A deployment that may neither stop a task nor start one.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Service};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS412",
        family: Family::Operations,
        severity: Severity::Error,
        title: "deployment that can neither stop nor start a task",
        why: "each task has to stay, and none may be added: the deployment hangs until it is given up",
        fix: "lower `MinimumHealthyPercent`, or raise `MaximumPercent` until there is room for one more task",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
        bad: r#"
Parameters:
  Task:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      DeploymentConfiguration:
        MinimumHealthyPercent: 100
        MaximumPercent: 100
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
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
      DesiredCount: 2
      DeploymentConfiguration:
        MinimumHealthyPercent: 100
        MaximumPercent: 200
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        if service.is_rolling() != Some(true) || service.is_daemon() != Some(false) {
            continue;
        }
        let percentages = service.percentages();
        let (Some(minimum), Some(maximum)) = (percentages.minimum, percentages.maximum) else {
            continue;
        };
        // Those contradict each other, which is another fault.
        if maximum < minimum {
            continue;
        }
        let message = match tasks(deployment, service) {
            Some(tasks) => {
                let stay = (tasks * minimum / 100.0).ceil();
                let run = (tasks * maximum / 100.0).floor();
                if tasks < 1.0 || stay < tasks || run > tasks {
                    continue;
                }
                format!(
                    "of {tasks} tasks {stay} must stay ({minimum} %) and no more than {run} may run ({maximum} %): none can be replaced"
                )
            }
            None if minimum >= 100.0 && maximum <= 100.0 => format!(
                "{minimum} % of the tasks must stay and no more than {maximum} % may run: none can be replaced"
            ),
            None => continue,
        };
        findings.report(service.get("DeploymentConfiguration").place(), message);
    }
}

/// How many tasks the service has; nothing where scaling or the deployment decides.
fn tasks<'d>(deployment: &'d Deployment<'d>, service: &Service<'d>) -> Option<f64> {
    match deployment.scalable_target_of(service) {
        Some(_) => None,
        None => service.get("DesiredCount").number(),
    }
}
