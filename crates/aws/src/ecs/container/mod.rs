use std::time::Duration;

use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_cfn::kind::ecs::ParameterNameOrParameterArnOrSecretId as ValueFrom;
use stackwright_codes as codes;
use stackwright_core::{Expr, IntoValue, List, Scope, Str, Text, Value, With, non_empty, sub};

use super::logging::Target;
use super::{ContainerImage, HealthCheck, LogDriver, SecretSource};
use crate::ec2::{ApplicationProtocol, Port};
use crate::logs::LogGroupHandle;
use crate::units::{Size, whole_seconds};

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
#[derive(Clone, Debug)]
pub struct Container {
    pub(crate) name: Value<Str>,
    pub(crate) image: ContainerImage,
    pub(crate) essential: bool,
    pub(crate) ports: Vec<PortMapping>,
    pub(crate) environment: Vec<(Value<Str>, Value<Str>)>,
    pub(crate) secrets: Vec<(Value<Str>, SecretSource)>,
    pub(crate) logs: Logs,
    pub(crate) health_check: Option<HealthCheck>,
    pub(crate) depends_on: Vec<(Value<Str>, ContainerCondition)>,
    command: Option<Value<List<Str>>>,
    entry_point: Option<Value<List<Str>>>,
    user: Option<Value<Str>>,
    working_directory: Option<Value<Str>>,
    read_only_root: bool,
    init_process: bool,
    pub(crate) stop_timeout: Option<Duration>,
    pub(crate) cpu: Option<u32>,
    pub(crate) memory: Option<Size>,
    memory_reservation: Option<Size>,
}

/// A port that a container listens on.
#[derive(Clone, Debug)]
pub(crate) struct PortMapping {
    pub port: Port,
    name: Option<Text>,
}

#[derive(Clone, Debug)]
pub(crate) enum Logs {
    /// To the log group that the task adds.
    Default,
    To(LogDriver),
    Nowhere,
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
            name: name.into_value(),
            image: image.into(),
            essential: true,
            ports: Vec::new(),
            environment: Vec::new(),
            secrets: Vec::new(),
            logs: Logs::Default,
            health_check: None,
            depends_on: Vec::new(),
            command: None,
            entry_point: None,
            user: None,
            working_directory: None,
            read_only_root: false,
            init_process: false,
            stop_timeout: None,
            cpu: None,
            memory: None,
            memory_reservation: None,
        }
    }

    /// Exposes a TCP port.
    pub fn port(self, port: u16) -> Self {
        self.expose(Port::tcp(port))
    }

    /// Exposes a port or a range of ports, of TCP or UDP.
    pub fn expose(mut self, port: Port) -> Self {
        self.ports.push(PortMapping { port, name: None });
        self
    }

    /// Exposes a port under a name, by which Service Connect knows it.
    pub fn named_port(mut self, name: impl Into<Text>, port: Port) -> Self {
        let name = Some(name.into());
        self.ports.push(PortMapping { port, name });
        self
    }

    /// Sets an environment variable. Everybody who may look at the task can read it; see
    /// [`secret`](Self::secret).
    pub fn env(mut self, name: impl IntoValue<Str>, value: impl IntoValue<Str>) -> Self {
        self.environment
            .push((name.into_value(), value.into_value()));
        self
    }

    /// Sets an environment variable to a secret when the container starts.
    pub fn secret(mut self, name: impl IntoValue<Str>, source: impl Into<SecretSource>) -> Self {
        self.secrets.push((name.into_value(), source.into()));
        self
    }

    /// Where its output goes: a log group, or a whole [`LogDriver`]. A log group that the task
    /// adds, if this is not said.
    pub fn logs(mut self, logs: impl Into<LogDriver>) -> Self {
        self.logs = Logs::To(logs.into());
        self
    }

    /// Throws its output away.
    pub fn without_logs(mut self) -> Self {
        self.logs = Logs::Nowhere;
        self
    }

    /// How it is found out whether it is well.
    pub fn health_check(mut self, check: HealthCheck) -> Self {
        self.health_check = Some(check);
        self
    }

    /// Lets the task go on when it ends.
    pub fn non_essential(mut self) -> Self {
        self.essential = false;
        self
    }

    /// Starts it after another container of the task has come so far. One that is to end first
    /// must be [not essential](Self::non_essential).
    pub fn after(mut self, other: impl IntoValue<Str>, condition: ContainerCondition) -> Self {
        self.depends_on.push((other.into_value(), condition));
        self
    }

    /// What it runs, or the arguments of its entry point.
    pub fn command<A: IntoValue<Str>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command = Some(list(arguments));
        self
    }

    /// What runs its command.
    pub fn entry_point<A: IntoValue<Str>>(
        mut self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        self.entry_point = Some(list(arguments));
        self
    }

    /// Who it runs as, as `1001`, `app` or `1001:1001`; as the image says, if this is not said.
    pub fn user(mut self, user: impl IntoValue<Str>) -> Self {
        self.user = Some(user.into_value());
        self
    }

    /// Where it runs.
    pub fn working_directory(mut self, path: impl IntoValue<Str>) -> Self {
        self.working_directory = Some(path.into_value());
        self
    }

    /// Lets it write nowhere but to volumes. ECS Exec does not work then.
    pub fn read_only_root(mut self) -> Self {
        self.read_only_root = true;
        self
    }

    /// Runs a small process first that reaps orphans, as programs that start others need.
    pub fn init_process(mut self) -> Self {
        self.init_process = true;
        self
    }

    /// How long it may take to stop before it is killed: at most 120 seconds.
    pub fn stop_timeout(mut self, timeout: Duration) -> Self {
        self.stop_timeout = Some(timeout);
        self
    }

    /// Its share of the task's CPU units; all containers together at most the task's.
    pub fn cpu(mut self, units: u32) -> Self {
        self.cpu = Some(units);
        self
    }

    /// The memory above which it is killed, as `512.mib()`; all containers together at most the
    /// task's.
    pub fn memory(mut self, size: Size) -> Self {
        self.memory = Some(size);
        self
    }

    /// The memory that is kept for it, as `256.mib()`.
    pub fn memory_reservation(mut self, size: Size) -> Self {
        self.memory_reservation = Some(size);
        self
    }

    /// The ports that have names, with these.
    pub(crate) fn named_ports(&self) -> impl Iterator<Item = (Text, Port)> {
        let ports = self.ports.iter();
        ports.filter_map(|mapping| Some((mapping.name.clone()?, mapping.port)))
    }

    /// Reports what cannot be exposed: a mapping has one port, or a range of them.
    pub(crate) fn check_ports(&self, scope: Scope<'_>) {
        for mapping in &self.ports {
            if mapping.port.bounds().is_none() {
                let name = match self.name.expr().as_str() {
                    Some(name) => format!("container `{name}`"),
                    None => "a container".to_owned(),
                };
                let message = format!("{name} exposes {}", mapping.port.describe());
                let found = codes::ECS118.finding(message);
                scope.report(found.help("expose a port or a range of ports, as `Port::tcp(8080)`"));
            }
        }
    }

    /// The container as the task definition has it; `logs` is the group that the task added.
    pub(crate) fn into_property(self, logs: Option<LogGroupHandle>) -> cfn::ContainerDefinition {
        let driver = match self.logs {
            Logs::To(driver) => Some(driver),
            Logs::Default => logs.map(LogDriver::awslogs),
            Logs::Nowhere => None,
        };
        let ports = non_empty(self.ports.into_iter().map(PortMapping::into_property));
        let environment = non_empty(
            self.environment
                .into_iter()
                .map(|(name, value)| cfn::KeyValuePair::new().name(name).value(value)),
        );
        let secrets = non_empty(self.secrets.into_iter().map(|(name, source)| {
            cfn::Secret::new()
                .name(name)
                .value_from(source.value_from.assume::<ValueFrom>())
        }));
        let depends_on = non_empty(self.depends_on.into_iter().map(|(name, condition)| {
            cfn::ContainerDependency::new()
                .container_name(name)
                .condition(condition.into_property())
        }));
        cfn::ContainerDefinition::new()
            .name(self.name)
            .image(self.image.uri)
            .essential(self.essential)
            .with(self.cpu, |container, units| container.cpu(units))
            .with(self.memory, |container, size| {
                container.memory(size.as_mib())
            })
            .with(self.memory_reservation, |container, size| {
                container.memory_reservation(size.as_mib())
            })
            .with(self.entry_point, |container, list| {
                container.entry_point(list)
            })
            .with(self.command, |container, list| container.command(list))
            .with(self.working_directory, |container, path| {
                container.working_directory(path)
            })
            .with(self.user, |container, user| container.user(user))
            .with(self.read_only_root.then_some(true), |container, yes| {
                container.readonly_root_filesystem(yes)
            })
            .with(self.init_process.then_some(true), |container, yes| {
                container.linux_parameters(cfn::LinuxParameters::new().init_process_enabled(yes))
            })
            .with(ports, |container, ports| container.port_mappings(ports))
            .with(environment, |container, pairs| container.environment(pairs))
            .with(secrets, |container, secrets| container.secrets(secrets))
            .with(depends_on, |container, others| container.depends_on(others))
            .with(driver, |container, driver| {
                container.log_configuration(log_configuration(driver))
            })
            .with(self.health_check, |container, check| {
                container.health_check(check.into_property())
            })
            .with(self.stop_timeout, |container, timeout| {
                container.stop_timeout(whole_seconds(timeout))
            })
    }
}

impl PortMapping {
    fn into_property(self) -> cfn::PortMapping {
        let protocol = match self.port.protocol() {
            "udp" => cfn::Protocol::Udp,
            _ => cfn::Protocol::Tcp,
        };
        // Service Connect speaks the protocol of a named port; to what is encrypted it is TCP.
        let is_http = self.port.application() == Some(ApplicationProtocol::Http);
        let application = (self.name.is_some() && is_http).then_some(cfn::AppProtocol::Http);
        let (port, range) = match self.port.bounds() {
            Some((first, last)) if first != last => (None, Some(format!("{first}-{last}"))),
            bounds => (bounds.map(|(first, _)| first), None),
        };
        cfn::PortMapping::new()
            .with(self.name, |mapping, name| mapping.name(name))
            .with(port, |mapping, port| mapping.container_port(port))
            .with(range, |mapping, range| mapping.container_port_range(range))
            .protocol(protocol)
            .with(application, |mapping, protocol| {
                mapping.app_protocol(protocol)
            })
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

fn log_configuration(driver: LogDriver) -> cfn::LogConfiguration {
    match driver.target {
        Target::AwsLogs {
            group,
            prefix,
            non_blocking,
        } => {
            let mut options = vec![
                (
                    "awslogs-group",
                    IntoValue::<Str>::into_value(group.reference()),
                ),
                ("awslogs-region", sub!("{AWS::Region}")),
                ("awslogs-stream-prefix", prefix),
            ];
            if non_blocking {
                options.push(("mode", "non-blocking".into_value()));
            }
            cfn::LogConfiguration::new()
                .log_driver("awslogs")
                .options(options)
        }
        Target::Other { driver, options } => {
            let configuration = cfn::LogConfiguration::new().log_driver(driver);
            match options.is_empty() {
                true => configuration,
                false => configuration.options(options),
            }
        }
    }
}

fn list<A: IntoValue<Str>>(items: impl IntoIterator<Item = A>) -> Value<List<Str>> {
    let items = items.into_iter().map(|item| item.into_value().into_expr());
    Value::from_expr(Expr::List(items.collect()))
}
