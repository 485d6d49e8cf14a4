//! Settings of task definitions that managed instances do not take.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, is_managed};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS335",
        family: Family::Operations,
        severity: Severity::Error,
        title: "setting that managed instances do not take",
        why: "managed instances run Linux, in the network modes `awsvpc` and `host`, and have no swap, names, name servers or volumes of Docker for tasks; Amazon ECS refuses the task definition",
        fix: "take the setting out, or run the task on instances of your own",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-tasks-services.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [MANAGED_INSTANCES]
      NetworkMode: awsvpc
      Cpu: '1024'
      Memory: '2048'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          LinuxParameters: {SharedMemorySize: 256}
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [MANAGED_INSTANCES]
      NetworkMode: awsvpc
      Cpu: '1024'
      Memory: '2048'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          LinuxParameters: {InitProcessEnabled: true}
"#,
    },
    check,
};

/// What a container cannot have, beside what its network mode does not go with.
const OF_CONTAINERS: [&str; 7] = [
    "DisableNetworking",
    "DnsSearchDomains",
    "DnsServers",
    "DockerSecurityOptions",
    "LinuxParameters/MaxSwap",
    "LinuxParameters/SharedMemorySize",
    "LinuxParameters/Swappiness",
];

/// What a container cannot have in the network of its instance, where others can.
const OF_CONTAINERS_ON_HOST: [&str; 2] = ["ExtraHosts", "Hostname"];

/// What a task cannot have.
const OF_TASKS: [&str; 4] = [
    "EphemeralStorage",
    "InferenceAccelerators",
    "IpcMode",
    "ProxyConfiguration",
];

/// What a volume cannot be.
const OF_VOLUMES: [&str; 2] = [
    "DockerVolumeConfiguration",
    "FSxWindowsFileServerVolumeConfiguration",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.starting() {
        let providers = service.strategy().items().known;
        let mut providers = providers.iter().map(|item| item.get("CapacityProvider"));
        let managed = providers.find(is_managed);
        if let (Some(managed), Some(task)) = (managed, service.task)
            && task.requires("FARGATE") == Some(true)
            && [task.requires("MANAGED_INSTANCES"), task.requires("EC2")] == [Some(false); 2]
        {
            let message = format!("`{}` is made for Fargate alone", task.properties.id());
            findings
                .report(managed.place(), message)
                .help("add `MANAGED_INSTANCES` to its `RequiresCompatibilities`");
        }
    }
    let tasks = deployment.tasks().iter();
    for task in tasks.filter(|task| task.requires("MANAGED_INSTANCES") == Some(true)) {
        let mut settings: Vec<Property<'d>> = Vec::new();
        for container in &task.containers {
            settings.extend(OF_CONTAINERS.map(|name| container.get(name)));
            if task.has_network_mode("host") {
                settings.extend(OF_CONTAINERS_ON_HOST.map(|name| container.get(name)));
            }
        }
        settings.extend(OF_TASKS.map(|name| task.get(name)));
        for volume in task.get("Volumes").items().known {
            settings.extend(OF_VOLUMES.map(|name| volume.get(name)));
        }
        let is_set = |setting: &Property<'_>| {
            setting.flag() != Some(false) && !setting.items().known.is_empty()
        };
        for setting in settings.into_iter().filter(is_set) {
            let message = format!(
                "managed instances do not take `{}`",
                setting.key().unwrap_or_default()
            );
            findings.report(setting.place(), message);
        }
        let mode = task.get("NetworkMode");
        if mode.is("bridge") {
            findings.report(mode.place(), "managed instances have no bridge");
        }
        let system = task.get("RuntimePlatform/OperatingSystemFamily");
        if system.all_values(|system| system != "LINUX") {
            let message = format!("managed instances do not run {}", system.shown());
            findings.report(system.place(), message);
        }
    }
}
