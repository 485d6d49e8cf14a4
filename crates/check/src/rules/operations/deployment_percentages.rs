//! Percentages of a deployment that contradict each other.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS413",
        family: Family::Operations,
        severity: Severity::Error,
        title: "percentages of a deployment that contradict each other",
        why: "Amazon ECS refuses the service",
        fix: "let `MaximumPercent` be at least `MinimumHealthyPercent`, and neither negative",
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
        MinimumHealthyPercent: 80
        MaximumPercent: 50
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
        MinimumHealthyPercent: 80
        MaximumPercent: 150
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let configuration = service.get("DeploymentConfiguration");
        let percentages = service.percentages();
        for name in ["MinimumHealthyPercent", "MaximumPercent"] {
            let percent = configuration.get(name);
            if percent.all_values(|text| text.parse::<f64>().is_ok_and(|number| number < 0.0)) {
                findings.report(
                    percent.place(),
                    format!("{} % is negative", percent.shown()),
                );
            }
        }
        let maximum = configuration.get("MaximumPercent");
        if let (Some(least), Some(most)) = (percentages.minimum, percentages.maximum)
            && most < least
        {
            let message =
                format!("no more than {most} % of the tasks may run, and {least} % must stay");
            findings.report(maximum.place(), message);
        }
        if service.get("AvailabilityZoneRebalancing").is("ENABLED")
            && let Some(most) = percentages.maximum.filter(|most| *most <= 100.0)
        {
            let message = format!(
                "tasks cannot be balanced between zones where no more than {most} % of them may run"
            );
            findings.report(maximum.place(), message);
        }
    }
}
