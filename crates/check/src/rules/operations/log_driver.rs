//! Log drivers that there are not.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS512",
        family: Family::Operations,
        severity: Severity::Error,
        title: "log driver that there is not",
        why: "Fargate has `awslogs`, `awsfirelens` and `splunk`; container instances have some more; Amazon ECS refuses the task definition",
        fix: "use `awslogs`, or `awsfirelens` for everything else",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          LogConfiguration:
            LogDriver: cloudwatch
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
          LogConfiguration:
            LogDriver: json-file
"#,
    },
    check,
};

const ON_FARGATE: [&str; 3] = ["awslogs", "awsfirelens", "splunk"];
const ON_INSTANCES: [&str; 5] = ["fluentd", "gelf", "journald", "json-file", "syslog"];
/// Drivers of instances that are not those of Amazon ECS.
const OTHERS: [&str; 3] = ["etwlogs", "local", "none"];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        let driver = container.get("LogConfiguration/LogDriver");
        let known = [&ON_INSTANCES[..], &OTHERS[..]].concat();
        let of_fargate = |driver: &str| ON_FARGATE.contains(&driver);
        if driver.all_values(|driver| !of_fargate(driver) && !known.contains(&driver)) {
            let message = format!("there is no log driver `{}`", driver.shown());
            findings.report(driver.place(), message);
        } else if driver.all_values(|driver| !of_fargate(driver)) && task.goes_to_fargate() {
            let message = format!("Fargate has no log driver `{}`", driver.shown());
            findings.report(driver.place(), message);
        }
    }
}
