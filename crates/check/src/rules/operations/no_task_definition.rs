//! A service without a task definition.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS434",
        family: Family::Operations,
        severity: Severity::Error,
        title: "service without a task definition",
        why: "Amazon ECS does not know what to run, and refuses the service",
        fix: "set `TaskDefinition`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        bad: r#"
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 2
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
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let external = service
            .controller()
            .is_none_or(|controller| controller == "EXTERNAL");
        if service.get("TaskDefinition").is_absent() && !external {
            let message = format!("`{}` has no task definition", service.properties.id());
            findings.report(service.properties.place(), message);
        }
    }
}
