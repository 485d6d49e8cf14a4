use stackwright_cfn::ecs::task_definition as cfn;
use stackwright_core::SourceLine;

use crate::assets::{Platform, PlatformOf};
use crate::ec2::Port;
use crate::ecs::Compatibility;

/// The processor that the images are built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CpuArchitecture {
    /// 64-bit Intel and AMD; Fargate's default.
    X86_64,
    /// 64-bit ARM: Graviton, about a fifth cheaper.
    Arm64,
}

/// The operating system that the images are built for. Windows is X86_64.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#runtime-platform>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum OperatingSystem {
    Linux,
    WindowsServer2016Full,
    WindowsServer2004Core,
    WindowsServer20H2Core,
    WindowsServer2019Core,
    WindowsServer2019Full,
    WindowsServer2022Core,
    WindowsServer2022Full,
    WindowsServer2025Core,
    WindowsServer2025Full,
}

impl OperatingSystem {
    /// Whether it is one of Windows.
    pub fn is_windows(self) -> bool {
        self != OperatingSystem::Linux
    }

    fn family(self) -> cfn::OperatingSystemFamily {
        use cfn::OperatingSystemFamily as Family;

        match self {
            OperatingSystem::Linux => Family::Linux,
            OperatingSystem::WindowsServer2016Full => Family::WindowsServer2016Full,
            OperatingSystem::WindowsServer2004Core => Family::WindowsServer2004Core,
            OperatingSystem::WindowsServer20H2Core => Family::WindowsServer20H2Core,
            OperatingSystem::WindowsServer2019Core => Family::WindowsServer2019Core,
            OperatingSystem::WindowsServer2019Full => Family::WindowsServer2019Full,
            OperatingSystem::WindowsServer2022Core => Family::WindowsServer2022Core,
            OperatingSystem::WindowsServer2022Full => Family::WindowsServer2022Full,
            OperatingSystem::WindowsServer2025Core => Family::WindowsServer2025Core,
            OperatingSystem::WindowsServer2025Full => Family::WindowsServer2025Full,
        }
    }
}

/// What a task runs on; nothing where nothing was said.
pub(super) fn platform(
    architecture: Option<CpuArchitecture>,
    system: Option<OperatingSystem>,
) -> Option<cfn::RuntimePlatform> {
    if architecture.is_none() && system.is_none() {
        return None;
    }
    let architecture = match architecture.unwrap_or(CpuArchitecture::X86_64) {
        CpuArchitecture::X86_64 => cfn::CpuArchitecture::X8664,
        CpuArchitecture::Arm64 => cfn::CpuArchitecture::Arm64,
    };
    let system = system.unwrap_or(OperatingSystem::Linux);
    let platform = cfn::RuntimePlatform::new().cpu_architecture(architecture);
    Some(platform.operating_system_family(system.family()))
}

/// What images are built for. On Fargate it is x86-64 where nothing is said; elsewhere a task runs on
/// what there is.
pub(super) fn runs_on(
    on: Compatibility,
    architecture: Option<(CpuArchitecture, SourceLine)>,
    system: Option<OperatingSystem>,
) -> PlatformOf {
    let line = architecture.map(|(_, line)| line);
    let is_windows = system.is_some_and(OperatingSystem::is_windows);
    let platform = match architecture {
        _ if is_windows => Some(Platform::WindowsAmd64),
        Some((CpuArchitecture::X86_64, _)) => Some(Platform::LinuxAmd64),
        Some((CpuArchitecture::Arm64, _)) => Some(Platform::LinuxArm64),
        None => (on == Compatibility::Fargate).then_some(Platform::LinuxAmd64),
    };
    PlatformOf { platform, line }
}

/// How a task is in a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NetworkMode {
    /// By an interface of its own, in subnets of a VPC.
    AwsVpc,
    Bridge,
    Host,
    None,
}

/// Where ECS finds free ports of an instance.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-networkmode-bridge.html>
const EPHEMERAL: (u16, u16) = (32_768, 65_535);

impl NetworkMode {
    /// Whether tasks are reached by the addresses of their machines.
    pub fn is_of_machine(self) -> bool {
        matches!(self, NetworkMode::Bridge | NetworkMode::Host)
    }

    /// The ports of a machine that lead to a port of a container, for which one of the machine is
    /// said, or found when a task starts.
    pub fn of_machine(self, port: Port, said: Option<u16>) -> Port {
        let (first, last) = match (self, said) {
            (NetworkMode::Bridge, Some(said)) => (said, said),
            (NetworkMode::Bridge, None) => EPHEMERAL,
            (NetworkMode::AwsVpc | NetworkMode::Host | NetworkMode::None, _) => return port,
        };
        match port.protocol() {
            "udp" => Port::udp_range(first, last),
            _ => Port::tcp_range(first, last),
        }
    }

    pub(super) fn into_property(self) -> cfn::NetworkMode {
        match self {
            NetworkMode::AwsVpc => cfn::NetworkMode::Awsvpc,
            NetworkMode::Bridge => cfn::NetworkMode::Bridge,
            NetworkMode::Host => cfn::NetworkMode::Host,
            NetworkMode::None => cfn::NetworkMode::None,
        }
    }
}

/// Whose processes, and what these share, containers see.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Processes {
    pub pid: Option<PidMode>,
    pub ipc: Option<IpcMode>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum PidMode {
    Host,
    Task,
}

impl PidMode {
    pub fn into_property(self) -> cfn::PidMode {
        match self {
            PidMode::Host => cfn::PidMode::Host,
            PidMode::Task => cfn::PidMode::Task,
        }
    }
}

/// Whose memory segments, queues and semaphores containers see.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters_ec2.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IpcMode {
    /// Those of the machine, and of all tasks that do the same.
    Host,
    /// Those of the containers of the task.
    Task,
    /// Their own alone.
    None,
}

impl IpcMode {
    pub(super) fn into_property(self) -> cfn::IpcMode {
        match self {
            IpcMode::Host => cfn::IpcMode::Host,
            IpcMode::Task => cfn::IpcMode::Task,
            IpcMode::None => cfn::IpcMode::None,
        }
    }
}
