use stackwright_cfn::efs::file_system as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Handle, IntoValue, Str, Value, With};

use super::FileSystemHandle;

/// A copy of a file system that EFS keeps: it lags behind by minutes and can be read only, until
/// replication is taken out. A file system has one.
///
/// What EFS makes for it in another region stays when the stack goes, and has no mount target yet.
///
/// ```
/// use stackwright_aws::ec2::VpcHandle;
/// use stackwright_aws::efs::{FileSystem, Replica};
///
/// fn files(vpc: VpcHandle) -> FileSystem {
///     FileSystem::new(vpc).replicated(Replica::in_region("eu-central-1"))
/// }
/// ```
///
/// <https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html>
#[derive(Clone, Debug)]
pub struct Replica {
    region: Option<Value<Str>>,
    zone: Option<Value<Str>>,
    existing: Option<Value<Str>>,
    key: Option<Value<KeyArn>>,
}

impl Replica {
    /// One in all zones of a region, this one or another, as `eu-central-1`: a new file system.
    pub fn in_region(region: impl IntoValue<Str>) -> Self {
        Replica {
            region: Some(region.into_value()),
            zone: None,
            existing: None,
            key: None,
        }
    }

    /// In a file system of this region that is
    /// [overwritten](super::FileSystem::overwritten_by_replication) by it.
    pub fn to(files: impl Into<FileSystemHandle>) -> Self {
        Replica {
            region: None,
            zone: None,
            existing: Some(Value::reference(files.into().node())),
            key: None,
        }
    }

    /// In a file system that is there, of any region, by its id, which has to be open to it.
    pub fn to_existing(region: impl IntoValue<Str>, id: impl IntoValue<Str>) -> Self {
        Replica {
            existing: Some(id.into_value()),
            ..Replica::in_region(region)
        }
    }

    /// In one zone of the region only, as `eu-central-1a`: it costs less, and is gone with the
    /// zone.
    pub fn in_zone(mut self, zone: impl IntoValue<Str>) -> Self {
        self.zone = Some(zone.into_value());
        self
    }

    /// Encrypts it with a key of its region instead of AWS's.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    pub(super) fn into_property(self) -> cfn::ReplicationConfiguration {
        let destination = cfn::ReplicationDestination::new()
            .with(self.region, |copy, region| copy.region(region))
            .with(self.zone, |copy, zone| copy.availability_zone_name(zone))
            .with(self.existing, |copy, id| copy.file_system_id(id.assume()))
            .with(self.key, |copy, key| copy.kms_key_id(key.assume::<Str>()));
        cfn::ReplicationConfiguration::new().destinations([destination])
    }
}
