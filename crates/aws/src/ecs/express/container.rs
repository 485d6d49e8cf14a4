use stackwright_cfn::ecs::express_gateway_service as cfn;
use stackwright_cfn::kind::ecs::ParameterNameOrParameterArnOrSecretId as ValueFrom;
use stackwright_cfn::kind::secretsmanager::SecretId;
use stackwright_core::{IntoValue, List, Scope, Str, Text, Value, With, non_empty};

use crate::assets::PlatformOf;
use crate::ecs::{ContainerImage, OneMemory, SecretSource, TaskSize, Way};
use crate::iam::{Grant, GrantExt, Principal, Role, RoleHandle};
use crate::link::{IntoLink, Taken, Variables};
use crate::logs::{LogGroup, LogGroupHandle};

/// The container of an [Express service](super::ExpressService), and the size and the roles of the
/// tasks that ECS makes of it.
///
/// An image is one by itself, with all that is not said.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExpressGatewayContainer.html>
///
/// ```
/// use stackwright_aws::ecs::{ExpressContainer, HalfMemory, TaskSize};
///
/// let shop = ExpressContainer::new("public.ecr.aws/nginx/nginx:1.27")
///     .port(8080)
///     .size(TaskSize::Half(HalfMemory::Gib1))
///     .env("NODE_ENV", "production");
/// ```
#[derive(Clone, Debug)]
pub struct ExpressContainer {
    image: ContainerImage,
    port: u16,
    size: TaskSize,
    command: Option<Value<List<Str>>>,
    variables: Variables,
    logs: Option<LogGroupHandle>,
    credentials: Option<(Value<SecretId>, Grant)>,
    execution_role: Option<RoleHandle>,
    task_role: Option<RoleHandle>,
}

impl ExpressContainer {
    /// A container that runs an image, and listens on port 80.
    pub fn new(image: impl Into<ContainerImage>) -> Self {
        ExpressContainer {
            image: image.into(),
            port: 80,
            size: TaskSize::One(OneMemory::Gib2),
            command: None,
            variables: Variables::default(),
            logs: None,
            credentials: None,
            execution_role: None,
            task_role: None,
        }
    }

    /// The port that it listens on; 80, if this is not said.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The size of its tasks; 1 vCPU and 2 GiB, if this is not said.
    pub fn size(mut self, size: TaskSize) -> Self {
        self.size = size;
        self
    }

    /// What it runs, or the arguments of its entry point.
    pub fn command<A: IntoValue<Str>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        let arguments: Vec<Value<Str>> = arguments.into_iter().map(A::into_value).collect();
        self.command = Some(arguments.into_value());
        self
    }

    /// Sets an environment variable. Everybody who may look at the task can read it; see
    /// [`secret`](Self::secret).
    #[track_caller]
    pub fn env(mut self, name: impl IntoValue<Str>, value: impl IntoValue<Str>) -> Self {
        let (name, value) = (name.into_value(), value.into_value());
        self.variables.plain(name, value);
        self
    }

    /// Sets an environment variable to a secret when the container starts, and gives the execution
    /// role the right to read it.
    #[track_caller]
    pub fn secret(mut self, name: impl IntoValue<Str>, source: impl Into<SecretSource>) -> Self {
        let (name, source) = (name.into_value(), source.into());
        self.variables.secret(name, source);
        self
    }

    /// Links it to something, as [`Container::link`](crate::ecs::Container::link) does.
    #[track_caller]
    pub fn link(mut self, link: impl IntoLink) -> Self {
        self.variables.link(None, link.into_link());
        self
    }

    /// The same, with names that begin with this: `QUEUE_URL`, if it is `QUEUE`.
    #[track_caller]
    pub fn link_as(mut self, prefix: impl Into<Text>, link: impl IntoLink) -> Self {
        self.variables.link(Some(prefix.into()), link.into_link());
        self
    }

    /// The log group that its output goes to, instead of one of its own.
    pub fn logs(mut self, group: impl Into<LogGroupHandle>) -> Self {
        self.logs = Some(group.into());
        self
    }

    /// What opens the private registry that its image is in: a secret of Secrets Manager. The
    /// execution role gets the right to read it.
    pub fn credentials(mut self, secret: impl Into<SecretSource>) -> Self {
        let secret = secret.into();
        let read = secret.read.clone();
        self.credentials = Some((secret.value_from().assume(), read));
        self
    }

    /// What ECS may do for its tasks, in place of a role of its own.
    pub fn execution_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.execution_role = Some(role.into());
        self
    }

    /// What it may do itself, in place of a role of its own.
    pub fn task_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.task_role = Some(role.into());
        self
    }

    /// What the service says of it, with the roles and the log group that it needs.
    pub(super) fn place(mut self, scope: Scope<'_>) -> Placed {
        let mut taken = Taken::default();
        self.variables.settle(&mut taken, scope);
        let role = || Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let execution_role = self
            .execution_role
            .unwrap_or_else(|| scope.add("ExecutionRole", role()));
        let task_role = self
            .task_role
            .unwrap_or_else(|| scope.add("TaskRole", role()));
        let logs = self
            .logs
            .unwrap_or_else(|| scope.add("Logs", LogGroup::new()));
        let (image, pull) = self.image.settle(&PlatformOf::FARGATE, "Image", scope);
        if let Some(pull) = pull {
            scope.grant(execution_role, pull);
        }
        scope.grant(execution_role, logs.write());
        taken.grant_rights(task_role, scope);
        self.variables.let_read(execution_role, scope);
        let credentials = self.credentials.map(|(secret, read)| {
            scope.grant(execution_role, read);
            cfn::ExpressGatewayRepositoryCredentials::new().credentials_parameter(secret)
        });
        let environment = non_empty(
            (self.variables.environment())
                .map(|(name, value)| cfn::KeyValuePair::new().name(name).value(value)),
        );
        let secrets = non_empty(self.variables.secrets().map(|(name, source)| {
            let from = source.clone().value_from().assume::<ValueFrom>();
            cfn::Secret::new().name(name).value_from(from)
        }));
        let logs = cfn::ExpressGatewayServiceAwsLogsConfiguration::new()
            .log_group(logs.reference())
            .log_stream_prefix("ecs");
        let container = cfn::ExpressGatewayContainer::new()
            .image(image)
            .container_port(u32::from(self.port))
            .aws_logs_configuration(logs)
            .with(self.command, |container, command| {
                container.command(command)
            })
            .with(environment, |container, pairs| container.environment(pairs))
            .with(secrets, |container, secrets| container.secrets(secrets))
            .with(credentials, |container, credentials| {
                container.repository_credentials(credentials)
            });
        Placed {
            container,
            size: self.size,
            execution_role,
            task_role,
            ways: taken.ways,
        }
    }
}

/// A container with what it needs.
pub(super) struct Placed {
    pub container: cfn::ExpressGatewayContainer,
    pub size: TaskSize,
    pub execution_role: RoleHandle,
    pub task_role: RoleHandle,
    /// Where it goes.
    pub ways: Vec<Way>,
}
