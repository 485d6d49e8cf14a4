//! One container of a task: what it runs, is given, listens on and may do.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `credential_spec` | who a container is in a domain of Active Directory |
//! | `environment` | variables, secrets, links |
//! | `environment_file` | where variables come from by the file |
//! | `gpu` | accelerators, whole or shared |
//! | `health_check` | how a container is asked for its health |
//! | `image` | where an image comes from, and whose password it needs |
//! | `instance` | what needs an instance, and on what such containers run |
//! | `linux` | capabilities, devices, memory that is a file system |
//! | `logging/` | where output goes |
//! | `port` | what a container listens on |
//! | `restart` | when it is started again |
//! | `secret` | where a secret in the environment comes from |
//! | `spec` | what a container is, and comes to in a task definition |

mod credential_spec;
mod environment;
mod environment_file;
mod gpu;
mod health_check;
mod image;
mod instance;
mod linux;
mod logging;
mod port;
mod restart;
mod secret;
mod spec;

use std::marker::PhantomData;
use std::time::Duration;

use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::{Expr, IntoValue, List, Str, Text, Value};

pub use self::credential_spec::CredentialSpec;
pub use self::environment_file::EnvironmentFile;
pub use self::gpu::SharedGpu;
pub use self::health_check::HealthCheck;
pub use self::image::ContainerImage;
pub use self::instance::{AnInstance, AnOwnInstance, Anywhere, Needs, RunsOn};
pub use self::linux::{Device, DevicePermission, Tmpfs};
pub use self::logging::{Firelens, Fluentd, Gelf, Journald, JsonFile, LogDriver, Splunk, Syslog};
pub use self::port::PortMapping;
pub use self::restart::RestartPolicy;
pub(crate) use self::secret::SecretFields;
pub use self::secret::SecretSource;
pub(crate) use self::spec::{Logs, Spec};

use crate::ec2::Port;
use crate::ecs::volume::{Mount, Volume};
use crate::gathered;
use crate::iam::Grant;
use crate::secretsmanager::SecretHandle;
use crate::units::{Size, whole_seconds};

/// What a process of a container is limited in, as `Nofile`: open files.
pub use stackwright_cfn::ecs::task_definition::Name as Ulimit;

/// One container of a task.
///
/// What it uses, the task's execution role may use, and nothing else: pull its image if it comes
/// from a repository of yours, write to its log group, read its secrets.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>
///
/// ```
/// use stackwright_aws::ecs::{Container, HealthCheck};
///
/// let web = Container::new("web", "public.ecr.aws/nginx/nginx:1.27")
///     .port(80)
///     .env("NODE_ENV", "production")
///     .health_check(HealthCheck::shell("wget -qO- http://localhost/ || exit 1"));
/// ```
///
/// What only instances have, as [privileges](Self::privileged), makes it a
/// `Container<AnInstance>`, which a task on Fargate does not take: that does not compile. What only
/// machines of one's own have, as [swap](Self::swap), makes it a `Container<AnOwnInstance>`, which
/// a task on managed instances does not take either.
#[derive(Clone, Debug)]
pub struct Container<N = Anywhere> {
    pub(crate) spec: Spec,
    needs: PhantomData<N>,
}

/// What another container must have reached before a container is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContainerCondition {
    /// It has started.
    Start,
    /// It has ended.
    Complete,
    /// It has ended with exit code 0.
    Success,
    /// Its health check has passed.
    Healthy,
}

impl Container {
    /// A container of this name that runs an image and takes the task with it when it ends.
    pub fn new(name: impl IntoValue<Str>, image: impl Into<ContainerImage>) -> Self {
        Container {
            spec: Spec::new(name.into_value(), image.into()),
            needs: PhantomData,
        }
    }
}

impl<N> Container<N> {
    /// Exposes a TCP port.
    pub fn port(self, port: u16) -> Self {
        self.expose(Port::tcp(port))
    }

    /// Exposes a port or a range of ports, of TCP or UDP, or a whole [`PortMapping`].
    pub fn expose(mut self, port: impl Into<PortMapping>) -> Self {
        self.spec.ports.push(port.into());
        self
    }

    /// Exposes a port under a name, by which Service Connect knows it.
    pub fn named_port(self, name: impl Into<Text>, port: Port) -> Self {
        self.expose(PortMapping::new(port).named(name))
    }

    /// The user and password of the registry that its image comes from: a secret with the fields
    /// `username` and `password`, which the execution role may read.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html>
    pub fn registry_credentials(mut self, secret: impl Into<SecretHandle>) -> Self {
        self.spec.credentials = Some(secret.into());
        self
    }

    /// Where its output goes: a log group, or a whole [`LogDriver`]. A log group that the task
    /// adds, if this is not said.
    pub fn logs(mut self, logs: impl Into<LogDriver>) -> Self {
        self.spec.logs = Logs::To(logs.into());
        self
    }

    /// Throws its output away.
    pub fn without_logs(mut self) -> Self {
        self.spec.logs = Logs::Nowhere;
        self
    }

    /// How it is found out whether it is well.
    pub fn health_check(self, check: HealthCheck) -> Self {
        self.write(|container| container.health_check(check.into_property()))
    }

    /// Lets the task go on when it ends.
    pub fn non_essential(self) -> Self {
        self.write(|container| container.essential(false))
    }

    /// Starts it after another container of the task has come so far. One that is to end first
    /// must be [not essential](Self::non_essential).
    pub fn after(mut self, other: impl IntoValue<Str>, condition: ContainerCondition) -> Self {
        self.spec.depends_on.push((other.into_value(), condition));
        self
    }

    /// How long it may take to reach what others [wait for](Self::after): 2 to 120 seconds.
    pub fn start_timeout(self, timeout: Duration) -> Self {
        self.write(|container| container.start_timeout(whole_seconds(timeout)))
    }

    /// How long it may take to stop before it is killed: at most 120 seconds.
    pub fn stop_timeout(mut self, timeout: Duration) -> Self {
        self.spec.say_stop_timeout(timeout);
        self
    }

    /// Starts it again when it ends, alone.
    pub fn restart(self, policy: RestartPolicy) -> Self {
        self.write(|container| container.restart_policy(policy.into_property()))
    }

    /// Runs whatever the tag of the image means when a task starts, instead of the image that it
    /// meant when the deployment began. Two tasks of one deployment may then differ.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html>
    pub fn without_version_consistency(self) -> Self {
        self.write(|container| container.version_consistency(cfn::VersionConsistency::Disabled))
    }

    /// What it runs, or the arguments of its entry point.
    pub fn command<A: IntoValue<Str>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        let arguments = list(arguments);
        self.write(|container| container.command(arguments))
    }

    /// What runs its command.
    pub fn entry_point<A: IntoValue<Str>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        let arguments = list(arguments);
        self.write(|container| container.entry_point(arguments))
    }

    /// Who it runs as, as `1001`, `app` or `1001:1001`; as the image says, if this is not said.
    pub fn user(self, user: impl IntoValue<Str>) -> Self {
        self.write(|container| container.user(user))
    }

    /// Where it runs.
    pub fn working_directory(self, path: impl IntoValue<Str>) -> Self {
        self.write(|container| container.working_directory(path))
    }

    /// Lets it write nowhere but to volumes. ECS Exec does not work then.
    pub fn read_only_root(self) -> Self {
        self.write(|container| container.readonly_root_filesystem(true))
    }

    /// Its share of the task's CPU units; all containers together at most the task's.
    pub fn cpu(self, units: u32) -> Self {
        self.write(|container| container.cpu(units))
    }

    /// The memory above which it is killed, as `512.mib()`; all containers together at most the
    /// task's.
    pub fn memory(self, size: Size) -> Self {
        self.write(|container| container.memory(size.as_mib()))
    }

    /// The memory that is kept for it, as `256.mib()`.
    pub fn memory_reservation(self, size: Size) -> Self {
        self.write(|container| container.memory_reservation(size.as_mib()))
    }

    /// Limits its processes, as `.ulimit(Ulimit::Nofile, 4096, 65_535)`: what they begin with, and
    /// what they may ask for.
    pub fn ulimit(mut self, what: Ulimit, soft: u32, hard: u32) -> Self {
        let limit = cfn::Ulimit::new()
            .hard_limit(hard)
            .name(what)
            .soft_limit(soft);
        self.spec.ulimits.push(limit);
        self
    }

    /// Sets a parameter of the kernel in the container, as `("net.core.somaxconn", 1024)`.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html>
    pub fn system_control(mut self, name: impl IntoValue<Str>, value: impl IntoValue<Str>) -> Self {
        let control = cfn::SystemControl::new().namespace(name).value(value);
        self.spec.system_controls.push(control);
        self
    }

    /// Labels it, for who looks at containers on an instance, and for agents.
    pub fn docker_label(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.spec.labels.push((key.into(), value.into_value()));
        self
    }

    /// Runs a small process first that reaps orphans, as programs that start others need.
    pub fn init_process(mut self) -> Self {
        self.spec.linux.init_process = true;
        self
    }

    /// Lets it do what only root may, as `SYS_PTRACE`, which is the only one that Fargate has
    /// (`OPS322` says so of others).
    pub fn add_capability(mut self, name: impl Into<Text>) -> Self {
        self.spec.linux.add.push(name.into());
        self
    }

    /// Takes from it what Docker lets containers do, as `NET_RAW`, or `ALL`.
    pub fn drop_capability(mut self, name: impl Into<Text>) -> Self {
        self.spec.linux.drop.push(name.into());
        self
    }

    /// Gives it memory as a folder.
    pub fn tmpfs(mut self, tmpfs: Tmpfs) -> Self {
        self.spec.linux.tmpfs.push(tmpfs);
        self
    }

    /// Mounts a [volume](Volume) at a path. The task's list of volumes follows from it, and with it
    /// rights and ways; two mounts of the same volume are one volume.
    pub fn mount(mut self, path: impl IntoValue<Str>, volume: impl Into<Volume>) -> Self {
        let mount = Mount::new(path.into_value(), volume.into(), false);
        self.spec.mounts.push(mount);
        self
    }

    /// The same, to be read only.
    pub fn mount_read_only(mut self, path: impl IntoValue<Str>, volume: impl Into<Volume>) -> Self {
        let mount = Mount::new(path.into_value(), volume.into(), true);
        self.spec.mounts.push(mount);
        self
    }

    /// Runs another image.
    pub(crate) fn with_image(mut self, image: ContainerImage) -> Self {
        self.spec.image = image;
        self
    }

    /// Makes it the one that takes on the output of others, and lets ECS read what it is told.
    pub(crate) fn routing(
        mut self,
        firelens: cfn::FirelensConfiguration,
        reads: Option<Grant>,
    ) -> Self {
        self.spec.firelens = Some(firelens);
        self.spec.reads.extend(reads);
        self
    }

    /// Mounts what another container of the task has mounted.
    pub fn volumes_from(mut self, other: impl IntoValue<Str>) -> Self {
        let from = cfn::VolumeFrom::new().source_container(other);
        self.spec.volumes_from.push(from);
        self
    }

    /// Mounts what another container of the task has mounted, to read only.
    pub fn volumes_from_read_only(mut self, other: impl IntoValue<Str>) -> Self {
        let from = cfn::VolumeFrom::new()
            .read_only(true)
            .source_container(other);
        self.spec.volumes_from.push(from);
        self
    }

    /// Keeps its standard input open.
    pub fn interactive(self) -> Self {
        self.write(|container| container.interactive(true))
    }

    /// Gives it a terminal.
    pub fn pseudo_terminal(self) -> Self {
        self.write(|container| container.pseudo_terminal(true))
    }

    fn write(
        mut self,
        change: impl FnOnce(cfn::ContainerDefinition) -> cfn::ContainerDefinition,
    ) -> Self {
        self.spec.definition = change(self.spec.definition);
        self
    }

    /// The same, with other needs.
    fn needing<Other>(self) -> Container<Other> {
        Container {
            spec: self.spec,
            needs: PhantomData,
        }
    }
}

impl ContainerCondition {
    fn into_property(self) -> cfn::Condition {
        match self {
            ContainerCondition::Start => cfn::Condition::Start,
            ContainerCondition::Complete => cfn::Condition::Complete,
            ContainerCondition::Success => cfn::Condition::Success,
            ContainerCondition::Healthy => cfn::Condition::Healthy,
        }
    }
}

fn list<A: IntoValue<Str>>(items: impl IntoIterator<Item = A>) -> Value<List<Str>> {
    let items = items.into_iter().map(|item| item.into_value().into_expr());
    Value::from_expr(Expr::List(gathered(items)))
}
