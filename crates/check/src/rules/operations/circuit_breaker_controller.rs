//! What ends deployments of Amazon ECS, where others make them.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS430",
        family: Family::Operations,
        severity: Severity::Error,
        title: "circuit breaker or alarms of deployments that Amazon ECS does not make",
        why: "they work with the deployment controller ECS only; Amazon ECS refuses the service",
        fix: "take them out, or let `DeploymentController` be ECS",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
        bad: r#"
Parameters:
  Task:
    Type: String
  Group:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      HealthCheckGracePeriodSeconds: 60
      DeploymentController:
        Type: CODE_DEPLOY
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Group
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
"#,
        good: r#"
Parameters:
  Task:
    Type: String
  Group:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      HealthCheckGracePeriodSeconds: 60
      DeploymentController:
        Type: CODE_DEPLOY
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Group
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let Some(controller) = service
            .controller()
            .filter(|controller| controller != "ECS")
        else {
            continue;
        };
        for name in ["DeploymentCircuitBreaker", "Alarms"] {
            let given = service.get("DeploymentConfiguration").get(name);
            if given.get("Enable").flag() == Some(true) {
                let message = format!(
                    "`{name}` cannot be enabled with the deployment controller {controller}"
                );
                findings.report(given.place(), message);
            }
        }
    }
}
