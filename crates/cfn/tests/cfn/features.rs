//! The features in `Cargo.toml`: one for each service or family of services in the facts.

use std::collections::BTreeSet;
use std::fmt::Write;

use stackwright_facts::rust::feature;

/// The registry takes no more.
const MOST_FEATURES: usize = 300;

fn features() -> BTreeSet<&'static str> {
    stackwright_facts::type_names()
        .map(|name| {
            let service = stackwright_facts::service_of(name).unwrap();
            feature(service, name)
        })
        .collect()
}

/// `full` and what follows it, as `Cargo.toml` must have them.
fn section(features: &BTreeSet<&str>) -> String {
    let mut text = String::from("full = [\n");
    for feature in features {
        writeln!(text, "    {feature:?},").unwrap();
    }
    text.push_str("]\n\n");
    for feature in features {
        let needs = match *feature {
            "ec2-more" => "[\"ec2\"]",
            _ => "[]",
        };
        writeln!(text, "{feature} = {needs}").unwrap();
    }
    text
}

#[test]
fn features_are_the_services_of_the_facts() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let manifest = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let (before, actual) = manifest.split_once("full = [").unwrap();
    let expected = section(&features());
    if std::env::var_os("UPDATE_FEATURES").is_some() {
        std::fs::write(path, format!("{before}{expected}")).unwrap();
    } else {
        assert_eq!(
            format!("full = [{actual}"),
            expected,
            "accept what the facts say with `UPDATE_FEATURES=1`"
        );
    }
}

#[test]
fn there_are_no_more_features_than_the_registry_takes() {
    // `default` and `full` count as well.
    assert!(features().len() + 2 <= MOST_FEATURES);
}

#[test]
fn default_features_exist() {
    let manifest = include_str!("../../Cargo.toml");
    let (_, rest) = manifest.split_once("default = [").unwrap();
    let (default, _) = rest.split_once(']').unwrap();
    let features = features();
    for name in default
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        assert!(
            features.contains(name.trim_matches('"')),
            "{name} is no feature"
        );
    }
}

#[test]
fn a_family_takes_the_services_that_begin_with_its_name() {
    assert_eq!(feature("ecs", "AWS::ECS::Cluster"), "ecs");
    assert_eq!(feature("iotsitewise", "AWS::IoTSiteWise::Asset"), "iot");
    assert_eq!(feature("s3tables", "AWS::S3Tables::Table"), "s3tables");
}

#[test]
fn rare_types_of_ec2_have_a_feature_of_their_own() {
    assert_eq!(feature("ec2", "AWS::EC2::VPC"), "ec2");
    assert_eq!(feature("ec2", "AWS::EC2::TransitGateway"), "ec2-more");
}
