//! The cargo features of the library, as the README has them.

use std::collections::BTreeSet;

/// The names in the first column of the README's table of features.
fn of_the_readme() -> BTreeSet<String> {
    let readme = include_str!("../../README.md");
    let table = readme
        .split("| feature | constructs |")
        .nth(1)
        .expect("a table");
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with("| "));
    let names = rows.filter_map(|row| row.split('`').nth(1).filter(|_| row.starts_with("| `")));
    names.map(str::to_owned).collect()
}

/// The features of a manifest, by what introduces them.
fn of_the_manifest(manifest: &str) -> BTreeSet<String> {
    let features = manifest.split("[features]").nth(1).expect("features");
    let features = features.split("\n[").next().expect("a section");
    let named = features.lines().filter_map(|line| line.split_once(" = "));
    named.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn the_readme_has_every_feature_in_one_table() {
    let mut features = of_the_manifest(include_str!("../../crates/stackwright/Cargo.toml"));
    assert!(features.remove("default"));
    assert_eq!(of_the_readme(), features);
}

/// A feature of the constructs that cannot be asked for where people ask would be of no use.
#[test]
fn every_feature_of_the_constructs_is_passed_through() {
    let constructs = of_the_manifest(include_str!("../../crates/aws/Cargo.toml"));
    let features = of_the_manifest(include_str!("../../crates/stackwright/Cargo.toml"));
    let lost: Vec<_> = constructs.difference(&features).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
