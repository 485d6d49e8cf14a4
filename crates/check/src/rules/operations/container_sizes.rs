//! Containers that ask for more than their task has.

use stackwright_template::Severity;

use crate::deployment::fargate;
use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS303",
        family: Family::Operations,
        severity: Severity::Error,
        title: "containers that ask for more than their task has",
        why: "what containers reserve has to fit into the task; Amazon ECS refuses the task definition",
        fix: "raise the size of the task, or lower what its containers ask for",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: '512'
      Memory: '1024'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 768
        - Name: proxy
          Image: envoyproxy/envoy:v1.31.0
          Memory: 512
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: '512'
      Memory: '1024'
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 768
        - Name: proxy
          Image: envoyproxy/envoy:v1.31.0
          Memory: 256
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    // The size of a task means nothing to Windows.
    let tasks = deployment.tasks().iter();
    for task in tasks.filter(|task| task.is_windows() == Some(false)) {
        let (cpu, memory) = (task.get("Cpu"), task.get("Memory"));
        let reserved = task.reserved_cpu();
        if cpu.all_values(|cpu| fargate::cpu_units(cpu).is_some_and(|cpu| reserved > cpu)) {
            report(findings, &cpu, &format!("reserve {reserved} CPU units"));
        }
        let mut above = false;
        for container in &task.containers {
            let own = container.get("Memory");
            let is_above = |most| own.number().is_some_and(|own| own > most);
            if memory.all_values(|memory| fargate::mib(memory).is_some_and(is_above)) {
                above = true;
                let (id, most) = (task.properties.id(), memory.shown());
                let called = container.called();
                let message = format!(
                    "{called} may take {} MiB, where `{id}` has \"{most}\"",
                    own.shown()
                );
                findings.report(own.place(), message);
            }
        }
        // Soft limits have to fit in sum; hard limits each by itself:
        // <https://github.com/pulumi/pulumi-awsx/issues/1220>. What both come to together is no more
        // than a hint.
        let soft: f64 = (task.containers.iter())
            .filter_map(|container| container.get("MemoryReservation").number())
            .sum();
        let holds = |size: f64| {
            memory.all_values(|memory| fargate::mib(memory).is_some_and(|most| size > most))
        };
        let reserved = task.reserved_memory();
        if !above && holds(soft) {
            report(findings, &memory, &format!("reserve {soft} MiB"));
        } else if !above && holds(reserved) {
            let message = too_much(&memory, &format!("may take {reserved} MiB"));
            findings.warn(memory.place(), message);
        }
    }
}

fn report(findings: &mut Findings<'_>, size: &Property<'_>, reserve: &str) {
    findings.report(size.place(), too_much(size, reserve));
}

fn too_much(size: &Property<'_>, reserve: &str) -> String {
    let (id, has) = (size.id(), size.shown());
    format!("the containers of `{id}` {reserve}, where the task has \"{has}\"")
}
