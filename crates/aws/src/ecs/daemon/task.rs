use stackwright_cfn::ecs as cfn;
use stackwright_core::{
    Construct, IntoValue, ResourceHandle, Scope, Str, Value, With, handle, non_empty,
};

use super::container::property;
use crate::assets::PlatformOf;
use crate::ecs::container::{RunsOn, Spec};
use crate::ecs::named::own_name;
use crate::ecs::task::Roles;
use crate::ecs::volume::of_daemon;
use crate::ecs::ways::keep as keep_ways;
use crate::ecs::{Compatibility, LogRouter, ManagedInstances};
use crate::iam::RoleHandle;
use crate::link::Taken;
use crate::units::Size;

/// What an agent is that a [`Daemon`](super::Daemon) runs on every managed instance: one or more
/// containers, their size, and their two roles.
///
/// Its containers are those of tasks, except for what daemons have not (`ECS176`): ports, links,
/// name servers and hosts of their own, accelerators, swap, labels and security options of Docker.
/// Of volumes they mount folders of the instance (`Volume::host`) and space of their own
/// (`Volume::scratch`) (`ECS134`). Give them a health check: without one ECS knows of an agent that
/// has ended, and of none that hangs.
///
/// It adds, unless it is given others:
/// - `ExecutionRole`: what ECS itself may do for it. It gets the right to pull the images, to write
///   the logs and to read the secrets that the containers use, to the resource.
/// - `TaskRole`: what the containers may do. It has no rights until it is
///   [granted](crate::iam::GrantExt::grant) some.
/// - `Logs`: a log group that keeps events for a month, if a container says nothing of logs.
///
/// Its family is named after its stack and its path, because ECS wants a name. Every change makes a
/// new revision.
///
/// # Findings
///
/// - `ECS133`: two volumes have one name.
/// - `ECS134`: a volume of a kind that daemons do not have.
/// - `ECS176`: a container says what daemons do not have.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-daemons-task-definitions.html>
///
/// ```
/// use stackwright_aws::ecs::{Container, DaemonTask, HealthCheck, Volume};
/// use stackwright_aws::units::SizeExt;
///
/// let agent = Container::new("agent", "public.ecr.aws/example/agent:1")
///     .mount_read_only("/host/log", Volume::host("log", "/var/log"))
///     .health_check(HealthCheck::shell("agent --check"));
/// let task = DaemonTask::new(256, 512.mib()).container(agent);
/// ```
#[derive(Clone, Debug)]
pub struct DaemonTask {
    cpu: u32,
    memory: Size,
    family: Option<Value<Str>>,
    containers: Vec<Spec>,
    log_router: Option<LogRouter>,
    task_role: Option<RoleHandle>,
    execution_role: Option<RoleHandle>,
    sees_processes: bool,
    shares_ipc: bool,
}

impl DaemonTask {
    /// An agent of this size, without containers: CPU units, of which 1,024 are a vCPU, and memory,
    /// as `512.mib()`. Each instance has so much less for tasks.
    pub fn new(cpu: u32, memory: Size) -> Self {
        DaemonTask {
            cpu,
            memory,
            family: None,
            containers: Vec::new(),
            log_router: None,
            task_role: None,
            execution_role: None,
            sees_processes: false,
            shares_ipc: false,
        }
    }

    /// A definition that exists, by its ARN, with its two roles. It is left alone.
    pub fn imported(
        arn: impl IntoValue<Str>,
        task_role: impl Into<RoleHandle>,
        execution_role: impl Into<RoleHandle>,
    ) -> ImportedDaemonTask {
        ImportedDaemonTask {
            arn: arn.into_value(),
            task_role: task_role.into(),
            execution_role: execution_role.into(),
        }
    }

    /// Adds a container.
    pub fn container(mut self, container: impl RunsOn<ManagedInstances>) -> Self {
        self.containers.push(container.admitted().spec);
        self
    }

    /// Adds the container that takes on the output of those that log to
    /// [`Firelens`](crate::ecs::Firelens), which ECS starts first.
    pub fn log_router(mut self, router: LogRouter) -> Self {
        self.log_router = Some(router);
        self
    }

    /// Names the family of its revisions: at most 255 letters, digits, `-` and `_`.
    pub fn family(mut self, name: impl IntoValue<Str>) -> Self {
        self.family = Some(name.into_value());
        self
    }

    /// What the containers may do, in place of a role of its own.
    pub fn task_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.task_role = Some(role.into());
        self
    }

    /// What ECS may do for it, in place of a role of its own. The rights that the containers need
    /// are granted to it.
    pub fn execution_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.execution_role = Some(role.into());
        self
    }

    /// Lets its containers see all processes of the instance, as tracers and scanners need.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DaemonTaskDefinition.html>
    pub fn host_processes(mut self) -> Self {
        self.sees_processes = true;
        self
    }

    /// Lets its containers see memory segments, queues and semaphores of the instance.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DaemonTaskDefinition.html>
    pub fn host_ipc(mut self) -> Self {
        self.shares_ipc = true;
        self
    }
}

impl Construct for DaemonTask {
    type Handle = DaemonTaskHandle;

    fn build(mut self, scope: Scope<'_>) -> DaemonTaskHandle {
        use cfn::daemon_task_definition::{IpcMode, PidMode};

        if let Some(router) = self.log_router {
            let router = router.into_container(Compatibility::ManagedInstances, scope);
            self.containers.push(router.spec);
        }
        let mut taken = Taken::default();
        for container in &mut self.containers {
            container.settle_links(&mut taken, scope);
            // It runs on the instances that there are.
            container.settle_image(&PlatformOf::ANYTHING, scope);
        }
        let roles = Roles::of(
            &self.containers,
            self.task_role,
            self.execution_role.into(),
            scope,
        );
        taken.grant_rights(roles.task, scope);
        keep_ways(taken.ways, scope);
        let volumes = non_empty(of_daemon(&self.containers, scope));
        let containers = self.containers.into_iter();
        let containers: Vec<_> = containers
            .map(|container| property(container, roles.logs, scope))
            .collect();
        let family = self.family.unwrap_or_else(|| own_name(scope));
        let definition = cfn::DaemonTaskDefinition::new()
            .family(family)
            .cpu(self.cpu.to_string())
            .memory(self.memory.as_mib().to_string())
            .execution_role_arn(roles.execution)
            .task_role_arn(roles.task)
            .with(
                self.sees_processes.then_some(PidMode::Shared),
                |task, mode| task.pid_mode(mode),
            )
            .with(self.shares_ipc.then_some(IpcMode::Shared), |task, mode| {
                task.ipc_mode(mode)
            })
            .with(volumes, |task, volumes| task.volumes(volumes))
            .container_definitions(containers);
        scope.set_primary(scope.add("Resource", definition));
        DaemonTaskHandle::new(
            scope,
            ResourceHandle::from_node(scope.node()),
            roles.task,
            roles.execution,
        )
    }
}

/// A definition that exists; see [`DaemonTask::imported`].
#[derive(Clone, Debug)]
pub struct ImportedDaemonTask {
    arn: Value<Str>,
    task_role: RoleHandle,
    execution_role: RoleHandle,
}

impl Construct for ImportedDaemonTask {
    type Handle = DaemonTaskHandle;

    fn build(self, scope: Scope<'_>) -> DaemonTaskHandle {
        scope.define("Ref", self.arn.clone());
        scope.define("DaemonTaskDefinitionArn", self.arn);
        DaemonTaskHandle::new(
            scope,
            ResourceHandle::from_node(scope.node()),
            self.task_role,
            self.execution_role,
        )
    }
}

handle! {
    /// Names the definition of an agent. Has the attributes of its resource.
    pub struct DaemonTaskHandle {
        /// The definition, to [`edit`](Scope::edit) it.
        main resource: cfn::DaemonTaskDefinitionHandle,
        /// What its containers may do.
        task_role: RoleHandle,
        /// What ECS may do for it.
        execution_role: RoleHandle,
    }
}

/// The definition of an agent, still to be added or added.
///
/// What is to be added becomes a part of the daemon that takes it, named `Task`.
#[derive(Clone, Debug)]
pub struct DaemonTaskOf(Source);

#[derive(Clone, Debug)]
enum Source {
    Added(DaemonTaskHandle),
    New(Box<DaemonTask>),
}

impl From<DaemonTaskHandle> for DaemonTaskOf {
    fn from(task: DaemonTaskHandle) -> Self {
        DaemonTaskOf(Source::Added(task))
    }
}

impl From<DaemonTask> for DaemonTaskOf {
    fn from(task: DaemonTask) -> Self {
        DaemonTaskOf(Source::New(Box::new(task)))
    }
}

impl DaemonTaskOf {
    /// The definition, added below this scope unless it stands elsewhere.
    pub(super) fn place(self, scope: Scope<'_>) -> DaemonTaskHandle {
        match self.0 {
            Source::Added(task) => task,
            Source::New(task) => scope.add("Task", *task),
        }
    }
}
