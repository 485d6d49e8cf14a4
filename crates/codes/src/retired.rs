/// A code that nothing reports any more, and the codes that say it now.
///
/// It stays known: it is explained by its successors, and who has acknowledged it has
/// acknowledged them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retired {
    /// The code, as `ECS101`.
    pub name: &'static str,
    /// What says it now, as `OPS324`.
    pub successors: &'static [&'static str],
}

/// The code of this name, if it is retired.
pub fn retired(name: &str) -> Option<&'static Retired> {
    RETIRED.iter().find(|retired| retired.name == name)
}

/// Every code that is retired, sorted.
pub static RETIRED: &[Retired] = &[
    was("ECS101", &["OPS324", "SCH113"]),
    was("ECS102", &["OPS307"]),
    was("ECS103", &["OPS308"]),
    was("ECS105", &["OPS319"]),
    was("ECS106", &["OPS306"]),
    was("ECS107", &["OPS303"]),
    was("ECS108", &["OPS318"]),
    was("ECS109", &["OPS320"]),
    was("ECS110", &["OPS321"]),
    was("ECS113", &["OPS412"]),
    was("ECS115", &["OPS701"]),
    was("ECS117", &["OPS703"]),
    was("ECS119", &["OPS416", "SCH110"]),
    was("ECS120", &["OPS321"]),
    was("ELB101", &["OPS601"]),
    was("ELB103", &["SCH103", "OPS610"]),
    was("ELB104", &["OPS610"]),
    was("ELB106", &["OPS603", "SCH110"]),
];

const fn was(name: &'static str, successors: &'static [&'static str]) -> Retired {
    Retired { name, successors }
}
