use stackwright_cfn::ecs::service as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{IntoValue, Scope, Str, Value, With};

use crate::ecs::TaskHandle;
use crate::ecs::infrastructure::infrastructure_role;
use crate::iam::RoleHandle;
use crate::units::Size;

/// A volume of EBS for each task of a service: empty, or of a snapshot, encrypted, deleted with the
/// task.
///
/// The service that runs the task makes it, and adds a role named `VolumeRole`, with the policy
/// that AWS has for it, by which ECS may do so. Other services of the task do the same.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html>
#[derive(Clone, Debug)]
pub struct EbsVolume {
    size: Option<Size>,
    snapshot: Option<Value<Str>>,
    volume_type: Value<Str>,
    iops: Option<u32>,
    throughput: Option<u32>,
    initialization_rate: Option<u32>,
    file_system: Option<EbsFileSystem>,
    key: Option<Value<KeyArn>>,
    role: Option<RoleHandle>,
}

/// How a volume of EBS is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum EbsFileSystem {
    Ext3,
    Ext4,
    Xfs,
    Ntfs,
}

impl EbsVolume {
    /// An empty one of this size, as `20.gib()`, of the kind `gp3`.
    pub fn new(size: Size) -> Self {
        EbsVolume {
            size: Some(size),
            snapshot: None,
            volume_type: "gp3".into_value(),
            iops: None,
            throughput: None,
            initialization_rate: None,
            file_system: None,
            key: None,
            role: None,
        }
    }

    /// One with what a snapshot has, and of its size, by the snapshot's id.
    pub fn of_snapshot(id: impl IntoValue<Str>) -> Self {
        EbsVolume {
            size: None,
            snapshot: Some(id.into_value()),
            ..EbsVolume::new(Size::gib(1))
        }
    }

    /// Its kind, as `io2`.
    pub fn volume_type(mut self, kind: impl IntoValue<Str>) -> Self {
        self.volume_type = kind.into_value();
        self
    }

    /// How many operations a second it is to do.
    pub fn iops(mut self, number: u32) -> Self {
        self.iops = Some(number);
        self
    }

    /// How many MiB a second it is to do.
    pub fn throughput(mut self, mib: u32) -> Self {
        self.throughput = Some(mib);
        self
    }

    /// How many MiB of the snapshot are fetched a second, before they are asked for: 100 to 300.
    pub fn initialization_rate(mut self, mib: u32) -> Self {
        self.initialization_rate = Some(mib);
        self
    }

    /// How it is formatted; XFS on Linux, if this is not said.
    pub fn file_system(mut self, kind: EbsFileSystem) -> Self {
        self.file_system = Some(kind);
        self
    }

    /// Encrypts it with a key of one's own instead of AWS's.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// By which ECS may make it, instead of a role of the service's.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    fn into_property(self, role: RoleHandle) -> cfn::ServiceManagedEbsVolumeConfiguration {
        let format = self.file_system.map(|kind| match kind {
            EbsFileSystem::Ext3 => cfn::FilesystemType::Ext3,
            EbsFileSystem::Ext4 => cfn::FilesystemType::Ext4,
            EbsFileSystem::Xfs => cfn::FilesystemType::Xfs,
            EbsFileSystem::Ntfs => cfn::FilesystemType::Ntfs,
        });
        cfn::ServiceManagedEbsVolumeConfiguration::new()
            .role_arn(role.arn())
            .encrypted(true)
            .volume_type(self.volume_type)
            .with(self.size, |volume, size| volume.size_in_gib(size.as_gib()))
            .with(self.snapshot, |volume, id| volume.snapshot_id(id))
            .with(self.iops, |volume, number| volume.iops(number))
            .with(self.throughput, |volume, mib| volume.throughput(mib))
            .with(self.initialization_rate, |volume, mib| {
                volume.volume_initialization_rate(mib)
            })
            .with(format, |volume, kind| volume.filesystem_type(kind))
            .with(self.key, |volume, key| volume.kms_key_id(key))
    }
}

/// Kept on a task: what its services are to make for each of its tasks.
pub(crate) struct ManagedVolumes(pub Vec<(Value<Str>, EbsVolume)>);

impl TaskHandle {
    /// The volumes that a service makes for each task, and its role for them, named `VolumeRole`.
    pub(crate) fn managed_volumes(
        self,
        scope: Scope<'_>,
    ) -> Option<Vec<cfn::ServiceVolumeConfiguration>> {
        let volumes = scope.data::<ManagedVolumes>(self)?;
        let mut made = None;
        let configurations = volumes.0.iter().map(|(name, volume)| {
            let role = volume
                .role
                .unwrap_or_else(|| *made.get_or_insert_with(|| add_role(scope)));
            cfn::ServiceVolumeConfiguration::new()
                .name(name.clone())
                .managed_ebs_volume(volume.clone().into_property(role))
        });
        Some(configurations.collect())
    }
}

fn add_role(scope: Scope<'_>) -> RoleHandle {
    let policy = "service-role/AmazonECSInfrastructureRolePolicyForVolumes";
    infrastructure_role("VolumeRole", policy, scope)
}
