//! Sizes, in the words that tasks and containers take.

use stackwright_aws::ecs::{
    EightMemory, FourMemory, HalfMemory, OneMemory, QuarterMemory, SixteenMemory, TaskSize,
    ThirtyTwoMemory, TwoMemory,
};
use stackwright_aws::units::{Size, SizeExt};
use stackwright_import::construct::{Expression, Path};

use crate::found::number;
use crate::said::{Said, draft, variant};

/// The size of Fargate that has these, CPU units and MiB, if there is one.
pub fn of_fargate(cpu: i64, memory: i64) -> Option<Said<TaskSize>> {
    macro_rules! sized {
        ($size:ident, $memories:ident) => {{
            let mut all = $memories::ALL.iter().copied();
            let memory = all.find(|own| i64::from(own.mib()) == memory)?;
            let memory = variant("ecs", stringify!($memories), memory);
            draft!(ecs::TaskSize::$size(memory)).said()
        }};
    }
    Some(match cpu {
        256 => sized!(Quarter, QuarterMemory),
        512 => sized!(Half, HalfMemory),
        1_024 => sized!(One, OneMemory),
        2_048 => sized!(Two, TwoMemory),
        4_096 => sized!(Four, FourMemory),
        8_192 => sized!(Eight, EightMemory),
        16_384 => sized!(Sixteen, SixteenMemory),
        32_768 => sized!(ThirtyTwo, ThirtyTwoMemory),
        _ => return None,
    })
}

/// CPU units.
pub fn units(count: i64) -> Option<Said<u32>> {
    Some(number(u32::try_from(count).ok()?))
}

/// So many MiB, in GiB where they are whole.
pub fn mib(count: i64) -> Option<Said<Size>> {
    match count % 1_024 {
        0 if count > 0 => gib(count / 1_024),
        _ => {
            let count = u32::try_from(count).ok()?;
            Some(sized(count.mib(), count, "mib"))
        }
    }
}

/// So many GiB.
pub fn gib(count: i64) -> Option<Said<Size>> {
    let count = u32::try_from(count).ok()?;
    Some(sized(count.gib(), count, "gib"))
}

fn sized(value: Size, count: u32, unit: &'static str) -> Said<Size> {
    let units = Path {
        module: "units",
        import: "SizeExt",
        path: "SizeExt".into(),
    };
    Said {
        value,
        code: Expression::Extended(units, count.to_string(), unit),
    }
}
