use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::{IntoValue, Str, Text, Value, With};

use super::EbsVolume;
use crate::ecs::Compatibility;
use crate::efs::{AccessPoint, AccessPointHandle, FileSystemHandle};
#[cfg(feature = "s3files")]
use crate::s3files;
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
    /// One that is known by its ARN alone.
    S3Files {
        file_system: Value<Str>,
        access_point: Option<Value<Str>>,
    },
    #[cfg(feature = "s3files")]
    S3FilesRoot(s3files::FileSystemHandle),
    #[cfg(feature = "s3files")]
    NewS3AccessPoint(Box<s3files::AccessPoint>),
    #[cfg(feature = "s3files")]
    S3AccessPoint(s3files::AccessPointHandle),
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

    pub(super) fn into_property(self) -> cfn::DockerVolumeConfiguration {
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

impl Kind {
    /// What it is, where the capacity does not have it.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-tasks-services.html>
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html>
    pub fn refused(&self, on: Compatibility) -> Option<&'static str> {
        let own = matches!(on, Compatibility::Ec2 | Compatibility::External);
        match self {
            Kind::Host(_) if on == Compatibility::Fargate => Some("a folder of its machine"),
            Kind::Docker(_) if !own => Some("a volume of Docker"),
            Kind::FsxWindows { .. } if on != Compatibility::Ec2 => Some("FSx for Windows"),
            _ if own && self.is_s3_files() => Some("S3 Files"),
            _ => None,
        }
    }

    fn is_s3_files(&self) -> bool {
        match self {
            Kind::S3Files { .. } => true,
            #[cfg(feature = "s3files")]
            Kind::S3FilesRoot(_) | Kind::NewS3AccessPoint(_) | Kind::S3AccessPoint(_) => true,
            _ => false,
        }
    }
}
