#[cfg(feature = "ecs-managed-instances")]
use stackwright_cfn::ecs::daemon_task_definition as daemon;
use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_codes as codes;
use stackwright_core::{Expr, Handle, NodeId, Scope, Str, Value, With};

use super::kinds::Kind;
use super::{EbsVolume, ManagedVolumes, Mount, Volume};
use crate::ec2::Port;
use crate::ecs::container::Spec;
use crate::ecs::task::Roles;
use crate::ecs::{Compatibility, Way};
use crate::efs::{AccessPointHandle, FileSystemHandle, MountTargets};
use crate::iam::{GrantExt, Statement};
use crate::mapped;
#[cfg(feature = "s3files")]
use crate::s3files;

/// The volumes of a task, what its definition waits for, and where it goes.
pub(crate) struct Volumes {
    pub properties: Vec<cfn::Volume>,
    pub ways: Vec<Way>,
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
    mapped(seen, |(volume, _)| volume)
}

/// Makes the list of volumes that the containers of a daemon mount: folders of the instance, and
/// space of its own.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterDaemonTaskDefinition.html>
#[cfg(feature = "ecs-managed-instances")]
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

/// Makes the list of volumes that the containers of a task mount, and gives its roles what they need.
pub(crate) fn of_task(
    containers: &[Spec],
    on: Compatibility,
    roles: &Roles,
    scope: Scope<'_>,
) -> Volumes {
    let mut made = Made {
        scope,
        roles,
        properties: Vec::new(),
        waits: Vec::new(),
        ways: Vec::new(),
        managed: Vec::new(),
    };
    let mounts = || containers.iter().flat_map(|container| &container.mounts);
    for volume in mounted(containers, scope) {
        if let Some(what) = volume.kind.refused(on) {
            let message = format!("a task for {} mounts {what}", on.as_str());
            scope.report(codes::ECS134.finding(message));
        }
        let writes = mounts().any(|mount| mount.volume.name == volume.name && !mount.read_only);
        made.add(&volume.name, volume.kind.clone(), writes);
    }
    if !made.managed.is_empty() {
        scope.set_data(ManagedVolumes(made.managed));
    }
    Volumes {
        properties: made.properties,
        ways: made.ways,
        waits: made.waits,
    }
}

/// What comes of volumes, one after the other.
struct Made<'a> {
    scope: Scope<'a>,
    roles: &'a Roles,
    properties: Vec<cfn::Volume>,
    waits: Vec<NodeId>,
    ways: Vec<Way>,
    managed: Vec<(Value<Str>, EbsVolume)>,
}

impl Made<'_> {
    fn add(&mut self, name: &Expr, kind: Kind, writes: bool) {
        let called = name.as_str();
        let name = Value::<Str>::from_expr(name.clone());
        let property = cfn::Volume::new().name(name.clone());
        let property = match kind {
            Kind::Scratch => property,
            Kind::Host(path) => property.host(cfn::HostVolumeProperties::new().source_path(path)),
            Kind::Docker(docker) => property.docker_volume_configuration(docker.into_property()),
            Kind::Ebs(ebs) => {
                self.managed.push((name, *ebs));
                property.configured_at_launch(true)
            }
            Kind::EfsRoot(files) => {
                property.efs_volume_configuration(self.efs(files, None, writes))
            }
            Kind::NewAccessPoint(point) => {
                let point = self.scope.add(point.folder.id(called), *point);
                property.efs_volume_configuration(self.efs(point.files(), Some(point), writes))
            }
            Kind::AccessPoint(point) => {
                property.efs_volume_configuration(self.efs(point.files(), Some(point), writes))
            }
            Kind::FsxWindows {
                file_system,
                folder,
                domain,
                credentials,
            } => {
                self.scope.grant(self.roles.execution, credentials.read());
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
            } => property.s3_files_volume_configuration(self.s3(file_system, access_point, writes)),
            #[cfg(feature = "s3files")]
            Kind::S3FilesRoot(files) => {
                let files = self.s3_files(files, None, writes);
                property.s3_files_volume_configuration(files)
            }
            #[cfg(feature = "s3files")]
            Kind::NewS3AccessPoint(point) => {
                let point = self.scope.add(point.folder.id(called), *point);
                let files = self.s3_files(point.files(), Some(point), writes);
                property.s3_files_volume_configuration(files)
            }
            #[cfg(feature = "s3files")]
            Kind::S3AccessPoint(point) => {
                let files = self.s3_files(point.files(), Some(point), writes);
                property.s3_files_volume_configuration(files)
            }
        };
        self.properties.push(property);
    }

    /// Encrypted on its way, as the task role and nobody else.
    fn efs(
        &mut self,
        files: FileSystemHandle,
        point: Option<AccessPointHandle>,
        writes: bool,
    ) -> cfn::EfsVolumeConfiguration {
        let actions = actions(
            writes,
            "elasticfilesystem:ClientMount",
            "elasticfilesystem:ClientWrite",
        );
        let mut right = Statement::allow(actions).on([files.arn()]);
        if let Some(point) = point {
            let key = "elasticfilesystem:AccessPointArn";
            right = right.when("StringEquals", key, point.arn());
        }
        self.scope.grant(self.roles.task, right);
        self.ways.push(Way::to(files, Port::tcp(2049)));
        self.wait_for(files.node());
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

    /// A file system of S3 Files that is known by its ARN: it is always encrypted on its way, and
    /// mounted as the task role.
    fn s3(
        &self,
        files: Value<Str>,
        point: Option<Value<Str>>,
        writes: bool,
    ) -> cfn::S3FilesVolumeConfiguration {
        let actions = actions(writes, "s3files:ClientMount", "s3files:ClientWrite");
        let mut right = Statement::allow(actions).on([files.clone()]);
        if let Some(point) = &point {
            right = right.when("StringEquals", "s3files:AccessPointArn", point.clone());
        }
        self.scope.grant(self.roles.task, right);
        cfn::S3FilesVolumeConfiguration::new()
            .file_system_arn(files.assume())
            .with(point, |files, arn| files.access_point_arn(arn.assume()))
    }

    /// One that is a construct: with the way to it, and with the objects behind it, which are read past
    /// it.
    #[cfg(feature = "s3files")]
    fn s3_files(
        &mut self,
        files: s3files::FileSystemHandle,
        point: Option<s3files::AccessPointHandle>,
        writes: bool,
    ) -> cfn::S3FilesVolumeConfiguration {
        let folder = point.map(|point| point.shows(self.scope));
        if let Some(backing) = self.scope.data::<s3files::Backing>(files) {
            let read = backing.read(files, &folder.unwrap_or_default());
            self.scope.grant(self.roles.task, read);
        }
        self.ways.push(Way::to(files, Port::tcp(2049)));
        self.wait_for(files.node());
        let point = point.map(s3files::AccessPointHandle::arn);
        self.s3(files.arn(), point, writes)
    }

    /// A task that starts before there is a mount target in its zone cannot mount.
    fn wait_for(&mut self, files: NodeId) {
        if let Some(targets) = self.scope.data::<MountTargets>(files) {
            self.waits.extend(targets.0.iter().copied());
        }
    }
}

fn actions(writes: bool, mount: &'static str, write: &'static str) -> Vec<&'static str> {
    match writes {
        true => vec![mount, write],
        false => vec![mount],
    }
}
