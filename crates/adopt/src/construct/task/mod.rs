//! Task definitions: the task stands here, `container` has one of its containers, `logging` where the output of
//! that goes.

mod container;
mod logging;
mod size;

use stackwright_aws::ecs::{CpuArchitecture, Launch, OperatingSystem, Task};
use stackwright_template::Node;

use super::{Matcher, alone};
use crate::found::{Found, Writing, integer, single};
use crate::said::{Draft, Drafted, Said, draft, say, variant};
use crate::why::Why;

/// A task definition for one kind of capacity, with the roles that it refers to.
pub static TASK: Matcher = Matcher {
    construct: "Task",
    type_name: "AWS::ECS::TaskDefinition",
    parts: alone,
    write,
};

fn write(task: &Writing<'_>) -> Result<Drafted, Why> {
    match kind(**task) {
        Some("FARGATE") => {
            let mut draft = fargate(task)?;
            let storage = task.get("EphemeralStorage");
            let storage = storage.and_then(|own| integer(own.get("SizeInGiB")?));
            say!(draft.ephemeral_storage?(storage.and_then(size::gib)));
            whole(draft, task)
        }
        Some("EC2") => {
            let mut draft = draft!(ecs::Ec2Task::new());
            match task.get("NetworkMode").and_then(Node::as_str) {
                Some("bridge") => say!(draft.bridge_network()),
                Some("host") => say!(draft.host_network()),
                Some("none") => say!(draft.without_network()),
                _ => {}
            }
            say!(draft.cpu?(task.integer("Cpu").and_then(size::units)));
            say!(draft.memory?(task.integer("Memory").and_then(size::mib)));
            whole(draft, task)
        }
        Some("MANAGED_INSTANCES") => {
            let cpu = task.integer("Cpu").and_then(size::units);
            let memory = task.integer("Memory").and_then(size::mib);
            let size = cpu.zip(memory).ok_or(Why::NoWord("its size"))?;
            let (cpu, memory) = size;
            whole(draft!(ecs::ManagedInstancesTask::new(cpu, memory)), task)
        }
        Some(_) => Err(Why::NoWord("what it runs on")),
        None => Err(Why::NoWord(
            "a task for any kind of capacity, or for several",
        )),
    }
}

/// What a task runs on: instances, where it does not say.
pub fn kind(task: Found<'_>) -> Option<&str> {
    match task.get("RequiresCompatibilities") {
        Some(kinds) => single(kinds)?.as_str(),
        None => Some("EC2"),
    }
}

/// A task on Fargate of its size: one that Fargate has, or one that is known at deployment only.
fn fargate(task: &Writing<'_>) -> Result<Draft<Task<stackwright_aws::ecs::Fargate>>, Why> {
    let known = task.integer("Cpu").zip(task.integer("Memory"));
    if let Some(size) = known.and_then(|(cpu, memory)| size::of_fargate(cpu, memory)) {
        return Ok(draft!(ecs::FargateTask::new(size)));
    }
    let (cpu, memory) = (task.text("Cpu"), task.text("Memory"));
    let (cpu, memory) = cpu
        .zip(memory)
        .ok_or(Why::NoWord("a task without a size"))?;
    Ok(draft!(ecs::FargateTask::sized_by(cpu, memory)))
}

/// What tasks say wherever they run.
fn whole<On>(mut draft: Draft<Task<On>>, task: &Writing<'_>) -> Result<Drafted, Why>
where
    On: Launch + 'static,
{
    say!(draft.family?(task.text("Family")));
    let role_of = |node: &Node, name: &str| {
        let role = task.role(node, Some(name));
        role.ok_or(Why::NoWord("a role that comes after it"))
    };
    match task.get("ExecutionRoleArn") {
        Some(role) => {
            let role = role_of(role, "ImportedExecutionRole")?;
            say!(draft.execution_role_without_grants(role));
        }
        None => say!(draft.without_execution_role()),
    }
    match task.get("TaskRoleArn") {
        Some(role) => {
            let role = role_of(role, "ImportedTaskRole")?;
            say!(draft.task_role(role));
        }
        None => say!(draft.without_task_role()),
    }
    let platform = task.get("RuntimePlatform");
    say!(draft.architecture?(platform.and_then(architecture)));
    say!(draft.operating_system?(platform.and_then(system)));
    if task.get("PidMode").and_then(Node::as_str) == Some("task") {
        say!(draft.shared_processes());
    }
    if task.is_true("EnableFaultInjection") {
        say!(draft.fault_injection());
    }
    let containers = task.get("ContainerDefinitions").and_then(Node::as_list);
    for node in containers.ok_or(Why::NoWord("its containers"))? {
        let container = container::container(task, node)?;
        say!(draft.container(container));
    }
    Ok(draft.into())
}

fn architecture(platform: &Node) -> Option<Said<CpuArchitecture>> {
    let architecture = match platform.get("CpuArchitecture")?.as_str()? {
        "X86_64" => CpuArchitecture::X86_64,
        "ARM64" => CpuArchitecture::Arm64,
        _ => return None,
    };
    Some(variant("ecs", "CpuArchitecture", architecture))
}

fn system(platform: &Node) -> Option<Said<OperatingSystem>> {
    let system = match platform.get("OperatingSystemFamily")?.as_str()? {
        // What a task runs on where it says what its processor is.
        "LINUX" if platform.get("CpuArchitecture").is_some() => return None,
        "LINUX" => OperatingSystem::Linux,
        "WINDOWS_SERVER_2019_CORE" => OperatingSystem::WindowsServer2019Core,
        "WINDOWS_SERVER_2019_FULL" => OperatingSystem::WindowsServer2019Full,
        "WINDOWS_SERVER_2022_CORE" => OperatingSystem::WindowsServer2022Core,
        "WINDOWS_SERVER_2022_FULL" => OperatingSystem::WindowsServer2022Full,
        "WINDOWS_SERVER_2025_CORE" => OperatingSystem::WindowsServer2025Core,
        "WINDOWS_SERVER_2025_FULL" => OperatingSystem::WindowsServer2025Full,
        _ => return None,
    };
    Some(variant("ecs", "OperatingSystem", system))
}
