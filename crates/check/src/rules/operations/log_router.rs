//! Logs that are sent to a router which is not there.

use stackwright_template::Severity;

use crate::deployment::{Container, Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS515",
        family: Family::Operations,
        severity: Severity::Error,
        title: "log router that is missing or cannot work",
        why: "`awsfirelens` sends logs to the one container of the task that has a `FirelensConfiguration`; without it Amazon ECS refuses the task definition",
        fix: "add a container with a `FirelensConfiguration`, as of the image `public.ecr.aws/aws-observability/aws-for-fluent-bit`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html",
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
            LogDriver: awsfirelens
            Options:
              Name: http
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
            LogDriver: awsfirelens
            Options:
              Name: http
        - Name: router
          Image: public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.2
          Memory: 64
          FirelensConfiguration:
            Type: fluentbit
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let is_router =
            |container: &&Container<'d>| container.get("FirelensConfiguration").is_given();
        let has_none =
            |container: &Container<'d>| container.get("FirelensConfiguration").is_absent();
        let mut routers = task.containers.iter().filter(is_router);
        let no_router = task.complete && task.containers.iter().all(has_none);
        for container in &task.containers {
            let driver = container.get("LogConfiguration/LogDriver");
            if !driver.is("awsfirelens") {
                continue;
            }
            let called = container.called();
            if no_router {
                let message =
                    format!("{called} logs by `awsfirelens`, and no container is a router");
                findings.report(driver.place(), message);
            } else if is_router(&container) {
                let message = format!("{called} is the router that its own log is to go to");
                let help = "use another driver for it, as `awslogs`";
                findings.report(driver.place(), message).help(help);
            }
        }
        if let Some(second) = routers.nth(1) {
            let configuration = second.get("FirelensConfiguration");
            let message = format!("{} is a second log router", second.called());
            findings
                .report(configuration.place(), message)
                .help("keep one of them");
        }
        for router in task.containers.iter().filter(is_router) {
            let configuration = router.get("FirelensConfiguration");
            if configuration.get("Type").is_absent() {
                let message = "the log router has no `Type`";
                let help = "set it to `fluentbit` or `fluentd`";
                findings.report(configuration.place(), message).help(help);
            }
            let kind = configuration.get("Options/config-file-type");
            if kind.is("s3") && task.goes_to_fargate() {
                let message = "on Fargate the log router cannot read its configuration from S3";
                let help = "put the file into the image, and set the type to `file`";
                findings.report(kind.place(), message).help(help);
            }
        }
    }
}
