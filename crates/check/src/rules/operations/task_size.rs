//! Sizes of tasks that there are not.

use stackwright_template::Severity;

use crate::deployment::fargate;
use crate::deployment::{Deployment, DeploymentRule, Property, TaskDefinition};
use crate::words::{Called, offered_cpu};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS301",
        family: Family::Operations,
        severity: Severity::Error,
        title: "size of a task that there is not",
        why: "Fargate has certain amounts of memory for each number of CPU units, and Amazon ECS refuses a task definition that asks for others, or in other units than CPU units, vCPU, MiB and GB",
        fix: "choose a pair of CPU and memory that Fargate has, as `256` and `512`, or `1 vCPU` and `2 GB`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '4096'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '512'
      Memory: '4096'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.resources_of("AWS::ECS::ExpressGatewayService") {
        express(&service, findings);
    }
    for task in deployment.tasks() {
        let (cpu, memory) = (task.get("Cpu"), task.get("Memory"));
        if !task.goes_to_fargate() {
            for (size, read) in [(cpu, fargate::cpu_units as Reader), (memory, fargate::mib)] {
                if size.all_values(|text| read(text).is_none()) {
                    let name = size.key().unwrap_or_default();
                    let message = format!("there is no `{name}` of \"{}\"", size.shown());
                    findings.report(size.place(), message);
                }
            }
            continue;
        }
        let windows = task.is_windows() == Some(true);
        if cpu.all_values(|cpu| !has_cpu(cpu, windows)) {
            let system = if windows { " for Windows" } else { "" };
            let message = format!("Fargate has no `Cpu` of \"{}\"{system}", cpu.shown());
            let offered = format!("use {}", offered_cpu(windows));
            findings.report(cpu.place(), message).help(offered);
        } else if memory.all_values(|memory| !has_memory(memory)) {
            let message = format!("Fargate has no `Memory` of \"{}\"", memory.shown());
            findings
                .report(memory.place(), message)
                .help_if(offered(task));
        } else if cpu.all_values(|cpu| memory.all_values(|memory| !go_together(cpu, memory))) {
            let (cpu, has) = (cpu.shown(), memory.shown());
            let message = format!("Fargate has no `Memory` of \"{has}\" for a `Cpu` of \"{cpu}\"");
            findings
                .report(memory.place(), message)
                .help_if(offered(task));
        }
    }
}

/// A service of Express Mode runs on Fargate, whatever it does not say.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateExpressGatewayService.html>
fn express(service: &Property<'_>, findings: &mut Findings<'_>) {
    let (cpu, memory) = (service.get("Cpu"), service.get("Memory"));
    if cpu.all_values(|cpu| !has_cpu(cpu, false)) {
        let message = format!("Fargate has no `Cpu` of \"{}\"", cpu.shown());
        let offered = format!("use {}", offered_cpu(false));
        findings.report(cpu.place(), message).help(offered);
    } else if cpu.all_values(|cpu| memory.all_values(|memory| !go_together(cpu, memory))) {
        let (cpu, has) = (cpu.shown(), memory.shown());
        let message = format!("Fargate has no `Memory` of \"{has}\" for a `Cpu` of \"{cpu}\"");
        findings.report(memory.place(), message);
    }
}

/// What reads a size.
type Reader = fn(&str) -> Option<f64>;

/// What to choose from.
fn offered(task: &TaskDefinition<'_>) -> Option<String> {
    let cpu = fargate::cpu_units(&task.get("Cpu").text()?)?;
    Some(format!(
        "with {cpu} CPU units, use {} MiB",
        fargate::memory_with(cpu)?.called()
    ))
}

fn has_cpu(cpu: &str, windows: bool) -> bool {
    fargate::cpu_units(cpu)
        .and_then(fargate::size)
        .is_some_and(|size| size.windows || !windows)
}

fn has_memory(memory: &str) -> bool {
    fargate::mib(memory).is_some_and(fargate::offers_memory)
}

fn go_together(cpu: &str, memory: &str) -> bool {
    let offered = fargate::cpu_units(cpu).and_then(fargate::memory_with);
    let memory = fargate::mib(memory);
    matches!((offered, memory), (Some(offered), Some(memory)) if offered.contains(memory))
}
