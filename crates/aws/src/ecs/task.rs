use std::marker::PhantomData;

use stackwright_cfn::ecs as cfn;
use stackwright_core::{
    Construct, Expr, IntoValue, ResourceHandle, Scope, Str, Text, Value, With, handle,
};

use super::container::Logs;
use super::launch::{Compatibility, Fargate, Launch};
use super::logging::Target;
use super::{Container, TaskSize};
use crate::ec2::Port;
use crate::iam::{GrantExt, Principal, Role, RoleHandle};
use crate::logs::{LogGroup, LogGroupHandle};
use crate::units::Size;

/// What runs together: one or more containers, their size, and their two roles. On Fargate it is
/// a [`FargateTask`].
///
/// It adds, unless it is given others:
/// - `ExecutionRole`: what ECS itself may do for the task. It gets the right to pull the images,
///   to write the logs and to read the secrets that the containers use, to the resource.
/// - `TaskRole`: what the containers may do. It has no rights until it is
///   [granted](crate::iam::GrantExt::grant) some.
/// - `Logs`: a log group that keeps events for a month, if a container says nothing of logs.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definitions.html>
///
/// ```
/// use stackwright_aws::ecs::{Container, FargateTask, QuarterMemory, TaskSize};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let task = web.add(
///     "Task",
///     FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
///         .container(Container::new("web", "public.ecr.aws/nginx/nginx:1.27").port(80)),
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Task<On: Launch> {
    options: Options,
    on: PhantomData<On>,
}

/// A task on Fargate.
pub type FargateTask = Task<Fargate>;

/// What a task may say, wherever it runs.
#[derive(Clone, Debug)]
struct Options {
    /// CPU units and MiB of memory of the task as a whole.
    size: Option<(u32, u32)>,
    family: Option<Value<Str>>,
    containers: Vec<Container>,
    execution_role: Option<RoleHandle>,
    task_role: Option<RoleHandle>,
    architecture: Option<CpuArchitecture>,
    ephemeral_storage: Option<Size>,
}

/// The processor that the images are built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CpuArchitecture {
    /// 64-bit Intel and AMD; Fargate's default.
    X86_64,
    /// 64-bit ARM: Graviton, about a fifth cheaper.
    Arm64,
}

impl Task<Fargate> {
    /// A task of this size, without containers.
    pub fn new(size: TaskSize) -> Self {
        Task {
            options: Options::new(Some((size.cpu_units(), size.memory_mib()))),
            on: PhantomData,
        }
    }
}

impl Options {
    fn new(size: Option<(u32, u32)>) -> Self {
        Options {
            size,
            family: None,
            containers: Vec::new(),
            execution_role: None,
            task_role: None,
            architecture: None,
            ephemeral_storage: None,
        }
    }
}

impl<On: Launch> Task<On> {
    /// Adds a container.
    pub fn container(mut self, container: Container) -> Self {
        self.options.containers.push(container);
        self
    }

    /// Names the family of its revisions: at most 255 letters, digits, `-` and `_`.
    pub fn family(mut self, name: impl IntoValue<Str>) -> Self {
        self.options.family = Some(name.into_value());
        self
    }

    /// What ECS may do for the task, in place of a role of its own. The rights that the
    /// containers need are granted to it.
    pub fn execution_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.options.execution_role = Some(role.into());
        self
    }

    /// What the containers may do, in place of a role of its own.
    pub fn task_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.options.task_role = Some(role.into());
        self
    }

    /// The processor that the images are built for; X86_64, if this is not said.
    pub fn architecture(mut self, architecture: CpuArchitecture) -> Self {
        self.options.architecture = Some(architecture);
        self
    }

    /// Scratch space: 21 to 200 GiB, as `50.gib()`. There are 20, if this is not said.
    pub fn ephemeral_storage(mut self, size: Size) -> Self {
        self.options.ephemeral_storage = Some(size);
        self
    }
}

/// What a service needs to know of a task.
pub(crate) struct Exposed {
    /// The kind of capacity that it is made for.
    pub on: Compatibility,
    /// The containers with the ports that they listen on.
    pub containers: Vec<(Expr, Vec<Port>)>,
    /// The ports that have names.
    pub named: Vec<(Text, Port)>,
}

impl<On: Launch> Construct for Task<On> {
    type Handle = TaskHandle;

    fn build(self, scope: Scope<'_>) -> TaskHandle {
        self.options.build(On::COMPATIBILITY, scope)
    }
}

/// A task for this kind of capacity: one to add, as a [`FargateTask`], or one that was added.
///
/// What is to be added becomes a part of the construct that takes it, named `Task`.
#[derive(Clone, Debug)]
pub struct TaskOf<On: Launch>(Source<On>);

#[derive(Clone, Debug)]
enum Source<On: Launch> {
    Added(TaskHandle),
    New(Box<Task<On>>),
}

impl<On: Launch> From<TaskHandle> for TaskOf<On> {
    fn from(task: TaskHandle) -> Self {
        TaskOf(Source::Added(task))
    }
}

impl<On: Launch> From<Task<On>> for TaskOf<On> {
    fn from(task: Task<On>) -> Self {
        TaskOf(Source::New(Box::new(task)))
    }
}

impl<On: Launch> TaskOf<On> {
    /// The task, added below this scope unless it stands elsewhere.
    pub(crate) fn place(self, scope: Scope<'_>) -> TaskHandle {
        match self.0 {
            Source::Added(task) => task,
            Source::New(task) => scope.add("Task", *task),
        }
    }
}

impl Options {
    /// The one road of all tasks.
    fn build(self, on: Compatibility, scope: Scope<'_>) -> TaskHandle {
        scope.set_data(Exposed {
            on,
            containers: self.containers.iter().map(exposed).collect(),
            named: self
                .containers
                .iter()
                .flat_map(Container::named_ports)
                .collect(),
        });
        let role = || Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let task_role = self
            .task_role
            .unwrap_or_else(|| scope.add("TaskRole", role()));
        let execution_role = self
            .execution_role
            .unwrap_or_else(|| scope.add("ExecutionRole", role()));

        let needs_group = |container: &Container| matches!(container.logs, Logs::Default);
        let logs =
            (self.containers.iter().any(needs_group)).then(|| scope.add("Logs", LogGroup::new()));
        for container in &self.containers {
            container.check_ports(scope);
            grant_what_is_used(container, execution_role, logs, scope);
        }

        let runtime = self.architecture.map(|architecture| {
            let architecture = match architecture {
                CpuArchitecture::X86_64 => cfn::task_definition::CpuArchitecture::X8664,
                CpuArchitecture::Arm64 => cfn::task_definition::CpuArchitecture::Arm64,
            };
            cfn::task_definition::RuntimePlatform::new()
                .cpu_architecture(architecture)
                .operating_system_family(cfn::task_definition::OperatingSystemFamily::Linux)
        });
        let storage = self
            .ephemeral_storage
            .map(|size| cfn::task_definition::EphemeralStorage::new().size_in_gib(size.as_gib()));
        let containers: Vec<_> = self
            .containers
            .into_iter()
            .map(|container| container.into_property(logs))
            .collect();
        let definition = cfn::TaskDefinition::new()
            .with(self.family, |task, name| task.family(name))
            .network_mode(cfn::task_definition::NetworkMode::Awsvpc)
            .requires_compatibilities([compatibility(on)])
            .with(self.size, |task, (cpu, memory)| {
                task.cpu(cpu).memory(memory)
            })
            .execution_role_arn(execution_role)
            .task_role_arn(task_role.arn())
            .with(runtime, |task, runtime| task.runtime_platform(runtime))
            .with(storage, |task, storage| task.ephemeral_storage(storage))
            .container_definitions(containers);
        scope.set_primary(scope.add("Resource", definition));
        TaskHandle::new(
            scope,
            ResourceHandle::from_node(scope.node()),
            task_role,
            execution_role,
        )
    }
}

fn compatibility(on: Compatibility) -> cfn::task_definition::RequiresCompatibilities {
    use cfn::task_definition::RequiresCompatibilities as Required;

    match on {
        Compatibility::Fargate => Required::Fargate,
        Compatibility::Ec2 => Required::Ec2,
        Compatibility::ManagedInstances => Required::ManagedInstances,
        Compatibility::External => Required::External,
    }
}

fn exposed(container: &Container) -> (Expr, Vec<Port>) {
    let ports = container.ports.iter().map(|mapping| mapping.port).collect();
    (container.name.expr().clone(), ports)
}

fn grant_what_is_used(
    container: &Container,
    role: RoleHandle,
    default_logs: Option<LogGroupHandle>,
    scope: Scope<'_>,
) {
    if let Some(repository) = container.image.repository {
        scope.grant(role, repository.pull());
    }
    let group = match &container.logs {
        Logs::Default => default_logs,
        Logs::To(driver) => match &driver.target {
            Target::AwsLogs { group, .. } => Some(*group),
            Target::Other { .. } => None,
        },
        Logs::Nowhere => None,
    };
    if let Some(group) = group {
        scope.grant(role, group.write());
    }
    for (_, source) in &container.secrets {
        scope.grant(role, source.read.clone());
    }
}

handle! {
    /// Names a task. Has the attributes of its task definition.
    pub struct TaskHandle {
        /// The task definition, to [`edit`](Scope::edit) it.
        main resource: cfn::TaskDefinitionHandle,
        /// What its containers may do.
        task_role: RoleHandle,
        /// What ECS may do for it.
        execution_role: RoleHandle,
    }
}
