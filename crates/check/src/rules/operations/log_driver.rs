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
        why: "Fargate and managed instances have `awslogs`, `awsfirelens` and `splunk`; container instances have some more; Amazon ECS refuses the task definition",
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

const EVERYWHERE: [&str; 3] = ["awslogs", "awsfirelens", "splunk"];
const ON_INSTANCES: [&str; 5] = ["fluentd", "gelf", "journald", "json-file", "syslog"];
/// Drivers of instances that are not those of Amazon ECS.
const OTHERS: [&str; 3] = ["etwlogs", "local", "none"];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        let driver = container.get("LogConfiguration/LogDriver");
        let known = [&ON_INSTANCES[..], &OTHERS[..]].concat();
        let everywhere = |driver: &str| EVERYWHERE.contains(&driver);
        if driver.all_values(|driver| !everywhere(driver) && !known.contains(&driver)) {
            let message = format!("there is no log driver `{}`", driver.shown());
            findings.report(driver.place(), message);
            continue;
        }
        let who = match task.requires("MANAGED_INSTANCES") {
            _ if task.goes_to_fargate() => "Fargate has",
            Some(true) => "managed instances have",
            _ => continue,
        };
        if driver.all_values(|driver| !everywhere(driver)) {
            let message = format!("{who} no log driver `{}`", driver.shown());
            findings.report(driver.place(), message);
        }
    }
}
