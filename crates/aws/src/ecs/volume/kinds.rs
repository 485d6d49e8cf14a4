use stackwright_cfn::ecs::{daemon_task_definition as daemon, task_definition as cfn};
use stackwright_codes as codes;
use stackwright_core::{IntoValue, NodeId, Scope, Str, Text, Value, With};

use super::{EbsVolume, ManagedVolumes, Mount, Volume, Way, Ways};
use crate::ec2::Port;
use crate::ecs::Compatibility;
use crate::ecs::container::Spec;
use crate::efs::{AccessPoint, AccessPointHandle, FileSystemHandle, MountTargets};
use crate::iam::{GrantExt, RoleHandle, Statement};
use crate::secretsmanager::SecretHandle;

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Scratch,
    Host(Value<Str>),
    Docker(Box<DockerVolume>),
    Ebs(Box<EbsVolume>),
    EfsRoot(FileSystemHandle),
    NewAccessPoint(Box<AccessPoint>),
    AccessPoint(AccessPointHandle),
    FsxWindows {
        file_system: Value<Str>,
        folder: Value<Str>,
        domain: Value<Str>,
        credentials: SecretHandle,
    },
    S3Files {
        file_system: Value<Str>,
        access_point: Option<Value<Str>>,
    },
}

/// A volume that Docker makes on a machine.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/docker-volumes.html>
#[derive(Clone, Debug)]
pub struct DockerVolume {
    shared: bool,
    autoprovision: bool,
    driver: Option<Value<Str>>,
    driver_options: Vec<(Text, Value<Str>)>,
    labels: Vec<(Text, Value<Str>)>,
}

impl DockerVolume {
    /// One that is gone with the task.
    pub fn of_task() -> Self {
        DockerVolume {
            shared: false,
            autoprovision: false,
            driver: None,
            driver_options: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// One that stays on the machine, for the tasks that come; it is made where it is not there.
    pub fn shared() -> Self {
        DockerVolume {
            shared: true,
            autoprovision: true,
            ..DockerVolume::of_task()
        }
    }

    /// Who makes it; Docker itself, if this is not said.
    pub fn driver(mut self, name: impl IntoValue<Str>) -> Self {
        self.driver = Some(name.into_value());
        self
    }

    /// What is told to who makes it.
    pub fn driver_option(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.driver_options.push((name.into(), value.into_value()));
        self
    }

    /// A label that Docker keeps with it.
    pub fn label(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.labels.push((name.into(), value.into_value()));
        self
    }

    fn into_property(self) -> cfn::DockerVolumeConfiguration {
        let some = |pairs: Vec<(Text, Value<Str>)>| (!pairs.is_empty()).then_some(pairs);
        let scope = match self.shared {
            true => cfn::Scope::Shared,
            false => cfn::Scope::Task,
        };
        cfn::DockerVolumeConfiguration::new()
            .scope(scope)
            .with(self.autoprovision.then_some(true), |volume, yes| {
                volume.autoprovision(yes)
            })
            .with(self.driver, |volume, name| volume.driver(name))
            .with(some(self.driver_options), |volume, pairs| {
                volume.driver_opts(pairs)
            })
            .with(some(self.labels), |volume, pairs| volume.labels(pairs))
    }
}

/// The volumes of a task, and what its definition waits for.
#[derive(Default)]
pub(crate) struct Volumes {
    pub properties: Vec<cfn::Volume>,
    pub waits: Vec<NodeId>,
}

/// The volumes that containers mount, each once.
fn mounted<'c>(containers: &'c [Spec], scope: Scope<'_>) -> Vec<&'c Volume> {
    let mut seen: Vec<(&Volume, String)> = Vec::new();
    for Mount { volume, .. } in containers.iter().flat_map(|container| &container.mounts) {
        let said = format!("{:?}", volume.kind);
        match seen.iter().find(|(other, _)| other.name == volume.name) {
            Some((_, before)) if *before != said => {
                let name = volume.name.as_str().unwrap_or_default();
                let message = format!("two volumes of the task are named `{name}`");
                scope.report(codes::ECS133.finding(message));
            }
            Some(_) => {}
            None => seen.push((volume, said)),
        }
    }
    seen.into_iter().map(|(volume, _)| volume).collect()
}

/// Makes the list of volumes that the containers of a daemon mount: folders of the instance, and
/// space of its own.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterDaemonTaskDefinition.html>
pub(crate) fn of_daemon(containers: &[Spec], scope: Scope<'_>) -> Vec<daemon::Volume> {
    let volumes = mounted(containers, scope).into_iter();
    volumes
        .filter_map(|volume| {
            let property = daemon::Volume::new().name(Value::<Str>::from_expr(volume.name.clone()));
            match &volume.kind {
                Kind::Scratch => Some(property),
                Kind::Host(path) => {
                    let folder = daemon::HostVolumeProperties::new().source_path(path.clone());
                    Some(property.host(folder))
                }
                _ => {
                    let name = volume.name.as_str().unwrap_or_default();
                    let message = format!("a daemon mounts the volume `{name}`");
                    let found = codes::ECS134.finding(message);
                    scope.report(found.help(
                        "mount a folder of the instance, `Volume::host(...)`, or `Volume::scratch(...)`",
                    ));
                    None
                }
            }
        })
        .collect()
}

/// Makes the list of volumes that the containers of a task mount, gives its roles what they need,
/// and keeps with the task where it goes.
pub(crate) fn of_task(
    containers: &[Spec],
    on: Compatibility,
    task_role: RoleHandle,
    execution_role: RoleHandle,
    scope: Scope<'_>,
) -> Volumes {
    let mut made = Volumes::default();
    let (mut ways, mut managed) = (Vec::new(), Vec::new());
    let mounts = || containers.iter().flat_map(|container| &container.mounts);
    for volume in mounted(containers, scope) {
        if let Some(what) = volume.kind.refused(on) {
            let message = format!("a task for {} mounts {what}", on.as_str());
            scope.report(codes::ECS134.finding(message));
        }
        let writes = mounts().any(|mount| mount.volume.name == volume.name && !mount.read_only);
        let name = Value::<Str>::from_expr(volume.name.clone());
        let property = cfn::Volume::new().name(name.clone());
        let property = match volume.kind.clone() {
            Kind::Scratch => property,
            Kind::Host(path) => property.host(cfn::HostVolumeProperties::new().source_path(path)),
            Kind::Docker(docker) => property.docker_volume_configuration(docker.into_property()),
            Kind::Ebs(ebs) => {
                managed.push((name, *ebs));
                property.configured_at_launch(true)
            }
            Kind::EfsRoot(files) => property.efs_volume_configuration(efs(
                files,
                None,
                writes,
                task_role,
                &mut ways,
                &mut made.waits,
                scope,
            )),
            Kind::NewAccessPoint(point) => {
                let id = point.id();
                let point = scope.add(id, *point);
                property.efs_volume_configuration(efs(
                    point.files(),
                    Some(point),
                    writes,
                    task_role,
                    &mut ways,
                    &mut made.waits,
                    scope,
                ))
            }
            Kind::AccessPoint(point) => property.efs_volume_configuration(efs(
                point.files(),
                Some(point),
                writes,
                task_role,
                &mut ways,
                &mut made.waits,
                scope,
            )),
            Kind::FsxWindows {
                file_system,
                folder,
                domain,
                credentials,
            } => {
                scope.grant(execution_role, credentials.read());
                let login = cfn::FSxAuthorizationConfig::new()
                    .credentials_parameter(credentials.arn())
                    .domain(domain);
                let fsx = cfn::FSxWindowsFileServerVolumeConfiguration::new()
                    .file_system_id(file_system.assume())
                    .root_directory(folder)
                    .authorization_config(login);
                property.f_sx_windows_file_server_volume_configuration(fsx)
            }
            Kind::S3Files {
                file_system,
                access_point,
            } => {
                let mut actions = vec!["s3files:ClientMount"];
                if writes {
                    actions.push("s3files:ClientWrite");
                }
                let right = Statement::allow(actions).on([file_system.clone()]);
                scope.grant(task_role, right);
                let files = cfn::S3FilesVolumeConfiguration::new()
                    .file_system_arn(file_system.assume())
                    .with(access_point, |files, arn| {
                        files.access_point_arn(arn.assume())
                    });
                property.s3_files_volume_configuration(files)
            }
        };
        made.properties.push(property);
    }
    if !ways.is_empty() {
        scope.set_data(Ways(ways));
    }
    if !managed.is_empty() {
        scope.set_data(ManagedVolumes(managed));
    }
    made
}

impl Kind {
    /// What it is, where the capacity does not have it.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-tasks-services.html>
    fn refused(&self, on: Compatibility) -> Option<&'static str> {
        let own = matches!(on, Compatibility::Ec2 | Compatibility::External);
        match self {
            Kind::Host(_) if !own => Some("a folder of its machine"),
            Kind::Docker(_) if !own => Some("a volume of Docker"),
            Kind::FsxWindows { .. } if on != Compatibility::Ec2 => Some("FSx for Windows"),
            _ => None,
        }
    }
}

/// Encrypted on its way, as the task role and nobody else.
fn efs(
    files: FileSystemHandle,
    point: Option<AccessPointHandle>,
    writes: bool,
    role: RoleHandle,
    ways: &mut Vec<Way>,
    waits: &mut Vec<NodeId>,
    scope: Scope<'_>,
) -> cfn::EfsVolumeConfiguration {
    let mut actions = vec!["elasticfilesystem:ClientMount"];
    if writes {
        actions.push("elasticfilesystem:ClientWrite");
    }
    let mut right = Statement::allow(actions).on([files.arn()]);
    if let Some(point) = point {
        let key = "elasticfilesystem:AccessPointArn";
        right = right.when("StringEquals", key, point.arn());
    }
    scope.grant(role, right);
    ways.push(Way::to(files, Port::tcp(2049)));
    if let Some(targets) = scope.data::<MountTargets>(files) {
        waits.extend(targets.0.iter().copied());
    }
    let login = cfn::AuthorizationConfig::new()
        .iam(cfn::Iam::Enabled)
        .with(point, |login, point| {
            login.access_point_id(point.reference())
        });
    cfn::EfsVolumeConfiguration::new()
        .filesystem_id(files.reference())
        .transit_encryption(cfn::TransitEncryption::Enabled)
        .authorization_config(login)
}
