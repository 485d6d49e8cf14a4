//! Task definitions: one road for all kinds of capacity.
//!
//! What a task may say stands here; `build` makes it a resource and gives its roles what its
//! containers use, `runtime` has the words for what it runs on, `handle` what others may ask of
//! it: a way, a right to run it, an imported one; `any` is a task whatever it runs on, `job` one for what
//! runs jobs.

#[cfg(feature = "ecs-run")]
mod any;
mod build;
mod handle;
#[cfg(feature = "batch")]
mod job;
mod runtime;

use std::marker::PhantomData;

use stackwright_core::{Construct, Expr, IntoValue, Scope, SourceLine, Str, Text, Value};

#[cfg(feature = "ecs-run")]
pub use self::any::AnyTask;
pub(crate) use self::build::{Execution, Roles};
pub use self::handle::{ImportedTask, TaskHandle};
pub(crate) use self::runtime::NetworkMode;
pub use self::runtime::{CpuArchitecture, IpcMode, OperatingSystem};
use self::runtime::{PidMode, Processes};
use super::container::{RunsOn, Spec};
use super::launch::{
    Compatibility, Ec2, External, Fargate, HasMachines, Launch, ManagedInstances, OwnInstances,
};
use super::{Container, LogRouter, PortMapping, QuarterMemory, Sidecar, TaskSize};
use crate::assets::here;
use crate::ec2::Port;
use crate::iam::{Grant, RoleHandle};
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

/// A task on instances of EC2 of one's own. It has an interface of its own in the VPC, unless it
/// says otherwise, where ECS gives it a bridge: so security groups guard it as they do on Fargate.
///
/// ```
/// use stackwright_aws::ecs::{Container, Ec2Task};
/// use stackwright_aws::units::SizeExt;
///
/// let task = Ec2Task::new()
///     .memory(512.mib())
///     .container(Container::new("web", "public.ecr.aws/nginx/nginx:1.27").port(80));
/// ```
pub type Ec2Task = Task<Ec2>;

/// A task on instances of EC2 that ECS looks after; it chooses them by the size of the task.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-tasks-services.html>
pub type ManagedInstancesTask = Task<ManagedInstances>;

/// A task on machines elsewhere, which are registered by ECS Anywhere: behind a bridge, because
/// there are no interfaces of a VPC.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html>
pub type ExternalTask = Task<External>;

/// What a task may say, wherever it runs.
#[derive(Clone, Debug)]
struct Options {
    /// CPU units.
    cpu: Option<Value<Str>>,
    /// MiB.
    memory: Option<Value<Str>>,
    family: Option<Value<Str>>,
    containers: Vec<Spec>,
    execution_role: Execution,
    task_role: Option<RoleHandle>,
    lacks_task_role: bool,
    /// With the line that says it.
    architecture: Option<(CpuArchitecture, SourceLine)>,
    system: Option<OperatingSystem>,
    ephemeral_storage: Option<Size>,
    network: NetworkMode,
    processes: Processes,
    fault_injection: bool,
    members: Vec<Value<Str>>,
    log_router: Option<LogRouter>,
    /// What sidecars may do.
    rights: Grant,
}

impl Task<Fargate> {
    /// A task of this size, without containers.
    pub fn new(size: TaskSize) -> Self {
        Task::of(Options {
            cpu: Some(size.cpu_units().into_value()),
            memory: Some(size.memory_mib().into_value()),
            ..Options::new(NetworkMode::AwsVpc)
        })
    }

    /// A task of a size that is known when it is deployed, as from parameters: CPU units and MiB, as `512`
    /// and `1024`, without containers. Nobody knows before whether Fargate has the pair; of
    /// [`new`](Self::new) it is known.
    ///
    /// ```
    /// use stackwright_aws::ecs::FargateTask;
    /// use stackwright_core::{App, Parameter};
    ///
    /// let app = App::new();
    /// let stack = app.stack("Web");
    /// let cpu = stack.add("Cpu", Parameter::string().default("256"));
    /// let memory = stack.add("Memory", Parameter::string().default("512"));
    /// let task = FargateTask::sized_by(cpu, memory);
    /// ```
    pub fn sized_by(cpu: impl IntoValue<Str>, memory: impl IntoValue<Str>) -> Self {
        Task::of(Options {
            cpu: Some(cpu.into_value()),
            memory: Some(memory.into_value()),
            ..Options::new(NetworkMode::AwsVpc)
        })
    }

    /// Scratch space: 21 to 200 GiB, as `50.gib()`. There are 20, if this is not said. A key of
    /// one's own encrypts it where the cluster says so.
    pub fn ephemeral_storage(mut self, size: Size) -> Self {
        self.options.ephemeral_storage = Some(size);
        self
    }
}

impl Task<Ec2> {
    /// A task without containers.
    #[allow(
        clippy::new_without_default,
        reason = "a task without containers is no default"
    )]
    pub fn new() -> Self {
        Task::of(Options::new(NetworkMode::AwsVpc))
    }

    /// Puts it behind the bridge of its instance instead of giving it an interface of its own:
    /// then the group of the instance guards it, and a host port of its own for each container
    /// port is found by ECS.
    pub fn bridge_network(mut self) -> Self {
        self.options.network = NetworkMode::Bridge;
        self
    }
}

impl Task<ManagedInstances> {
    /// A task of this size, without containers: CPU units, of which 1,024 are a vCPU, and memory,
    /// as `2.gib()`. ECS chooses instances by it.
    pub fn new(cpu: u32, memory: Size) -> Self {
        Task::of(Options::new(NetworkMode::AwsVpc))
            .sized_cpu(cpu)
            .sized_memory(memory)
    }
}

impl Task<External> {
    /// A task without containers.
    #[allow(
        clippy::new_without_default,
        reason = "a task without containers is no default"
    )]
    pub fn new() -> Self {
        Task::of(Options::new(NetworkMode::Bridge))
    }
}

impl<On: OwnInstances> Task<On> {
    /// CPU units that all containers together have at most: 1,024 are a vCPU.
    pub fn cpu(self, units: u32) -> Self {
        self.sized_cpu(units)
    }

    /// The memory that all containers together have at most. Where it is not said, every container
    /// says its own.
    pub fn memory(self, size: Size) -> Self {
        self.sized_memory(size)
    }

    /// Gives it no network at all.
    pub fn without_network(mut self) -> Self {
        self.options.network = NetworkMode::None;
        self
    }

    /// Whose memory segments, queues and semaphores its containers see.
    pub fn ipc_mode(mut self, mode: IpcMode) -> Self {
        self.options.processes.ipc = Some(mode);
        self
    }
}

impl<On: HasMachines> Task<On> {
    /// Puts it into the network of its machine: its ports are those of the machine, and whoever
    /// guards the machine guards it. A second task with the same ports needs another machine.
    pub fn host_network(mut self) -> Self {
        self.options.network = NetworkMode::Host;
        self
    }

    /// Lets its containers see all processes of the machine, as agents need.
    pub fn host_processes(mut self) -> Self {
        self.options.processes.pid = Some(PidMode::Host);
        self
    }

    /// Keeps it to instances that an expression of the cluster query language holds for, as
    /// `attribute:ecs.instance-type =~ g5.*`; said again, to those that all hold for: at most 10.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html>
    pub fn member_of(mut self, expression: impl IntoValue<Str>) -> Self {
        self.options.members.push(expression.into_value());
        self
    }
}

impl Options {
    fn new(network: NetworkMode) -> Self {
        Options {
            cpu: None,
            memory: None,
            family: None,
            containers: Vec::new(),
            execution_role: Execution::Own,
            task_role: None,
            lacks_task_role: false,
            architecture: None,
            system: None,
            ephemeral_storage: None,
            network,
            processes: Processes::default(),
            fault_injection: false,
            members: Vec::new(),
            log_router: None,
            rights: Grant::default(),
        }
    }
}

impl<On: Launch> Task<On> {
    fn of(options: Options) -> Self {
        Task {
            options,
            on: PhantomData,
        }
    }

    fn sized_cpu(mut self, units: u32) -> Self {
        self.options.cpu = Some(units.into_value());
        self
    }

    fn sized_memory(mut self, size: Size) -> Self {
        self.options.memory = Some(size.as_mib().into_value());
        self
    }

    /// Adds a container.
    pub fn container(mut self, container: impl RunsOn<On>) -> Self {
        self.options.containers.push(container.admitted().spec);
        self
    }

    /// Adds the container that takes on the output of those that log to
    /// [`Firelens`](super::Firelens), which ECS starts first.
    pub fn log_router(mut self, router: LogRouter) -> Self {
        self.options.log_router = Some(router);
        self
    }

    /// Adds a container that serves the others, as a collector of traces, and gives the task role
    /// the rights that it needs.
    pub fn sidecar(mut self, sidecar: impl Into<Sidecar>) -> Self {
        let sidecar = sidecar.into();
        self.options.containers.push(sidecar.container.spec);
        self.options.rights = self.options.rights.and(sidecar.rights);
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
        self.options.execution_role = Execution::Granted(role.into());
        self
    }

    /// The same, of a role that has the rights that the containers need, by policies of its own or of AWS: it
    /// is granted nothing, and stays as it is deployed. What it lacks, the checker says (`OPS203`).
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html>
    pub fn execution_role_without_grants(mut self, role: impl Into<RoleHandle>) -> Self {
        self.options.execution_role = Execution::Ready(role.into());
        self
    }

    /// What the containers may do, in place of a role of its own.
    pub fn task_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.options.task_role = Some(role.into());
        self
    }

    /// Gives ECS no role for it. What its containers need, as the right to write their logs, the role of the instance has; on
    /// Fargate, where there is none, they need nothing (`OPS201` says what does).
    pub fn without_execution_role(mut self) -> Self {
        self.options.execution_role = Execution::Without;
        self
    }

    /// Gives its containers no role: they may do nothing in AWS, but for what the role of an instance lets
    /// them. What is granted to it is told (`IAM107`).
    pub fn without_task_role(mut self) -> Self {
        self.options.lacks_task_role = true;
        self
    }

    /// The processor that the images are built for; X86_64, if this is not said.
    #[track_caller]
    pub fn architecture(mut self, architecture: CpuArchitecture) -> Self {
        self.options.architecture = Some((architecture, here()));
        self
    }

    /// The operating system that the images are built for; Linux, if this is not said.
    pub fn operating_system(mut self, system: OperatingSystem) -> Self {
        self.options.system = Some(system);
        self
    }

    /// Lets its containers see each other's processes, as a debugger beside a program needs.
    pub fn shared_processes(mut self) -> Self {
        self.options.processes.pid = Some(PidMode::Task);
        self
    }

    /// Lets AWS Fault Injection Service disturb it: delay its network, take its CPU.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fault-injection.html>
    pub fn fault_injection(mut self) -> Self {
        self.options.fault_injection = true;
        self
    }
}

/// What a service needs to know of a task.
pub(crate) struct Exposed {
    /// The kind of capacity that it is made for.
    pub on: Compatibility,
    /// Whether it has interfaces of its own in a VPC, which groups guard.
    pub network: NetworkMode,
    /// The containers with the ports that they listen on.
    pub containers: Vec<(Expr, Vec<PortMapping>)>,
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
/// What is to be added becomes a part of the construct that takes it, named `Task`. A container alone is
/// the only one of a task on Fargate of the smallest size, a quarter of a processor and 512 MiB.
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

impl From<Container> for TaskOf<Fargate> {
    fn from(container: Container) -> Self {
        let size = TaskSize::Quarter(QuarterMemory::Mib512);
        Task::<Fargate>::new(size).container(container).into()
    }
}

impl<On: Launch> TaskOf<On> {
    /// The first container of a task that is to be added.
    #[cfg(feature = "patterns")]
    pub(crate) fn first_container(&mut self) -> Option<&mut Spec> {
        match &mut self.0 {
            Source::Added(_) => None,
            Source::New(task) => task.options.containers.first_mut(),
        }
    }

    /// The task, added below this scope unless it stands elsewhere.
    pub(crate) fn place(self, scope: Scope<'_>) -> TaskHandle {
        match self.0 {
            Source::Added(task) => task,
            Source::New(task) => scope.add("Task", *task),
        }
    }
}
