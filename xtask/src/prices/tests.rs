//! The whole way on a small offer file.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::{Path, PathBuf};

use super::table::{Change, File, Table, text};
use super::{Args, offer, run};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/prices")
}

/// Of the form that AWS documents; the numbers are no prices of AWS's.
const OFFER: &str = r#"{
  "formatVersion": "v1.0", "offerCode": "AmazonECS", "version": "20991231000000", "publicationDate": "2099-12-31T00:00:00Z",
  "products": {
    "AAA": {"sku": "AAA", "attributes": {"regionCode": "us-east-1", "usagetype": "USE1-Fargate-vCPU-Hours:perCPU"}},
    "BBB": {"sku": "BBB", "attributes": {"regionCode": "sa-east-1", "usagetype": "SAE1-Fargate-GB-Hours"}},
    "CCC": {"sku": "CCC", "attributes": {"regionCode": "us-east-1", "usagetype": "USE1-SpotUsage:Fargate-GB-Hours"}},
    "DDD": {"sku": "DDD", "attributes": {"regionCode": "eu-west-1", "usagetype": "EU-Fargate-vCPU-Hours:perCPU"}}
  },
  "terms": {"OnDemand": {
    "AAA": {"AAA.T": {"priceDimensions": {
      "0": {"unit": "hours", "beginRange": "0", "pricePerUnit": {"USD": "0.0000000000"}},
      "1": {"unit": "hours", "beginRange": "10", "pricePerUnit": {"USD": "0.0500000000"}},
      "2": {"unit": "hours", "beginRange": "100", "pricePerUnit": {"USD": "0.0400000000"}}}}},
    "BBB": {"BBB.T": {"priceDimensions": {"0": {"unit": "hours", "pricePerUnit": {"USD": "0.0076000000"}}}}},
    "CCC": {"CCC.T": {"priceDimensions": {"0": {"unit": "hours", "pricePerUnit": {"USD": "0.0010000000"}}}}},
    "DDD": {"DDD.T": {"priceDimensions": {"0": {"unit": "hours", "pricePerUnit": {"USD": "0.0404800000"}}}}}
  }}
}"#;

#[test]
fn the_files_are_written_as_they_are_read() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "about.json" || name == "offers.json" {
            continue;
        }
        let written = fs::read_to_string(&path).unwrap();
        let file: File = serde_json::from_str(&written).unwrap();
        assert!(text(&file).unwrap() == written, "{name}");
    }
}

#[test]
fn every_way_leads_to_a_price_that_there_is() {
    for way in offer::ways(&folder().join("offers.json")).unwrap() {
        let named = format!("{way:?}");
        let known = stackwright_facts::prices();
        assert!(known.iter().any(|own| way.leads_to(own)), "{named}");
    }
}

#[test]
fn a_refresh_says_line_by_line_what_changes() {
    let ways = offer::ways(&folder().join("offers.json")).unwrap();
    let mut table = Table::read(&folder()).unwrap();
    let mut told = Vec::new();
    for (service, prices) in offer::prices(OFFER, &ways).unwrap() {
        told.extend(table.take(File { service, prices }));
    }
    let told: Vec<String> = told.iter().map(Change::to_string).collect();
    assert_eq!(
        told,
        [
            "changed    Fargate Linux x86 vCPU in us-east-1: 0.04048 of 2026-10-03 -> 0.05 of 2099-12-31 (+23.5 %)",
            "as before  Fargate Linux x86 vCPU in eu-west-1",
            "new        Fargate Linux x86 memory in sa-east-1",
        ]
    );
}

#[test]
fn a_price_without_a_source_is_left_out_and_that_is_said() {
    let mut table = Table::read(&folder()).unwrap();
    let file = r#"{"service": "Fargate", "prices": [
        {"item": "Linux x86 vCPU", "region": "sa-east-1", "unit": "vCPU-hour", "price": 0.07, "as_of": "2026-01-01", "source": ""}]}"#;
    let told = table.take(serde_json::from_str(file).unwrap());
    let told: Vec<String> = told.iter().map(Change::to_string).collect();
    assert_eq!(
        told,
        ["left out   Fargate Linux x86 vCPU in sa-east-1: it has no source, or the source no date"]
    );
}

#[test]
fn the_command_writes_what_it_takes_over() {
    let root = tempfile::tempdir().unwrap();
    let prices = root.path().join("schema/prices");
    fs::create_dir_all(&prices).unwrap();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, prices.join(path.file_name().unwrap())).unwrap();
    }
    let offer = root.path().join("offer.json");
    fs::write(&offer, OFFER).unwrap();
    let args = |check| Args {
        files: Vec::new(),
        offer: vec![offer.clone()],
        fetch: Vec::new(),
        check,
    };
    let before = fs::read_to_string(prices.join("fargate.json")).unwrap();
    run(&args(true), root.path()).unwrap();
    assert_eq!(
        fs::read_to_string(prices.join("fargate.json")).unwrap(),
        before
    );
    run(&args(false), root.path()).unwrap();
    let after = fs::read_to_string(prices.join("fargate.json")).unwrap();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (lines(&before), lines(&after));
    // One line changes, one has a newer source, one comes.
    assert_eq!(after.len(), before.len() + 1);
    let added: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
    assert_eq!(added.len(), 3);
    assert!(
        added
            .iter()
            .all(|line| line.contains("AWS Price List, offer AmazonECS 20991231000000, SKU"))
    );
    let nothing = Args {
        files: Vec::new(),
        offer: Vec::new(),
        fetch: Vec::new(),
        check: true,
    };
    assert!(run(&nothing, root.path()).is_err());
}
