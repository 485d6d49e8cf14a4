use stackwright_codes::{self as codes, Code};
use stackwright_core::{Scope, Str, Value};

use super::{Container, ContainerCondition, FargateTask};
use crate::units::{Size, whole_seconds};

/// Says what is wrong with a task, whatever it is used for. What is still an expression is not
/// judged.
pub(crate) fn check(task: &FargateTask, scope: Scope<'_>) {
    let report = Report(scope);
    if !task.containers.iter().any(|container| container.essential) {
        report.error(
            &codes::ECS105,
            "a task without an essential container",
            "add a container, or leave `.non_essential()` out of one",
        );
    }
    check_sizes(task, &report);
    for (index, container) in task.containers.iter().enumerate() {
        let before = task.containers.get(..index).unwrap_or_default();
        if before.iter().any(|other| other.name == container.name) {
            report.error(
                &codes::ECS108,
                format!("two containers are named {}", shown(&container.name)),
                "names are unique within a task",
            );
        }
        check_container(container, &report);
        check_order(task, container, &report);
        if let Some(check) = &container.health_check {
            check.check(&shown(&container.name), scope);
        }
    }
}

/// Reports findings about a task.
struct Report<'a>(Scope<'a>);

impl Report<'_> {
    fn error(&self, code: &Code, message: impl Into<String>, help: impl Into<String>) {
        let found = code.finding(message).help(help.into());
        self.0.report(found);
    }
}

/// What a message calls something: by its name, if that is known.
fn shown(name: &Value<Str>) -> String {
    match name.expr().as_str() {
        Some(name) => format!("`{name}`"),
        None => "the same expression".to_owned(),
    }
}

fn check_sizes(task: &FargateTask, report: &Report<'_>) {
    let storage = task.ephemeral_storage.map(Size::as_gib);
    if let Some(gib) = storage.filter(|gib| !(21..=200).contains(gib)) {
        report.error(
            &codes::ECS106,
            format!("ephemeral storage of {gib} GiB"),
            "Fargate takes 21 to 200 GiB, and gives 20 if nothing is said",
        );
    }
    let sum = |part: fn(&Container) -> Option<i64>| -> i64 {
        task.containers.iter().filter_map(part).sum()
    };
    let sums = [
        (
            sum(|c| c.cpu.map(i64::from)),
            task.size.cpu_units(),
            "CPU units",
        ),
        (
            sum(|c| c.memory.map(Size::as_mib)),
            task.size.memory_mib(),
            "MiB of memory",
        ),
    ];
    for (wanted, there, what) in sums {
        if wanted > there.into() {
            report.error(
                &codes::ECS107,
                format!("the containers want {wanted} {what} of a task that has {there}"),
                "give the containers less, or the task more",
            );
        }
    }
}

fn check_container(container: &Container, report: &Report<'_>) {
    let name = shown(&container.name);
    let timeout = container.stop_timeout.map(whole_seconds);
    if let Some(timeout) = timeout.filter(|timeout| *timeout > 120) {
        report.error(
            &codes::ECS102,
            format!("container {name} may take {timeout} seconds to stop"),
            "Fargate waits for 120 seconds at most",
        );
    }
    for mapping in &container.ports {
        if mapping.port.bounds().is_none() {
            report.error(
                &codes::ECS118,
                format!("container {name} exposes {}", mapping.port.describe()),
                "expose a port or a range of ports, as `Port::tcp(8080)`",
            );
        }
    }
    let variables = container.environment.iter().map(|(name, _)| name);
    let variables: Vec<_> = variables
        .chain(container.secrets.iter().map(|(name, _)| name))
        .collect();
    for (index, variable) in variables.iter().enumerate() {
        let before = variables.get(..index).unwrap_or_default();
        if before.contains(variable) {
            report.error(
                &codes::ECS101,
                format!("container {name} sets {} twice", shown(variable)),
                "an environment variable has one value, plain or secret",
            );
        }
    }
}

/// Whether what a container waits for will come.
fn check_order(task: &FargateTask, container: &Container, report: &Report<'_>) {
    let name = shown(&container.name);
    for (other, condition) in &container.depends_on {
        let wanted = shown(other);
        if *other == container.name {
            report.error(
                &codes::ECS109,
                format!("container {name} waits for itself"),
                "name another container of the task",
            );
            continue;
        }
        let Some(other) = task.containers.iter().find(|c| c.name == *other) else {
            report.error(
                &codes::ECS109,
                format!("container {name} waits for {wanted}, which the task does not have"),
                "name a container of the same task",
            );
            continue;
        };
        match condition {
            ContainerCondition::Healthy if other.health_check.is_none() => report.error(
                &codes::ECS110,
                format!(
                    "container {name} waits for {wanted} to be well, which has no health check"
                ),
                "give it one, or wait for `ContainerCondition::Start`",
            ),
            ContainerCondition::Complete | ContainerCondition::Success if other.essential => {
                report.error(
                    &codes::ECS120,
                    format!("container {name} waits for the end of {wanted}, which is essential"),
                    "the task ends with an essential container; make it `.non_essential()`",
                );
            }
            _ => {}
        }
    }
}
