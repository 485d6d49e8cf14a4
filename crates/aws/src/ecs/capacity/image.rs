use stackwright_core::{Str, Text, Value};

use crate::ec2::{Accelerator, InstanceType, MachineImage, System};
use crate::ecs::CpuArchitecture;

/// An image with what instances need to be of ECS: Docker and the agent.
///
/// It is the one that AWS recommends on the day of an instance's launch; see [`MachineImage`] for
/// other days, and [`version`](Self::version) for one of them for good. Amazon Linux 2 has come to
/// its end, so there is none of it.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html>
///
/// ```
/// use stackwright_aws::ec2::{LaunchTemplate, MachineImage};
/// use stackwright_aws::ecs::EcsOptimizedImage;
///
/// let gpu = LaunchTemplate::new("g6.xlarge").machine_image(EcsOptimizedImage::gpu());
/// let by_deployment = MachineImage::from(EcsOptimizedImage::arm64()).at_deployment();
/// ```
#[derive(Clone, Debug)]
pub struct EcsOptimizedImage {
    variant: Variant,
    version: Option<Text>,
}

#[derive(Clone, Copy, Debug)]
enum Variant {
    X86,
    Arm64,
    Gpu,
    Neuron,
    Windows(WindowsServer),
}

/// The Windows of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WindowsServer {
    /// Windows Server 2019, without a desktop.
    Core2019,
    /// Windows Server 2019.
    Full2019,
    /// Windows Server 2022, without a desktop.
    Core2022,
    /// Windows Server 2022.
    Full2022,
    /// Windows Server 2025, without a desktop.
    Core2025,
    /// Windows Server 2025.
    Full2025,
}

impl WindowsServer {
    const fn as_str(self) -> &'static str {
        match self {
            WindowsServer::Core2019 => "2019-English-Core",
            WindowsServer::Full2019 => "2019-English-Full",
            WindowsServer::Core2022 => "2022-English-Core",
            WindowsServer::Full2022 => "2022-English-Full",
            WindowsServer::Core2025 => "2025-English-Core",
            WindowsServer::Full2025 => "2025-English-Full",
        }
    }
}

impl EcsOptimizedImage {
    /// Amazon Linux 2023 for Intel and AMD.
    pub fn x86_64() -> Self {
        EcsOptimizedImage::of(Variant::X86)
    }

    /// Amazon Linux 2023 for Graviton.
    pub fn arm64() -> Self {
        EcsOptimizedImage::of(Variant::Arm64)
    }

    /// Amazon Linux 2023 with drivers for the GPUs of NVIDIA.
    pub fn gpu() -> Self {
        EcsOptimizedImage::of(Variant::Gpu)
    }

    /// Amazon Linux 2023 with drivers for Inferentia and Trainium.
    pub fn neuron() -> Self {
        EcsOptimizedImage::of(Variant::Neuron)
    }

    /// Windows.
    pub fn windows(server: WindowsServer) -> Self {
        EcsOptimizedImage::of(Variant::Windows(server))
    }

    /// The one for a type of instances; for Intel and AMD where the type is not known, as that
    /// of a parameter.
    pub fn for_type(instance_type: &InstanceType) -> Self {
        match (instance_type.accelerator(), instance_type.architecture()) {
            (_, Some(CpuArchitecture::Arm64)) => EcsOptimizedImage::arm64(),
            (Some(Accelerator::Gpu), _) => EcsOptimizedImage::gpu(),
            (Some(Accelerator::Neuron), _) => EcsOptimizedImage::neuron(),
            (None, _) => EcsOptimizedImage::x86_64(),
        }
    }

    /// One version for good, by the name of the image, as
    /// `al2023-ami-ecs-hvm-2023.0.20251108-kernel-6.1-x86_64`. Of Windows there are no others
    /// than the latest.
    pub fn version(mut self, name: impl Into<Text>) -> Self {
        self.version = Some(name.into());
        self
    }

    fn of(variant: Variant) -> Self {
        EcsOptimizedImage {
            variant,
            version: None,
        }
    }
}

impl From<EcsOptimizedImage> for MachineImage {
    fn from(image: EcsOptimizedImage) -> Self {
        let linux = "/aws/service/ecs/optimized-ami/amazon-linux-2023";
        let version = image.version.as_deref().unwrap_or("recommended");
        let (path, system) = match image.variant {
            Variant::X86 => (format!("{linux}/{version}/image_id"), System::Linux),
            Variant::Arm64 => (format!("{linux}/arm64/{version}/image_id"), System::Linux),
            Variant::Gpu => (format!("{linux}/gpu/{version}/image_id"), System::Linux),
            Variant::Neuron => (format!("{linux}/neuron/{version}/image_id"), System::Linux),
            Variant::Windows(server) => (
                format!(
                    "/aws/service/ami-windows-latest/Windows_Server-{}-ECS_Optimized/image_id",
                    server.as_str()
                ),
                System::Windows,
            ),
        };
        MachineImage::from_parameter(Value::<Str>::from_expr(path.into())).of_system(system)
    }
}

/// Bottlerocket for ECS: a Linux that has nothing but what containers need, and is changed as a
/// whole.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket.html>
///
/// ```
/// use stackwright_aws::ec2::LaunchTemplate;
/// use stackwright_aws::ecs::{BottlerocketImage, CpuArchitecture};
///
/// let image = BottlerocketImage::new(CpuArchitecture::Arm64);
/// let template = LaunchTemplate::new("m7g.large").machine_image(image);
/// ```
#[derive(Clone, Debug)]
pub struct BottlerocketImage {
    architecture: CpuArchitecture,
    has_nvidia: bool,
    version: Option<Text>,
}

impl BottlerocketImage {
    /// The latest, for a processor.
    pub fn new(architecture: CpuArchitecture) -> Self {
        BottlerocketImage {
            architecture,
            has_nvidia: false,
            version: None,
        }
    }

    /// With drivers for the GPUs of NVIDIA.
    pub fn nvidia(mut self) -> Self {
        self.has_nvidia = true;
        self
    }

    /// One version for good, as `1.49.0`.
    pub fn version(mut self, version: impl Into<Text>) -> Self {
        self.version = Some(version.into());
        self
    }
}

impl From<BottlerocketImage> for MachineImage {
    fn from(image: BottlerocketImage) -> Self {
        let architecture = match image.architecture {
            CpuArchitecture::Arm64 => "arm64",
            CpuArchitecture::X86_64 => "x86_64",
        };
        let nvidia = if image.has_nvidia { "-nvidia" } else { "" };
        let version = image.version.as_deref().unwrap_or("latest");
        let path = format!(
            "/aws/service/bottlerocket/aws-ecs-2{nvidia}/{architecture}/{version}/image_id"
        );
        MachineImage::from_parameter(Value::<Str>::from_expr(path.into()))
            .of_system(System::Bottlerocket)
    }
}
