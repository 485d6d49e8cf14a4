//! The price table: every file is embedded, and every number has a source.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use stackwright_facts::{about_prices, price, prices, read_prices};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("prices")
}

#[test]
fn every_price_of_the_folder_is_embedded_with_its_source_and_its_unit() {
    let mut seen = BTreeSet::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("about.json") || path.ends_with("offers.json") {
            continue;
        }
        let file = read_prices(&fs::read_to_string(&path).unwrap());
        for own in file.unwrap_or_else(|error| panic!("{}: {error}", path.display())) {
            let shown = format!("{} {} {}", own.service, own.item, own.region);
            assert_eq!(
                price(&own.service, &own.item, &own.region),
                Some(&own),
                "{shown}"
            );
            assert!(!own.source.is_empty() && !own.as_of.is_empty(), "{shown}");
            assert!(
                !own.unit.is_empty() && own.price.is_finite() && own.price > 0.0,
                "{shown}"
            );
            assert!(seen.insert(shown.clone()), "twice: {shown}");
        }
    }
    assert_eq!(seen.len(), prices().len());
    assert_eq!(seen.len(), 245);
}

#[test]
fn a_price_is_that_of_the_region_or_that_of_everywhere_and_never_that_of_another_one() {
    let vcpu = |region| price("Fargate", "Linux x86 vCPU", region).map(|own| own.price);
    assert_eq!(vcpu("us-east-1"), Some(0.04048));
    assert_eq!(vcpu("sa-east-1"), None);
    let zone = price("Route 53", "hosted zone, first 25", "sa-east-1");
    assert!(zone.is_some_and(|zone| zone.is_global() && zone.price == 0.5));
    assert_eq!(about_prices().hours_of_a_month, 730.0);
}

#[test]
fn a_doubt_is_told_apart_from_those_who_agree() {
    let of = |service, item, region| price(service, item, region).and_then(|own| own.doubt());
    assert_eq!(of("Fargate", "Linux x86 vCPU", "us-east-1"), None);
    // Its note has a semicolon in brackets.
    assert_eq!(of("VPC", "NAT gateway (zonal)", "us-east-1"), None);
    assert_eq!(
        of("VPC", "interface endpoint, per zone", "eu-west-1").as_deref(),
        Some("derived: $8.03 / 730 h")
    );
    let undated = of("EC2 Linux", "c7g.large", "ap-northeast-1");
    assert_eq!(undated.as_deref(), Some("its source has no date"));
}
