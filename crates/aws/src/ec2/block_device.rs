use stackwright_cfn::ec2::launch_template as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Int, IntoValue, Str, Value, With};

use crate::units::Size;

/// A volume of an instance, by the name of its device: encrypted, `gp3`, and gone with the
/// instance, unless something else is said.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-device-mapping-concepts.html>
///
/// ```
/// use stackwright_aws::ec2::BlockDevice;
/// use stackwright_aws::units::SizeExt;
///
/// let root = BlockDevice::new("/dev/xvda").size(100.gib()).throughput(250);
/// ```
#[derive(Clone, Debug)]
pub struct BlockDevice {
    name: Value<Str>,
    size: Option<Value<Int>>,
    kind: VolumeType,
    iops: Option<u32>,
    throughput: Option<u32>,
    key: Option<Value<KeyArn>>,
    snapshot: Option<Value<Str>>,
    is_kept: bool,
}

/// Kinds of volumes of EBS.
pub use cfn::VolumeType;

impl BlockDevice {
    /// The volume at this device, as `/dev/xvda`.
    pub fn new(name: impl IntoValue<Str>) -> Self {
        BlockDevice {
            name: name.into_value(),
            size: None,
            kind: VolumeType::Gp3,
            iops: None,
            throughput: None,
            key: None,
            snapshot: None,
            is_kept: false,
        }
    }

    /// How large it is; as large as the snapshot of the image, if this is not said.
    pub fn size(mut self, size: Size) -> Self {
        self.size = Some(size.as_gib().into_value());
        self
    }

    /// Its kind; `gp3`, if this is not said.
    pub fn kind(mut self, kind: VolumeType) -> Self {
        self.kind = kind;
        self
    }

    /// Operations a second, for `gp3`, `io1` and `io2`.
    pub fn iops(mut self, iops: u32) -> Self {
        self.iops = Some(iops);
        self
    }

    /// MiB a second, for `gp3`: 125 to 2,000.
    pub fn throughput(mut self, mib: u32) -> Self {
        self.throughput = Some(mib);
        self
    }

    /// Encrypts it with this key instead of the account's. The service-linked role of Auto
    /// Scaling has to be let use it by the key's policy.
    ///
    /// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html>
    pub fn key(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// What is on it at first, by the id of a snapshot.
    pub fn snapshot(mut self, id: impl IntoValue<Str>) -> Self {
        self.snapshot = Some(id.into_value());
        self
    }

    /// Keeps it when the instance goes. Nobody then takes it away.
    pub fn kept(mut self) -> Self {
        self.is_kept = true;
        self
    }

    pub(super) fn is_at(&self, name: &str) -> bool {
        self.name.expr().as_str() == Some(name)
    }

    pub(super) fn into_property(self) -> cfn::BlockDeviceMapping {
        let volume = cfn::Ebs::new()
            .encrypted(true)
            .volume_type(self.kind)
            .delete_on_termination(!self.is_kept)
            .with(self.size, |volume, size| volume.volume_size(size))
            .with(self.iops, |volume, iops| volume.iops(iops))
            .with(self.throughput, |volume, mib| volume.throughput(mib))
            .with(self.key, |volume, key| volume.kms_key_id(key))
            .with(self.snapshot, |volume, id| volume.snapshot_id(id));
        cfn::BlockDeviceMapping::new()
            .device_name(self.name)
            .ebs(volume)
    }
}
