//! A platform version where there is no such platform.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Launch};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS424",
        family: Family::Operations,
        severity: Severity::Error,
        title: "platform version that does not exist, or of instances",
        why: "platform versions are those of Fargate, `LATEST` or numbers as 1.4.0; Amazon ECS refuses others, and any for instances",
        fix: "take it out: the default is the latest",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
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
      LaunchType: EC2
      PlatformVersion: LATEST
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
      LaunchType: EC2
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let version = service.get("PlatformVersion");
        if version.is_given() && matches!(service.launch(), Launch::Ec2 | Launch::External) {
            let message = format!(
                "the platform version {} is given for instances",
                version.shown()
            );
            findings.report(version.place(), message);
        } else if version.all_values(|version| !is_version(version)) {
            let message = format!("there is no platform version {}", version.shown());
            findings.report(version.place(), message);
        }
    }
}

fn is_version(text: &str) -> bool {
    let numbers: Vec<&str> = text.split('.').collect();
    let number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text == "LATEST" || numbers.len() == 3 && numbers.iter().all(number)
}
