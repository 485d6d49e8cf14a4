//! Platforms that there are not.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS330",
        family: Family::Operations,
        severity: Severity::Error,
        title: "platform that there is not",
        why: "Windows runs on X86_64 only, and on Fargate in the versions of 2019 and later; Amazon ECS refuses the task definition",
        fix: "choose an architecture and a version that go together",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RuntimePlatform:
        CpuArchitecture: ARM64
        OperatingSystemFamily: WINDOWS_SERVER_2022_CORE
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RuntimePlatform:
        CpuArchitecture: X86_64
        OperatingSystemFamily: WINDOWS_SERVER_2022_CORE
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
"#,
    },
    check,
};

/// Versions of Windows that Fargate does not have.
const NOT_ON_FARGATE: [&str; 3] = [
    "WINDOWS_SERVER_2004_CORE",
    "WINDOWS_SERVER_2016_FULL",
    "WINDOWS_SERVER_20H2_CORE",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let architecture = task.get("RuntimePlatform/CpuArchitecture");
        let system = task.get("RuntimePlatform/OperatingSystemFamily");
        if task.is_windows() == Some(true) && architecture.is("ARM64") {
            let message = format!("there is no {} for ARM64", system.shown());
            findings.report(architecture.place(), message);
        } else if system.all_values(|system| NOT_ON_FARGATE.contains(&system))
            && task.goes_to_fargate()
        {
            let message = format!("Fargate has no {}", system.shown());
            findings.report(system.place(), message);
        }
    }
}
