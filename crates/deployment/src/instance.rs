//! What instances of Amazon EC2 have to offer.

/// What an instance of a type has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InstanceSize {
    /// In CPU units: 1024 are a vCPU.
    pub cpu: f64,
    /// In MiB.
    pub memory: f64,
}

/// Families whose memory follows from their vCPUs, and the GiB that go with each of them.
const FAMILIES: [(&str, f64); 3] = [("c", 2.0), ("m", 4.0), ("r", 8.0)];

/// The generations of them.
const GENERATIONS: [&str; 12] = [
    "5", "5a", "5d", "6a", "6g", "6gd", "6i", "6id", "7a", "7g", "7i", "8g",
];

/// Those that save up their CPU, the vCPUs and the GiB of each size.
const BURSTABLE: [(&str, f64, f64); 7] = [
    ("nano", 2.0, 0.5),
    ("micro", 2.0, 1.0),
    ("small", 2.0, 2.0),
    ("medium", 2.0, 4.0),
    ("large", 2.0, 8.0),
    ("xlarge", 4.0, 16.0),
    ("2xlarge", 8.0, 32.0),
];

/// The size of a type as `m6i.large`, where it follows from its name.
pub fn instance_size(name: &str) -> Option<InstanceSize> {
    let (family, size) = name.split_once('.')?;
    let of = |vcpus: f64, gib: f64| InstanceSize {
        cpu: vcpus * 1024.0,
        memory: gib * 1024.0,
    };
    if matches!(family, "t2" | "t3" | "t3a" | "t4g") {
        let own = BURSTABLE.iter().find(|(own, ..)| *own == size);
        return own.map(|(_, vcpus, gib)| of(*vcpus, *gib));
    }
    let vcpus = match size {
        "medium" => 1.0,
        "large" => 2.0,
        "xlarge" => 4.0,
        _ => size.strip_suffix("xlarge")?.parse::<f64>().ok()? * 4.0,
    };
    let (_, ratio) = FAMILIES.iter().find(|(letter, _)| {
        let generation = family.strip_prefix(letter);
        generation.is_some_and(|own| GENERATIONS.contains(&own))
    })?;
    Some(of(vcpus, vcpus * ratio))
}

/// Whether a type has a processor by ARM: `m7g`, `c6gd`, `t4g`. Others with a `g` in front have
/// graphics.
pub fn is_graviton(name: &str) -> Option<bool> {
    let (family, _) = name.split_once('.')?;
    let generation = family.find(|c: char| c.is_ascii_digit())?;
    let attributes = family
        .get(generation..)?
        .trim_start_matches(|c: char| c.is_ascii_digit());
    Some(attributes.starts_with('g') || family == "a1")
}

/// Whether a type has no GPU: one for computing, for memory, for all or for little.
pub fn lacks_gpus(name: &str) -> bool {
    let family = name.split_once('.').map_or("", |(family, _)| family);
    let letters = family.split(|c: char| c.is_ascii_digit()).next();
    letters.is_some_and(|letters| {
        matches!(letters, "a" | "c" | "d" | "i" | "m" | "r" | "t" | "x" | "z")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_instance_has_follows_from_its_name() {
        for (name, is_arm, lacks) in [
            ("m7g.large", true, true),
            ("c6gd.medium", true, true),
            ("g5.xlarge", false, false),
            ("g5g.xlarge", true, false),
            ("p4d.24xlarge", false, false),
            ("m7i.large", false, true),
            ("inf2.xlarge", false, false),
        ] {
            assert_eq!(
                (is_graviton(name), lacks_gpus(name)),
                (Some(is_arm), lacks),
                "{name}"
            );
        }
    }

    #[test]
    fn sizes_follow_from_names() {
        for (name, cpu, gib) in [
            ("m6i.large", 2048.0, 8.0),
            ("c7g.medium", 1024.0, 2.0),
            ("r5.4xlarge", 16384.0, 128.0),
            ("t3.micro", 2048.0, 1.0),
        ] {
            let size = instance_size(name).unwrap();
            assert_eq!((size.cpu, size.memory), (cpu, gib * 1024.0), "{name}");
        }
        for name in ["c5n.large", "m6i.metal", "x2gd.large", "m6i", "mac1.metal"] {
            assert_eq!(instance_size(name), None, "{name}");
        }
    }
}
