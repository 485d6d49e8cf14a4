//! A rolling deployment that nothing ends when its tasks fail.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS429",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "service without a deployment circuit breaker",
        why: "a deployment whose tasks do not start is tried for hours before CloudFormation gives up",
        fix: "set `DeploymentCircuitBreaker` with `Enable` and `Rollback`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
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
        let breaker = configuration.get("DeploymentCircuitBreaker");
        let off = breaker.is_absent() || breaker.get("Enable").flag() == Some(false);
        if off && service.is_rolling() == Some(true) {
            let message = format!(
                "nothing ends a deployment of `{}` whose tasks fail",
                service.properties.id()
            );
            findings.report(breaker.place(), message);
        }
    }
}
