use stackwright_core::{DynamicService, IntoValue, Str, SubBuilder, Value, dynamic_reference};

use crate::ecs::CpuArchitecture;

/// What instances start from: an Amazon Machine Image, by its id or by a public parameter that
/// names it.
///
/// A parameter is read **when an instance is launched**, unless something else is said: new
/// instances get the image of the day, with its fixes, and no deployment of something else
/// replaces those that run. [`at_deployment`](Self::at_deployment) reads it when the stack is
/// deployed, and [`parameter_version`](Self::parameter_version) takes one version of it for good.
///
/// <https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html>
///
/// ```
/// use stackwright_aws::ec2::MachineImage;
///
/// let own = MachineImage::id("ami-0123456789abcdef0");
/// let latest = MachineImage::from_parameter("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
/// let fixed = latest.clone().parameter_version(81);
/// ```
#[derive(Clone, Debug)]
pub struct MachineImage {
    source: Source,
    pub(crate) system: System,
}

#[derive(Clone, Debug)]
enum Source {
    Id(Value<Str>),
    Parameter { path: Value<Str>, read: Read },
}

/// When a parameter is read.
#[derive(Clone, Copy, Debug)]
enum Read {
    AtLaunch,
    AtDeployment,
    Version(u32),
}

/// What runs on an instance, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    Linux,
    Bottlerocket,
    Windows,
    Unknown,
}

impl System {
    /// The devices that an image of this kind has.
    pub fn devices(self) -> &'static [&'static str] {
        match self {
            System::Linux => &["/dev/xvda"],
            System::Bottlerocket => &["/dev/xvda", "/dev/xvdb"],
            System::Windows => &["/dev/sda1"],
            System::Unknown => &[],
        }
    }
}

impl MachineImage {
    /// An image by its id, as `ami-0123456789abcdef0`. It is another one in every region.
    pub fn id(id: impl IntoValue<Str>) -> Self {
        MachineImage {
            source: Source::Id(id.into_value()),
            system: System::Unknown,
        }
    }

    /// The image that a parameter of Systems Manager names.
    pub fn from_parameter(path: impl IntoValue<Str>) -> Self {
        MachineImage {
            source: Source::Parameter {
                path: path.into_value(),
                read: Read::AtLaunch,
            },
            system: System::Unknown,
        }
    }

    /// Amazon Linux 2023, without anything of ECS.
    pub fn amazon_linux_2023(architecture: CpuArchitecture) -> Self {
        let path = match architecture {
            CpuArchitecture::Arm64 => {
                "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
            }
            CpuArchitecture::X86_64 => {
                "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
            }
        };
        MachineImage::from_parameter(path).of_system(System::Linux)
    }

    pub(crate) fn of_system(mut self, system: System) -> Self {
        self.system = system;
        self
    }

    /// Reads the parameter when the stack is deployed: a deployment then changes the launch
    /// template whenever AWS has published an image, and what the update policy of its group says
    /// is done to the instances.
    pub fn at_deployment(self) -> Self {
        self.read(Read::AtDeployment)
    }

    /// Takes one version of the parameter: the image changes when the number does.
    pub fn parameter_version(self, version: u32) -> Self {
        self.read(Read::Version(version))
    }

    fn read(mut self, when: Read) -> Self {
        if let Source::Parameter { read, .. } = &mut self.source {
            *read = when;
        }
        self
    }

    pub(crate) fn into_value(self) -> Value<Str> {
        match self.source {
            Source::Id(id) => id,
            Source::Parameter { path, read } => match read {
                Read::AtLaunch => joined("resolve:ssm:", path, ""),
                Read::AtDeployment => dynamic_reference(DynamicService::Ssm, path),
                Read::Version(version) => dynamic_reference(
                    DynamicService::Ssm,
                    joined("", path, &format!(":{version}")),
                ),
            },
        }
    }
}

fn joined(before: &'static str, value: Value<Str>, behind: &str) -> Value<Str> {
    let whole = SubBuilder::new().text(before).value("Path", value);
    whole.text(behind.to_owned()).build()
}
