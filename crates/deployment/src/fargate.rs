//! What Fargate has to offer: the sizes of tasks.

use super::TaskDefinition;

/// What 1 GB is, in MiB, and 1 vCPU in CPU units.
const UNIT: f64 = 1024.0;

/// The sizes of memory that go with a number of CPU units, in MiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// One of these, in MiB.
    OneOf(&'static [u32]),
    /// From the first to the last in steps, in MiB.
    Steps {
        /// The least.
        first: u32,
        /// The most.
        last: u32,
        /// How far they lie apart.
        step: u32,
    },
}

/// CPU units, and the memory that goes with them.
const SIZES: [(u32, Memory); 8] = [
    (256, Memory::OneOf(&[512, 1024, 2048])),
    (512, steps(1, 4, 1)),
    (1024, steps(2, 8, 1)),
    (2048, steps(4, 16, 1)),
    (4096, steps(8, 30, 1)),
    (8192, steps(16, 60, 4)),
    (16384, steps(32, 120, 8)),
    (32768, Memory::OneOf(&[61440, 122_880, 249_856])),
];

/// The CPU units that Windows can have.
const WINDOWS: [u32; 3] = [1024, 2048, 4096];

const fn steps(first: u32, last: u32, step: u32) -> Memory {
    Memory::Steps {
        first: first * 1024,
        last: last * 1024,
        step: step * 1024,
    }
}

impl Memory {
    /// What goes with this many CPU units.
    pub fn with(cpu: f64) -> Option<Self> {
        let mut sizes = SIZES.iter();
        sizes.find_map(|(units, memory)| (f64::from(*units) == cpu).then_some(*memory))
    }

    /// Whether this many MiB go with some number of CPU units.
    pub fn is_offered(mib: f64) -> bool {
        SIZES.iter().any(|(_, memory)| memory.contains(mib))
    }

    /// Whether it is one of them.
    pub fn contains(self, mib: f64) -> bool {
        match self {
            Memory::OneOf(sizes) => sizes.iter().any(|size| f64::from(*size) == mib),
            Memory::Steps { first, last, step } => {
                let inside = (f64::from(first)..=f64::from(last)).contains(&mib);
                inside && (mib - f64::from(first)) % f64::from(step) == 0.0
            }
        }
    }
}

/// The CPU units that there are.
pub fn offered_cpu(windows: bool) -> Vec<u32> {
    match windows {
        true => WINDOWS.to_vec(),
        false => SIZES.map(|(cpu, _)| cpu).to_vec(),
    }
}

/// Whether Windows can have this many CPU units.
pub fn suits_windows(cpu: f64) -> bool {
    WINDOWS.iter().any(|units| f64::from(*units) == cpu)
}

/// The CPU units that a task asks for, as `256` or `.25 vCPU`.
pub fn cpu_units(text: &str) -> Option<f64> {
    measure(text, "vcpu")
}

/// The MiB that a task asks for, as `512` or `0.5 GB`.
pub fn mib(text: &str) -> Option<f64> {
    measure(text, "gb")
}

fn measure(text: &str, unit: &str) -> Option<f64> {
    let text = text.trim().to_ascii_lowercase();
    let (number, factor) = match text.strip_suffix(unit) {
        Some(number) => (number.trim_end(), UNIT),
        None => (&*text, 1.0),
    };
    let is_number = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = number.parse::<f64>().ok().filter(|_| is_number)?;
    // Units and MiB are whole; only what stands in front of a unit may be broken.
    (factor != 1.0 || number.fract() == 0.0).then_some(number * factor)
}

impl TaskDefinition<'_> {
    /// Whether Fargate has to take it: it asks for that itself, or a service runs it there.
    pub fn goes_to_fargate(&self) -> bool {
        self.requires("FARGATE") == Some(true) || self.is_fargate()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_in_both_units() {
        for (text, expected) in [
            ("256", Some(256.0)),
            (" 256 ", Some(256.0)),
            ("1 vCPU", Some(1024.0)),
            (".25vcpu", Some(256.0)),
            ("0.5 VCPU", Some(512.0)),
            ("0.25", None),
            ("1 CPU", None),
            ("-256", None),
            ("inf", None),
            ("", None),
        ] {
            assert_eq!(cpu_units(text), expected, "{text}");
        }
        assert_eq!(mib("2 GB"), Some(2048.0));
        assert_eq!(mib("0.5GB"), Some(512.0));
        assert_eq!(mib("512MB"), None);
    }

    #[test]
    fn memory_goes_with_cpu() {
        let fits = |cpu, mib| Memory::with(cpu).is_some_and(|memory| memory.contains(mib));
        for (cpu, least, most) in [
            (256.0, 512.0, 2048.0),
            (512.0, 1024.0, 4096.0),
            (1024.0, 2048.0, 8192.0),
            (2048.0, 4096.0, 16384.0),
            (4096.0, 8192.0, 30720.0),
            (8192.0, 16384.0, 61440.0),
            (16384.0, 32768.0, 122_880.0),
            (32768.0, 61440.0, 249_856.0),
        ] {
            assert!(fits(cpu, least) && fits(cpu, most), "{cpu}");
            assert!(
                !fits(cpu, least - 512.0) && !fits(cpu, most + 1024.0),
                "{cpu}"
            );
            assert!(!fits(cpu, least + 100.0), "{cpu}");
        }
        assert!(!fits(256.0, 1536.0));
        assert!(!fits(8192.0, 17408.0));
        assert!(!fits(300.0, 512.0));
        assert!(Memory::is_offered(3072.0) && !Memory::is_offered(700.0));
    }
}
