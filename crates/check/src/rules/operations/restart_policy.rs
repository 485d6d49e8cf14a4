//! Restart policies out of range.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS329",
        family: Family::Operations,
        severity: Severity::Error,
        title: "restart policy out of range",
        why: "Amazon ECS restarts a container no more often than once in 60 to 1800 seconds, and passes over 50 exit codes at the most",
        fix: "choose a number within the range",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          RestartPolicy:
            Enabled: true
            RestartAttemptPeriod: 30
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
          RestartPolicy:
            Enabled: true
            RestartAttemptPeriod: 60
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let period = container.get("RestartPolicy/RestartAttemptPeriod");
        if period.is_outside(60..=1800) {
            let message = format!(
                "the period between two restarts is {} seconds",
                period.shown()
            );
            findings.report(period.place(), message);
        }
        let codes = container.get("RestartPolicy/IgnoredExitCodes");
        let known = codes.items().known.len();
        if known > 50 {
            findings.report(codes.place(), format!("there are {known} exit codes"));
        }
    }
}
