//! The sizes of tasks that AWS Fargate has.

/// A number of CPU units that Fargate has, and what goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FargateSize {
    /// CPU units: 1,024 are one vCPU.
    pub cpu: u32,
    /// The memory that goes with them.
    pub memory: FargateMemory,
    /// Whether tasks on Windows can have it; those on Linux have every one.
    pub windows: bool,
}

/// The sizes of memory that go with a number of CPU units, in MiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FargateMemory {
    /// One of these.
    OneOf(&'static [u32]),
    /// From the first to the last in steps.
    Steps {
        /// The least.
        first: u32,
        /// The most.
        last: u32,
        /// How far they lie apart.
        step: u32,
    },
}

/// By hand, as AWS has it in tables of prose only: the developer guide's, see [`fargate_sizes`]. For 32
/// vCPU, it is told from there by <https://github.com/aws-cloudformation/cfn-lint/pull/4668>.
const SIZES: [FargateSize; 8] = [
    size(256, FargateMemory::OneOf(&[512, 1024, 2048])),
    size(512, steps(1, 4, 1)),
    size(1024, steps(2, 8, 1)).on_windows(),
    size(2048, steps(4, 16, 1)).on_windows(),
    size(4096, steps(8, 30, 1)).on_windows(),
    size(8192, steps(16, 60, 4)),
    size(16384, steps(32, 120, 8)),
    size(32768, FargateMemory::OneOf(&[61440, 122_880, 249_856])),
];

/// The sizes of tasks that AWS Fargate has, from the smallest up.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size>
///
/// ```
/// let large = stackwright_facts::fargate_sizes().last().expect("there are sizes");
/// let memory: Vec<u32> = large.memory.all().map(|mib| mib / 1024).collect();
/// assert_eq!((large.cpu / 1024, memory), (32, vec![60, 120, 244]));
/// ```
pub fn fargate_sizes() -> impl Iterator<Item = &'static FargateSize> {
    SIZES.iter()
}

impl FargateMemory {
    /// Every size, from the smallest up, in MiB.
    pub fn all(self) -> impl Iterator<Item = u32> {
        let (listed, stepped) = match self {
            FargateMemory::OneOf(sizes) => (sizes, None),
            FargateMemory::Steps { first, last, step } => {
                (&[][..], Some((first..=last).step_by(step as usize)))
            }
        };
        listed.iter().copied().chain(stepped.into_iter().flatten())
    }

    /// Whether this many MiB are one of them.
    pub fn contains(self, mib: f64) -> bool {
        self.all().any(|size| f64::from(size) == mib)
    }
}

const fn size(cpu: u32, memory: FargateMemory) -> FargateSize {
    FargateSize {
        cpu,
        memory,
        windows: false,
    }
}

/// In GiB.
const fn steps(first: u32, last: u32, step: u32) -> FargateMemory {
    FargateMemory::Steps {
        first: first * 1024,
        last: last * 1024,
        step: step * 1024,
    }
}

impl FargateSize {
    const fn on_windows(self) -> Self {
        FargateSize {
            windows: true,
            ..self
        }
    }
}
