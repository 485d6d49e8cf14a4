/// How much CPU and memory a Fargate task gets: the pairs that Fargate has, and no others.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size>
///
/// ```
/// use stackwright_aws::ecs::{QuarterMemory, TaskSize};
///
/// let smallest = TaskSize::Quarter(QuarterMemory::Mib512);
/// assert_eq!((smallest.cpu_units(), smallest.memory_mib()), (256, 512));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TaskSize {
    /// A quarter of a vCPU.
    Quarter(QuarterMemory),
    /// Half a vCPU.
    Half(HalfMemory),
    /// 1 vCPU.
    One(OneMemory),
    /// 2 vCPU.
    Two(TwoMemory),
    /// 4 vCPU.
    Four(FourMemory),
    /// 8 vCPU; Linux, platform version 1.4.0 or later.
    Eight(EightMemory),
    /// 16 vCPU; Linux, platform version 1.4.0 or later.
    Sixteen(SixteenMemory),
    /// 32 vCPU; Linux.
    ThirtyTwo(ThirtyTwoMemory),
}

impl TaskSize {
    /// CPU units: 1,024 are one vCPU.
    pub const fn cpu_units(self) -> u32 {
        match self {
            TaskSize::Quarter(_) => 256,
            TaskSize::Half(_) => 512,
            TaskSize::One(_) => 1024,
            TaskSize::Two(_) => 2048,
            TaskSize::Four(_) => 4096,
            TaskSize::Eight(_) => 8192,
            TaskSize::Sixteen(_) => 16384,
            TaskSize::ThirtyTwo(_) => 32768,
        }
    }

    /// Memory in MiB.
    pub const fn memory_mib(self) -> u32 {
        match self {
            TaskSize::Quarter(memory) => memory.mib(),
            TaskSize::Half(memory) => memory.mib(),
            TaskSize::One(memory) => memory.mib(),
            TaskSize::Two(memory) => memory.mib(),
            TaskSize::Four(memory) => memory.mib(),
            TaskSize::Eight(memory) => memory.mib(),
            TaskSize::Sixteen(memory) => memory.mib(),
            TaskSize::ThirtyTwo(memory) => memory.mib(),
        }
    }
}

/// The memories that go with a number of vCPUs.
macro_rules! memory {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $mib:expr),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the names say it")]
        #[non_exhaustive]
        pub enum $name {
            $($variant,)*
        }

        impl $name {
            /// Every one, from the smallest up.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The memory in MiB.
            pub const fn mib(self) -> u32 {
                match self {
                    $($name::$variant => $mib,)*
                }
            }
        }
    )*};
}

memory! {
    /// With a quarter of a vCPU: 512 MiB to 2 GiB.
    QuarterMemory { Mib512 = 512, Gib1 = 1024, Gib2 = 2 * 1024 }

    /// With half a vCPU: 1 to 4 GiB.
    HalfMemory { Gib1 = 1024, Gib2 = 2 * 1024, Gib3 = 3 * 1024, Gib4 = 4 * 1024 }

    /// With 1 vCPU: 2 to 8 GiB.
    OneMemory {
        Gib2 = 2 * 1024, Gib3 = 3 * 1024, Gib4 = 4 * 1024, Gib5 = 5 * 1024, Gib6 = 6 * 1024,
        Gib7 = 7 * 1024, Gib8 = 8 * 1024,
    }

    /// With 2 vCPU: 4 to 16 GiB.
    TwoMemory {
        Gib4 = 4 * 1024, Gib5 = 5 * 1024, Gib6 = 6 * 1024, Gib7 = 7 * 1024, Gib8 = 8 * 1024,
        Gib9 = 9 * 1024, Gib10 = 10 * 1024, Gib11 = 11 * 1024, Gib12 = 12 * 1024,
        Gib13 = 13 * 1024, Gib14 = 14 * 1024, Gib15 = 15 * 1024, Gib16 = 16 * 1024,
    }

    /// With 4 vCPU: 8 to 30 GiB.
    FourMemory {
        Gib8 = 8 * 1024, Gib9 = 9 * 1024, Gib10 = 10 * 1024, Gib11 = 11 * 1024,
        Gib12 = 12 * 1024, Gib13 = 13 * 1024, Gib14 = 14 * 1024, Gib15 = 15 * 1024,
        Gib16 = 16 * 1024, Gib17 = 17 * 1024, Gib18 = 18 * 1024, Gib19 = 19 * 1024,
        Gib20 = 20 * 1024, Gib21 = 21 * 1024, Gib22 = 22 * 1024, Gib23 = 23 * 1024,
        Gib24 = 24 * 1024, Gib25 = 25 * 1024, Gib26 = 26 * 1024, Gib27 = 27 * 1024,
        Gib28 = 28 * 1024, Gib29 = 29 * 1024, Gib30 = 30 * 1024,
    }

    /// With 8 vCPU: 16 to 60 GiB in steps of 4.
    EightMemory {
        Gib16 = 16 * 1024, Gib20 = 20 * 1024, Gib24 = 24 * 1024, Gib28 = 28 * 1024,
        Gib32 = 32 * 1024, Gib36 = 36 * 1024, Gib40 = 40 * 1024, Gib44 = 44 * 1024,
        Gib48 = 48 * 1024, Gib52 = 52 * 1024, Gib56 = 56 * 1024, Gib60 = 60 * 1024,
    }

    /// With 16 vCPU: 32 to 120 GiB in steps of 8.
    SixteenMemory {
        Gib32 = 32 * 1024, Gib40 = 40 * 1024, Gib48 = 48 * 1024, Gib56 = 56 * 1024,
        Gib64 = 64 * 1024, Gib72 = 72 * 1024, Gib80 = 80 * 1024, Gib88 = 88 * 1024,
        Gib96 = 96 * 1024, Gib104 = 104 * 1024, Gib112 = 112 * 1024, Gib120 = 120 * 1024,
    }

    /// With 32 vCPU: 60, 120 or 244 GiB.
    ThirtyTwoMemory { Gib60 = 60 * 1024, Gib120 = 120 * 1024, Gib244 = 244 * 1024 }
}
