//! Log drivers without the options that they need.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS514",
        family: Family::Operations,
        severity: Severity::Error,
        title: "log driver without an option that it needs",
        why: "without it the driver does not know where to send the log; the task definition is refused, or the container does not start",
        fix: "give the option in `Options`, or in `SecretOptions` where it is a secret",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
        bad: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          LogConfiguration:
            LogDriver: splunk
            Options:
              splunk-url: https://splunk.example:8088
"#,
        good: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          LogConfiguration:
            LogDriver: splunk
            Options:
              splunk-url: https://splunk.example:8088
            SecretOptions:
              - Name: splunk-token
                ValueFrom: /web/splunk-token
"#,
    },
    check,
};

/// A driver, and what it needs.
const NEEDED: [(&str, &[&str]); 2] = [
    ("splunk", &["splunk-token", "splunk-url"]),
    ("gelf", &["gelf-address"]),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let needed = NEEDED.iter().find(|(driver, _)| container.logs_by(driver));
        let Some((driver, names)) = needed else {
            continue;
        };
        let options = container.get("LogConfiguration/Options");
        let secrets = container.get("LogConfiguration/SecretOptions").items();
        for name in *names {
            let may_be = |secret: &Property<'d>| {
                let text = secret.get("Name").text();
                text.is_none_or(|text| text == *name)
            };
            let secret = !secrets.complete || secrets.known.iter().any(may_be);
            if options.get(name).is_absent() && !secret {
                let message = format!("the log driver `{driver}` has no `{name}`");
                findings.report(options.place(), message);
            }
        }
    }
}
