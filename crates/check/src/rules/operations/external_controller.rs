//! A service that has what its deployment controller does not want, or lacks what it wants.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS433",
        family: Family::Operations,
        severity: Severity::Error,
        title: "service that does not fit its deployment controller",
        why: "with EXTERNAL tasks are described by task sets, and CODE_DEPLOY shifts the traffic of a load balancer; Amazon ECS refuses the service",
        fix: "for EXTERNAL move it to the task sets; for CODE_DEPLOY add `LoadBalancers`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentController.html",
        bad: r#"
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      DeploymentController:
        Type: EXTERNAL
      DesiredCount: 2
      LaunchType: FARGATE
"#,
        good: r#"
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      DeploymentController:
        Type: EXTERNAL
      DesiredCount: 2
"#,
    },
    check,
};

/// What task sets say for themselves.
const OF_TASK_SETS: [&str; 7] = [
    "TaskDefinition",
    "LaunchType",
    "CapacityProviderStrategy",
    "PlatformVersion",
    "NetworkConfiguration",
    "LoadBalancers",
    "ServiceRegistries",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        match service.controller().as_deref() {
            Some("EXTERNAL") => {
                for name in OF_TASK_SETS {
                    let given = service.get(name);
                    if given.is_given() {
                        let message = format!(
                            "with the deployment controller EXTERNAL `{name}` belongs to the task sets"
                        );
                        findings.report(given.place(), message);
                    }
                }
            }
            Some("CODE_DEPLOY") => {
                let given = service.get("LoadBalancers");
                if given.items().complete && given.items().known.is_empty() {
                    findings.report(
                        given.place(),
                        "CODE_DEPLOY deploys behind a load balancer, and there is none",
                    );
                }
            }
            _ => {}
        }
    }
}
