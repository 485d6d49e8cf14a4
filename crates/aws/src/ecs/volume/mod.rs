//! Volumes, mounted where they are used: the task's list of them, rights and ways follow.
//!
//! `kinds` has what there is, and where; `mounted` makes the lists of tasks and daemons; `ebs` is what
//! a service makes for each task.

mod ebs;
mod kinds;
mod mounted;

use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::{Expr, IntoValue, Str, Value, With};

pub(crate) use self::ebs::ManagedVolumes;
pub use self::ebs::{EbsFileSystem, EbsVolume};
pub use self::kinds::DockerVolume;
use self::kinds::Kind;
#[cfg(feature = "ecs-managed-instances")]
pub(crate) use self::mounted::of_daemon;
pub(crate) use self::mounted::of_task;
use crate::efs::{AccessPoint, AccessPointHandle, FileSystemHandle};
#[cfg(feature = "s3files")]
use crate::s3files;
use crate::secretsmanager::SecretHandle;

/// What containers of a task mount: of a file system that outlives the task, as that of
/// [EFS](crate::efs::FileSystem), or of the task's own.
///
/// ```
/// use stackwright_aws::ecs::{Container, Volume};
///
/// let web = Container::new("web", "web:1").mount("/cache", Volume::scratch("cache"));
/// ```
///
/// # Findings
///
/// - `ECS133`: two volumes of a task have one name.
/// - `ECS134`: the capacity of the task has no such volumes.
#[derive(Clone, Debug)]
pub struct Volume {
    name: Expr,
    kind: Kind,
}

/// A volume at a path of a container.
#[derive(Clone, Debug)]
pub(crate) struct Mount {
    pub path: Value<Str>,
    pub volume: Volume,
    pub read_only: bool,
}

impl Mount {
    pub fn new(path: Value<Str>, volume: Volume, read_only: bool) -> Self {
        Mount {
            path,
            volume,
            read_only,
        }
    }

    pub fn into_property(self) -> cfn::MountPoint {
        let name = Value::<Str>::from_expr(self.volume.name);
        cfn::MountPoint::new()
            .container_path(self.path)
            .source_volume(name)
            .with(self.read_only.then_some(true), |mount, yes| {
                mount.read_only(yes)
            })
    }
}

impl Volume {
    fn new(name: impl IntoValue<Str>, kind: Kind) -> Self {
        Volume {
            name: name.into_value().into_expr(),
            kind,
        }
    }

    /// Space of the task, which its containers share and which is gone with it.
    pub fn scratch(name: impl IntoValue<Str>) -> Self {
        Volume::new(name, Kind::Scratch)
    }

    /// A folder of the machine, which stays on it; not on Fargate. On managed instances it lies
    /// below `/var` or `/tmp`: the rest can be read only.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-tasks-services.html>
    pub fn host(name: impl IntoValue<Str>, path: impl IntoValue<Str>) -> Self {
        Volume::new(name, Kind::Host(path.into_value()))
    }

    /// A volume that Docker makes; for tasks on machines of one's own.
    pub fn docker(name: impl IntoValue<Str>, volume: DockerVolume) -> Self {
        Volume::new(name, Kind::Docker(Box::new(volume)))
    }

    /// A volume of EBS that the service makes for each task, and deletes with it.
    pub fn ebs(name: impl IntoValue<Str>, volume: EbsVolume) -> Self {
        Volume::new(name, Kind::Ebs(Box::new(volume)))
    }

    /// A folder of Amazon FSx for Windows File Server, by the id of the file system, as a member of
    /// the domain that the secret has the user name and the password of; for tasks on instances of
    /// EC2 with Windows that have joined the domain. The execution role may read the secret; the group
    /// of the instances is let in by the one of the file system.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html>
    pub fn fsx_windows(
        name: impl IntoValue<Str>,
        file_system: impl IntoValue<Str>,
        folder: impl IntoValue<Str>,
        domain: impl IntoValue<Str>,
        credentials: impl Into<SecretHandle>,
    ) -> Self {
        let kind = Kind::FsxWindows {
            file_system: file_system.into_value(),
            folder: folder.into_value(),
            domain: domain.into_value(),
            credentials: credentials.into(),
        };
        Volume::new(name, kind)
    }

    /// A file system of S3 Files, by its ARN: a bucket, as files. The task role may mount it and
    /// write to it; the way to it, and the right to read large files from the bucket itself, are yours
    /// to give. The construct `s3files::FileSystem`, imported or not, brings both along.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html>
    pub fn s3_files(name: impl IntoValue<Str>, file_system_arn: impl IntoValue<Str>) -> Self {
        let kind = Kind::S3Files {
            file_system: file_system_arn.into_value(),
            access_point: None,
        };
        Volume::new(name, kind)
    }

    /// The same, by an access point of it.
    pub fn s3_files_access_point(
        name: impl IntoValue<Str>,
        file_system_arn: impl IntoValue<Str>,
        access_point_arn: impl IntoValue<Str>,
    ) -> Self {
        let kind = Kind::S3Files {
            file_system: file_system_arn.into_value(),
            access_point: Some(access_point_arn.into_value()),
        };
        Volume::new(name, kind)
    }

    /// The whole of a file system of EFS, by a name of the volume; rather mount an
    /// [access point](FileSystemHandle::access_point), which shows a folder and no more.
    pub fn efs(name: impl IntoValue<Str>, files: FileSystemHandle) -> Self {
        Volume::new(name, Kind::EfsRoot(files))
    }

    /// The same under another name: where two access points of two file systems show folders of one
    /// path.
    pub fn named(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = name.into_value().into_expr();
        self
    }
}

/// Named after its path: `/app/data` is `app-data`.
impl From<AccessPoint> for Volume {
    fn from(point: AccessPoint) -> Self {
        Volume::new(
            point.folder.volume_name(),
            Kind::NewAccessPoint(Box::new(point)),
        )
    }
}

impl Volume {
    /// An access point of EFS that stands elsewhere, by a name of the volume.
    pub fn access_point(name: impl IntoValue<Str>, point: AccessPointHandle) -> Self {
        Volume::new(name, Kind::AccessPoint(point))
    }
}

/// Named after its path: `/app/data` is `app-data`.
#[cfg(feature = "s3files")]
impl From<s3files::AccessPoint> for Volume {
    fn from(point: s3files::AccessPoint) -> Self {
        Volume::new(
            point.folder.volume_name(),
            Kind::NewS3AccessPoint(Box::new(point)),
        )
    }
}

#[cfg(feature = "s3files")]
impl Volume {
    /// An access point of S3 Files that stands elsewhere, by a name of the volume.
    pub fn s3_access_point(name: impl IntoValue<Str>, point: s3files::AccessPointHandle) -> Self {
        Volume::new(name, Kind::S3AccessPoint(point))
    }

    /// The whole of a file system of S3 Files, by a name of the volume; rather mount an
    /// [access point](s3files::FileSystemHandle::access_point), which shows a folder and no more.
    pub fn s3_root(name: impl IntoValue<Str>, files: s3files::FileSystemHandle) -> Self {
        Volume::new(name, Kind::S3FilesRoot(files))
    }
}
