//! Settings of task definitions that Fargate does not take.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS322",
        family: Family::Operations,
        severity: Severity::Error,
        title: "setting that Fargate does not take",
        why: "tasks on Fargate have no instance of yours whose devices, directories or name spaces they could use; Amazon ECS refuses the task definition",
        fix: "take the setting out, or run the task on container instances",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Privileged: true
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Privileged: false
"#,
    },
    check,
};

/// What a container cannot have, beside what its network mode does not go with. Lists count where
/// they are not empty, truth values where true.
const OF_CONTAINERS: [&str; 10] = [
    "DisableNetworking",
    "DnsSearchDomains",
    "DnsServers",
    "DockerSecurityOptions",
    "LinuxParameters/Devices",
    "LinuxParameters/MaxSwap",
    "LinuxParameters/SharedMemorySize",
    "LinuxParameters/Swappiness",
    "Privileged",
    "ResourceRequirements",
];

/// What a task cannot have.
const OF_TASKS: [&str; 3] = ["IpcMode", "InferenceAccelerators", "PlacementConstraints"];

/// What a volume cannot be.
const OF_VOLUMES: [&str; 3] = [
    "DockerVolumeConfiguration",
    "FSxWindowsFileServerVolumeConfiguration",
    "Host/SourcePath",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let tasks = deployment.tasks().iter();
    for task in tasks.filter(|task| task.goes_to_fargate()) {
        let mut settings: Vec<Property<'d>> = Vec::new();
        for container in &task.containers {
            settings.extend(OF_CONTAINERS.map(|name| container.get(name)));
            for capability in container
                .get("LinuxParameters/Capabilities/Add")
                .items()
                .known
            {
                if capability.all_values(|name| name != "SYS_PTRACE") {
                    let message = format!("Fargate does not grant {}", capability.shown());
                    findings.report(capability.place(), message);
                }
            }
        }
        settings.extend(OF_TASKS.map(|name| task.get(name)));
        for volume in task.get("Volumes").items().known {
            settings.extend(OF_VOLUMES.map(|name| volume.get(name)));
        }
        for setting in settings.into_iter().filter(is_set) {
            let message = format!(
                "Fargate does not take `{}`",
                setting.key().unwrap_or_default()
            );
            findings.report(setting.place(), message);
        }
        let mode = task.get("PidMode");
        if mode.is("host") {
            findings.report(mode.place(), "Fargate does not share its process IDs");
        }
    }
}

/// Whether a setting is certain to have an effect.
fn is_set(setting: &Property<'_>) -> bool {
    setting.flag() != Some(false) && !setting.items().known.is_empty()
}
