//! What a container comes to in a task definition.

use std::time::Duration;

use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_cfn::kind::ecs::ParameterNameOrParameterArnOrSecretId as ValueFrom;
use stackwright_codes as codes;
use stackwright_core::{Scope, Str, Text, Value, With, non_empty};

use super::gpu::Accelerator;
use super::linux::LinuxOptions;
use super::{ContainerCondition, ContainerImage, EnvironmentFile, LogDriver, PortMapping};
use crate::assets::PlatformOf;
use crate::ec2::Port;
use crate::ecs::volume::Mount;
use crate::iam::{Grant, GrantExt, RoleHandle};
use crate::link::{Taken, Variables};
use crate::logs::LogGroupHandle;
use crate::secretsmanager::SecretHandle;
use crate::units::whole_seconds;
use crate::{filled, mapped};

/// What a container is, wherever it runs.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub name: Value<Str>,
    pub image: ContainerImage,
    pub ports: Vec<PortMapping>,
    pub variables: Variables,
    pub environment_files: Vec<EnvironmentFile>,
    pub logs: Logs,
    pub depends_on: Vec<(Value<Str>, ContainerCondition)>,
    /// How long it has to stop, where that is said.
    pub stop_timeout: Option<Duration>,
    pub(super) credentials: Option<SecretHandle>,
    pub(super) linux: LinuxOptions,
    pub(super) accelerators: Vec<Accelerator>,
    pub(super) ulimits: Vec<cfn::Ulimit>,
    pub(super) system_controls: Vec<cfn::SystemControl>,
    pub(super) labels: Vec<(Text, Value<Str>)>,
    pub(super) hosts: Vec<cfn::HostEntry>,
    pub(super) volumes_from: Vec<cfn::VolumeFrom>,
    pub mounts: Vec<Mount>,
    pub(super) firelens: Option<cfn::FirelensConfiguration>,
    /// What is written of its image, once that is settled, and the right to pull it.
    uri: Option<Value<Str>>,
    pull: Option<Grant>,
    /// What else ECS reads for it.
    pub(super) reads: Vec<Grant>,
    /// What is written as it is said.
    pub(super) definition: cfn::ContainerDefinition,
}

#[derive(Clone, Debug)]
pub(crate) enum Logs {
    /// To the log group that the task adds.
    Default,
    To(LogDriver),
    Nowhere,
}

impl Spec {
    pub(super) fn new(name: Value<Str>, image: ContainerImage) -> Self {
        let definition = cfn::ContainerDefinition::new()
            .name(name.clone())
            // Its place; what stands there is known when it is placed in a task.
            .image("")
            .essential(true);
        Spec {
            name,
            image,
            ports: Vec::new(),
            variables: Variables::default(),
            environment_files: Vec::new(),
            logs: Logs::Default,
            depends_on: Vec::new(),
            stop_timeout: None,
            credentials: None,
            linux: LinuxOptions::default(),
            accelerators: Vec::new(),
            ulimits: Vec::new(),
            system_controls: Vec::new(),
            labels: Vec::new(),
            hosts: Vec::new(),
            volumes_from: Vec::new(),
            mounts: Vec::new(),
            firelens: None,
            uri: None,
            pull: None,
            reads: Vec::new(),
            definition,
        }
    }

    /// Gives it time to stop.
    pub(crate) fn say_stop_timeout(&mut self, timeout: Duration) {
        self.stop_timeout = Some(timeout);
        let definition = self.definition.clone();
        self.definition = definition.stop_timeout(whole_seconds(timeout));
    }

    /// The ports that have names, with these.
    pub fn named_ports(&self) -> impl Iterator<Item = (Text, Port)> {
        let ports = self.ports.iter();
        ports.filter_map(|mapping| Some((mapping.name.clone()?, mapping.port)))
    }

    /// Writes down its image, which is published first where it is built for what runs it.
    pub fn settle_image(&mut self, on: &PlatformOf, scope: Scope<'_>) {
        let id = self.name.expr().as_str().unwrap_or("Image").to_owned();
        let (uri, pull) = self.image.clone().settle(on, &id, scope);
        self.uri = Some(uri);
        self.pull = pull;
    }

    /// Reports what cannot be exposed: a mapping has one port, or a range of them.
    pub fn check_ports(&self, scope: Scope<'_>) {
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

    /// Takes what its links bring; what is the task's to have is added to the rest of that.
    pub fn settle_links(&mut self, taken: &mut Taken, scope: Scope<'_>) {
        self.variables.settle(taken, scope);
    }

    /// What it uses, the execution role may use; `logs` is the group that the task added.
    pub fn grant_what_is_used(
        &self,
        role: RoleHandle,
        default_logs: Option<LogGroupHandle>,
        scope: Scope<'_>,
    ) {
        if let Some(pull) = &self.pull {
            scope.grant(role, pull.clone());
        }
        if let Some(secret) = self.credentials {
            scope.grant(role, secret.read());
        }
        let group = match &self.logs {
            Logs::Default => default_logs,
            Logs::To(driver) => {
                for (_, source) in &driver.secrets {
                    scope.grant(role, source.read.clone());
                }
                driver.group
            }
            Logs::Nowhere => None,
        };
        if let Some(group) = group {
            scope.grant(role, group.write());
        }
        for read in &self.reads {
            scope.grant(role, read.clone());
        }
        for file in &self.environment_files {
            scope.grant(role, file.read.clone());
        }
        self.variables.let_read(role, scope);
    }

    /// The container as the task definition has it; `logs` is the group that the task added.
    pub fn into_property(self, logs: Option<LogGroupHandle>) -> cfn::ContainerDefinition {
        let driver = match self.logs {
            Logs::To(driver) => Some(driver),
            Logs::Default => logs.map(LogDriver::awslogs),
            Logs::Nowhere => None,
        };
        let accelerators = self.accelerators.into_iter();
        let accelerators = non_empty(accelerators.map(Accelerator::into_property));
        let ports = filled(mapped(self.ports, PortMapping::into_property));
        let environment = non_empty(
            self.variables
                .environment()
                .map(|(name, value)| cfn::KeyValuePair::new().name(name).value(value)),
        );
        let files = self.environment_files.into_iter();
        let files = non_empty(files.map(EnvironmentFile::into_property));
        let secrets = non_empty(self.variables.secrets().map(|(name, source)| {
            cfn::Secret::new()
                .name(name)
                .value_from(source.clone().value_from().assume::<ValueFrom>())
        }));
        let depends_on = filled(mapped(self.depends_on, |(name, condition)| {
            cfn::ContainerDependency::new()
                .container_name(name)
                .condition(condition.into_property())
        }));
        let mounts = filled(mapped(self.mounts, Mount::into_property));
        let labels = (!self.labels.is_empty()).then_some(self.labels);
        self.definition
            .with(self.uri, |container, uri| container.image(uri))
            .with(self.linux.into_property(), |container, linux| {
                container.linux_parameters(linux)
            })
            .with(accelerators, |container, all| {
                container.resource_requirements(all)
            })
            .with(self.credentials, |container, secret| {
                let credentials = cfn::RepositoryCredentials::new();
                container.repository_credentials(credentials.credentials_parameter(secret))
            })
            .with(ports, |container, ports| container.port_mappings(ports))
            .with(environment, |container, pairs| container.environment(pairs))
            .with(files, |container, files| container.environment_files(files))
            .with(secrets, |container, secrets| container.secrets(secrets))
            .with(depends_on, |container, others| container.depends_on(others))
            .with(driver, |container, driver| {
                container.log_configuration(driver.into_property())
            })
            .with(filled(self.ulimits), |container, limits| {
                container.ulimits(limits)
            })
            .with(filled(self.system_controls), |container, all| {
                container.system_controls(all)
            })
            .with(filled(self.hosts), |container, hosts| {
                container.extra_hosts(hosts)
            })
            .with(filled(self.volumes_from), |container, from| {
                container.volumes_from(from)
            })
            .with(mounts, |container, mounts| container.mount_points(mounts))
            .with(self.firelens, |container, router| {
                container.firelens_configuration(router)
            })
            .with(labels, |container, labels| container.docker_labels(labels))
    }
}
