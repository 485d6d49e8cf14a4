//! Which types exist in which regions.

use std::collections::BTreeMap;

use stackwright_facts::{Missing, Regions};

use super::lint::Lint;

/// The region whose types cfn-lint assumes where it knows nothing.
const MODEL: &str = "us-east-1";

/// Groups the types that are missing in the same regions.
pub fn distil(lint: &Lint) -> Regions {
    let model = lint.regions.get(MODEL);
    let is_assumed = |region: &str| region != MODEL && lint.regions.get(region) == model;
    let (assumed, known): (Vec<String>, Vec<String>) = lint
        .regions
        .keys()
        .cloned()
        .partition(|region| is_assumed(region));
    let mut missing: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for name in lint.schemas.keys() {
        let lacks = |region: &&String| !lint.regions.get(*region).is_some_and(|t| t.contains(name));
        let regions: Vec<String> = known.iter().filter(lacks).cloned().collect();
        if !regions.is_empty() {
            missing.entry(regions).or_default().push(name.clone());
        }
    }
    let mut missing: Vec<Missing> = missing
        .into_iter()
        .map(|(regions, types)| Missing { types, regions })
        .collect();
    missing.sort_by(|a, b| a.types.cmp(&b.types));
    Regions {
        known,
        assumed,
        missing: missing.into(),
    }
}
