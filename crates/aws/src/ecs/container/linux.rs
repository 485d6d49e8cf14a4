use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::{IntoValue, Str, Text, Value, With};

use crate::units::Size;
use crate::{filled, gathered, mapped};

/// A device of the instance that a container may use.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Device.html>
#[derive(Clone, Debug)]
pub struct Device {
    host: Value<Str>,
    container: Option<Value<Str>>,
    permissions: Vec<DevicePermission>,
}

/// What a container may do with a device.
pub use stackwright_cfn::ecs::task_definition::Permissions as DevicePermission;

impl Device {
    /// The device at this path of the instance, as `/dev/fuse`; under the same path, to be read,
    /// written and made nodes of, if nothing else is said.
    pub fn new(host_path: impl IntoValue<Str>) -> Self {
        Device {
            host: host_path.into_value(),
            container: None,
            permissions: Vec::new(),
        }
    }

    /// Where the container finds it.
    pub fn at(mut self, container_path: impl IntoValue<Str>) -> Self {
        self.container = Some(container_path.into_value());
        self
    }

    /// What the container may do with it; everything, if this is not said.
    pub fn permissions(mut self, all: impl IntoIterator<Item = DevicePermission>) -> Self {
        self.permissions = gathered(all);
        self
    }

    fn into_property(self) -> cfn::Device {
        let permissions = filled(self.permissions);
        cfn::Device::new()
            .host_path(self.host)
            .with(self.container, |device, path| device.container_path(path))
            .with(permissions, |device, all| device.permissions(all))
    }
}

/// Memory that a container sees as a folder, and that is gone when it ends.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html>
#[derive(Clone, Debug)]
pub struct Tmpfs {
    path: Value<Str>,
    size: Size,
    options: Vec<Text>,
}

impl Tmpfs {
    /// At this path, and at most so large, in whole MiB.
    pub fn new(path: impl IntoValue<Str>, size: Size) -> Self {
        Tmpfs {
            path: path.into_value(),
            size,
            options: Vec::new(),
        }
    }

    /// How it is mounted, as `noexec`.
    pub fn mount_option(mut self, option: impl Into<Text>) -> Self {
        self.options.push(option.into());
        self
    }

    fn into_property(self) -> cfn::Tmpfs {
        let options = filled(self.options);
        cfn::Tmpfs::new()
            .container_path(self.path)
            .size(self.size.as_mib())
            .with(options, |tmpfs, options| tmpfs.mount_options(options))
    }
}

/// What Linux is told of a container.
#[derive(Clone, Debug, Default)]
pub(super) struct LinuxOptions {
    pub init_process: bool,
    pub add: Vec<Text>,
    pub drop: Vec<Text>,
    pub devices: Vec<Device>,
    pub shared_memory: Option<Size>,
    pub tmpfs: Vec<Tmpfs>,
    pub max_swap: Option<Size>,
    pub swappiness: Option<u8>,
}

impl LinuxOptions {
    /// Nothing where nothing is said.
    pub fn into_property(self) -> Option<cfn::LinuxParameters> {
        let (add, drop) = (filled(self.add), filled(self.drop));
        let capabilities = (add.is_some() || drop.is_some()).then(|| {
            cfn::KernelCapabilities::new()
                .with(add, |all, add| all.add(add))
                .with(drop, |all, drop| all.drop(drop))
        });
        let devices = filled(mapped(self.devices, Device::into_property));
        let tmpfs = filled(mapped(self.tmpfs, Tmpfs::into_property));
        let is_said = self.init_process
            || capabilities.is_some()
            || devices.is_some()
            || tmpfs.is_some()
            || self.shared_memory.is_some()
            || self.max_swap.is_some()
            || self.swappiness.is_some();
        is_said.then(|| {
            cfn::LinuxParameters::new()
                .with(self.init_process.then_some(true), |linux, yes| {
                    linux.init_process_enabled(yes)
                })
                .with(capabilities, |linux, all| linux.capabilities(all))
                .with(devices, |linux, devices| linux.devices(devices))
                .with(self.shared_memory, |linux, size| {
                    linux.shared_memory_size(size.as_mib())
                })
                .with(tmpfs, |linux, tmpfs| linux.tmpfs(tmpfs))
                .with(self.max_swap, |linux, size| linux.max_swap(size.as_mib()))
                .with(self.swappiness, |linux, share| {
                    linux.swappiness(u32::from(share))
                })
        })
    }
}
