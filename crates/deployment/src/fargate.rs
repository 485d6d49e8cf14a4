//! What Fargate has to offer: the sizes of tasks, of which the facts have the table.

use stackwright_facts::{FargateSize, fargate_sizes};

pub use stackwright_facts::FargateMemory as Memory;

use super::TaskDefinition;

/// What 1 GB is, in MiB, and 1 vCPU in CPU units.
const UNIT: f64 = 1024.0;

/// The size with this many CPU units.
pub fn size(cpu: f64) -> Option<&'static FargateSize> {
    fargate_sizes().find(|size| f64::from(size.cpu) == cpu)
}

/// The memory that goes with this many CPU units.
pub fn memory_with(cpu: f64) -> Option<Memory> {
    size(cpu).map(|size| size.memory)
}

/// Whether this many MiB go with some number of CPU units.
pub fn offers_memory(mib: f64) -> bool {
    fargate_sizes().any(|size| size.memory.contains(mib))
}

/// The CPU units that there are.
pub fn offered_cpu(windows: bool) -> Vec<u32> {
    let offered = fargate_sizes().filter(|size| size.windows || !windows);
    offered.map(|size| size.cpu).collect()
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
        let fits = |cpu, mib| memory_with(cpu).is_some_and(|memory| memory.contains(mib));
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
        assert!(offers_memory(3072.0) && !offers_memory(700.0));
    }
}
