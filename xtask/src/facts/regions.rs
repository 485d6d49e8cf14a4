//! Which types exist in which regions, and how many zones a region has.

use std::collections::BTreeMap;

use stackwright_facts::{Missing, Regions};

use super::lint::Lint;

/// The region whose types cfn-lint assumes where it knows nothing.
const MODEL: &str = "us-east-1";

/// How many Availability Zones every region has at least. An account may get fewer of an old one.
///
/// <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html>
const ZONES: u32 = 3;

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
    let zones = lint.zones.iter();
    Regions {
        known,
        assumed,
        zones: zones
            .map(|(region, zones)| (region.clone(), (*zones).max(ZONES)))
            .collect(),
        missing: missing.into(),
    }
}
