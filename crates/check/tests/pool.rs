//! What AWS CDK, AWS SAM and troposphere make of ordinary programs raises no error, and few warnings.
//!
//! `tests/peers/pool` has the programs; `synth.sh --keep` there writes the templates anew.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use stackwright_check::{Options, check};
use stackwright_template::{Severity, Template};

/// Why a kind of warning stands in templates that are good.
const REASONS: &[(&str, &str)] = &[
    (
        "DES102",
        "users, tables and caches without a policy go with their stack",
    ),
    (
        "DES103",
        "certificates and policies name one region, as the program is for that one",
    ),
    (
        "OPS207",
        "AWS CDK's right to write the logs of `execute-command` is to every group",
    ),
    (
        "OPS427",
        "AWS CDK and its users fix the number of tasks that scaling owns; deployments put it back",
    ),
    (
        "OPS429",
        "no circuit breaker, where the program asked for none",
    ),
    (
        "OPS448",
        "AWS CDK does not wait for mount targets, nor for the capacity providers of a cluster",
    ),
    ("OPS507", "a repository is mutable unless it is said"),
    ("OPS511", "the program has a container without a log"),
    (
        "OPS517",
        "AWS CDK's `LogDrivers.awsLogs` keeps logs for ever unless it is said",
    ),
    ("OPS604", "AWS CDK's patterns check `/` unless it is said"),
    (
        "OPS621",
        "a listener without TLS before the internet, as small programs have it",
    ),
    (
        "TPL125",
        "AWS CDK writes a mapping of Firehose that nothing uses",
    ),
];

/// Warnings that a template may have on average.
const CEILING: f64 = 1.0;

fn pool() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers/pool");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["templates", "sam"] {
        let entries = fs::read_dir(root.join(folder)).expect("the folder can be read");
        files.extend(entries.map(|entry| entry.expect("the entry can be read").path()));
    }
    files.sort();
    files
}

#[test]
fn what_others_make_of_good_programs_is_good() {
    let files = pool();
    assert!(files.len() >= 60, "{} templates", files.len());
    let mut errors = Vec::new();
    let mut warnings: BTreeMap<String, usize> = BTreeMap::new();
    for file in &files {
        let bytes = fs::read(file).expect("the file can be read");
        let template = Template::read(&bytes, &file.display().to_string()).expect("a template");
        for finding in check(&template, &Options::new()) {
            match finding.severity {
                Severity::Error => errors.push(format!("{}: {finding}", file.display())),
                Severity::Warning => {
                    println!("{finding}");
                    *warnings.entry(finding.code.to_string()).or_default() += 1;
                }
                Severity::Info => {}
            }
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let kinds: Vec<&str> = warnings.keys().map(String::as_str).collect();
    let reasons: Vec<&str> = REASONS.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        kinds, reasons,
        "each kind has a reason, and each reason a kind"
    );
    let all: usize = warnings.values().sum();
    let each = all as f64 / files.len() as f64;
    assert!(each <= CEILING, "{each} warnings a template: {warnings:?}");
}
