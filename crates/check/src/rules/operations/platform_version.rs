//! A platform version where there is no such platform.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Launch, Service};
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
    for service in deployment.starting() {
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
        } else if version.all_values(is_before_files) && has_files(service) {
            let message = format!(
                "the platform version {} has no volumes on Amazon EFS, which 1.4.0 has",
                version.shown()
            );
            findings.report(version.place(), message);
        }
    }
}

/// Whether it is one that cannot mount file systems.
fn is_before_files(text: &str) -> bool {
    ["1.0.0", "1.1.0", "1.2.0", "1.3.0"].contains(&text)
}

fn has_files(service: &Service<'_>) -> bool {
    let volumes = service.task.map(|task| task.get("Volumes").items().known);
    let mut volumes = volumes.into_iter().flatten();
    volumes.any(|volume| volume.get("EFSVolumeConfiguration").is_given())
}

/// Of those to come nobody knows more than that they go on from 1.4.0.
fn is_version(text: &str) -> bool {
    let numbers: Option<Vec<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
    let is_one = |numbers: Vec<u32>| matches!(numbers.as_slice(), [1, minor, patch] if *minor > 4 || *patch == 0);
    text == "LATEST" || numbers.is_some_and(is_one)
}
