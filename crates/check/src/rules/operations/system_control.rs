//! Kernel parameters that a container cannot set.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS328",
        family: Family::Operations,
        severity: Severity::Error,
        title: "kernel parameter that a container cannot set",
        why: "a container can set the parameters of its own name spaces only: those of the network, and of messages and shared memory",
        fix: "set the others on the instance, or take the setting out",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          SystemControls:
            - Namespace: vm.max_map_count
              Value: "262144"
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
          SystemControls:
            - Namespace: net.core.somaxconn
              Value: "1024"
"#,
    },
    check,
};

const OF_MESSAGES: [&str; 8] = [
    "kernel.msgmax",
    "kernel.msgmnb",
    "kernel.msgmni",
    "kernel.sem",
    "kernel.shmall",
    "kernel.shmmax",
    "kernel.shmmni",
    "kernel.shm_rmid_forced",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        for control in container.get("SystemControls").items().known {
            let name = control.get("Namespace");
            let of_network = |name: &str| name.starts_with("net.");
            let of_messages =
                |name: &str| OF_MESSAGES.contains(&name) || name.starts_with("fs.mqueue.");
            let whose = if name.all_values(|name| !of_network(name) && !of_messages(name)) {
                "concerns the whole instance"
            } else if name.all_values(of_network) && task.has_network_mode("host") {
                "is the instance's in the network mode `host`"
            } else if name.all_values(of_messages) && task.get("IpcMode").is("host") {
                "is the instance's in the IPC mode `host`"
            } else {
                continue;
            };
            let message = format!("`{}` {whose}", name.shown());
            findings.report(name.place(), message);
        }
    }
}
