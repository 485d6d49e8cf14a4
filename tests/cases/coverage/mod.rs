//! What AWS CDK's constructs can do, and what ours can: `docs/coverage.md` is written from these
//! tables, a file an area, and each row that says yes names the test that proves it, here or in another package.
//!
//! `UPDATE_DOCS=1 cargo test -p stackwright-tests coverage` writes the page anew.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `core` | apps, stacks, elements, values, look-ups |
//! | `network` | VPCs, subnets, endpoints, security groups |
//! | `doors` | load balancers, listeners, rules, target groups, APIs |
//! | `edge` | APIs, distributions, firewalls |
//! | `assets` | what is published: images, files, archives |
//! | `data` | what containers talk to, and how they are linked to it |
//! | `started` | events, schedules, state machines, jobs, secrets |
//! | `tasks` | task definitions, containers, log drivers, volumes |
//! | `services` | services, clusters, deployments |
//! | `capacity` | what tasks run on |
//! | `scaling` | Application Auto Scaling |
//! | `discovery` | Cloud Map |
//! | `databases` | databases of RDS |
//! | `modern` | gateways of ECS, Express services, VPC Lattice, CodeDeploy |
//! | `names` | names in DNS, and certificates |
//! | `patterns` | patterns |
//! | `rights` | roles and rights |
//! | `row` | a row, and how it is written down |
//! | `observe` | alarms, dashboards, logs |
//! | `page` | the page |

mod assets;
mod capacity;
mod core;
mod data;
mod databases;
mod discovery;
mod doors;
mod edge;
mod modern;
mod names;
mod network;
mod observe;
mod page;
mod patterns;
mod rights;
mod row;
mod scaling;
mod services;
mod started;
mod tasks;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use row::{Area, Proof, Row};

/// All there is to compare, in the order in which a system is built.
const AREAS: [Area; 18] = [
    core::AREA,
    network::AREA,
    capacity::AREA,
    tasks::AREA,
    assets::AREA,
    services::AREA,
    data::AREA,
    doors::AREA,
    edge::AREA,
    scaling::AREA,
    discovery::AREA,
    modern::AREA,
    databases::AREA,
    names::AREA,
    observe::AREA,
    patterns::AREA,
    started::AREA,
    rights::AREA,
];

fn rows() -> impl Iterator<Item = (&'static str, &'static Row)> {
    let groups = AREAS.iter().flat_map(|area| area.groups);
    groups.flat_map(|group| group.rows.iter().map(|row| (group.name, row)))
}

/// `UPDATE_DOCS=1 cargo test -p stackwright-tests coverage` writes it anew.
#[test]
fn the_page_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/coverage.md");
    let expected = page::page(&AREAS);
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).expect("the page can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == expected,
        "docs/coverage.md is out of date; \
         run `UPDATE_DOCS=1 cargo test -p stackwright-tests coverage`"
    );
}

/// A path of a function compiles; that it is a test which runs, the test binary knows.
#[test]
fn every_proof_is_a_test_that_runs() {
    let (all, ignored) = (listed(&["--list"]), listed(&["--list", "--ignored"]));
    let runs = |proof: &Proof| match proof {
        Proof::Here(_) => all.contains(&proof.shown()) && !ignored.contains(&proof.shown()),
        Proof::There { file, test } => has_test(file, test),
    };
    let named = rows().filter_map(|(_, row)| row.verdict.proof());
    let wrong: Vec<String> = named
        .filter(|proof| !runs(proof))
        .map(|proof| proof.shown())
        .collect();
    assert!(wrong.is_empty(), "no tests, or ignored: {wrong:#?}");
}

/// Whether a file of another package has a test that is not ignored.
fn has_test(file: &str, test: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    let text = fs::read_to_string(path).unwrap_or_default();
    text.contains(&format!("\n#[test]\nfn {test}()"))
}

/// The tests of this binary, as it lists them itself.
fn listed(arguments: &[&str]) -> BTreeSet<String> {
    let binary = env::current_exe().expect("the test binary");
    let run = Command::new(binary).args(arguments).output();
    let out = String::from_utf8(run.expect("it runs").stdout).expect("names are text");
    let tests = out.lines().filter_map(|line| line.strip_suffix(": test"));
    tests.map(str::to_owned).collect()
}

#[test]
fn nothing_is_said_twice_or_without_a_reason() {
    let mut seen = BTreeSet::new();
    for (group, row) in rows() {
        assert!(
            seen.insert((group, row.option)),
            "{group}: `{}` twice",
            row.option
        );
        assert!(
            row.verdict.reason().is_none_or(|reason| reason.len() > 5),
            "{group}: `{}` without a reason",
            row.option
        );
    }
}
