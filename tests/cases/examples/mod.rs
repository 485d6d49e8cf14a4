//! The examples, run as their users run them: built, each in a process of its own.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `ecs_fargate` | the main job: a tutorial's stacks |
//! | `two_services` | a shop of two services, one of which nobody but the other can reach |
//! | `microservices` | a whole system, in two environments |
//! | `service_connect` | services that reach each other under short names |
//! | `private_service` | a service in a VPC that nothing leads out of but endpoints |
//! | `booking` | a whole system with its data, in environments that are files of settings |
//! | `canary` | new versions are tried before everybody gets them |
//! | `grpc_nlb` | gRPC behind a network load balancer |
//! | `http_api` | an HTTP API that finds tasks through a VPC link |
//! | `ec2_capacity` | instances of one's own |
//! | `managed_instances` | instances that ECS looks after |

mod booking;
mod canary;
mod ec2_capacity;
mod ecs_fargate;
mod grpc_nlb;
mod http_api;
mod managed_instances;
mod microservices;
mod private_service;
mod service_connect;
mod two_services;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::{env, fs};

/// An example, built by the cargo that runs this test; where all tests run it is built already.
fn built(example: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let test = env::current_exe().expect("a test has a path");
        let profile = test
            .parent()
            .and_then(Path::parent)
            .expect("target/<profile>/deps");
        let target = profile.parent().expect("target");
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "stackwright-examples"])
            .args(["--examples", "--target-dir"])
            .arg(target)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status();
        assert!(status.expect("cargo runs").success());
        target.join("debug/examples")
    });
    folder.join(format!("{example}{}", env::consts::EXE_SUFFIX))
}

fn run(example: &str, directory: &Path, arguments: &[&str]) -> Output {
    Command::new(built(example))
        .args(arguments)
        .current_dir(directory)
        // As cargo runs it.
        .env("CARGO_MANIFEST_DIR", examples())
        .env_remove("CDK_OUTDIR")
        .output()
        .expect("the example can be run")
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

/// Every file of a directory, by name, but for those of folders in it.
fn files(directory: &Path) -> BTreeMap<String, String> {
    fs::read_dir(directory)
        .expect("the directory was written")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(path).expect("text"))
        })
        .collect()
}

/// What an example writes into an empty directory.
fn synthesized(example: &str, arguments: &[&str]) -> BTreeMap<String, String> {
    let directory = tempfile::tempdir().expect("a directory");
    let output = run(example, directory.path(), arguments);
    assert!(output.status.success(), "{output:?}");
    files(&directory.path().join("cdk.out"))
}

/// Compares a whole file with `snapshots/<example>/<name>.snap`.
fn assert_snapshot(example: &str, name: &str, text: &str) {
    let folder = format!("../../snapshots/{example}");
    insta::with_settings!({
        snapshot_path => folder,
        prepend_module_to_snapshot => false,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Compares the logical ids of all stacks with `snapshots/<example>/<Stack>.ids`: a changed one would
/// replace the resource of whoever has deployed the example.
fn assert_same_ids(example: &str) {
    assert_same_ids_with(example, &[]);
}

/// The same of an example that is called with arguments.
fn assert_same_ids_with(example: &str, arguments: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("snapshots")
        .join(example);
    for (name, text) in synthesized(example, arguments) {
        if let Some(stack) = name.strip_suffix(".template.json") {
            let template = stackwright_assert::Template::read(&text);
            template.same_ids_as(folder.join(format!("{stack}.ids")));
        }
    }
}

/// The checker has neither errors nor warnings about an example.
fn assert_clean(example: &str) {
    assert_clean_with(example, &[]);
}

/// The same of an example that is called with arguments.
fn assert_clean_with(example: &str, arguments: &[&str]) {
    let directory = tempfile::tempdir().expect("a directory");
    let arguments = [&["check", "--deny", "warnings"], arguments].concat();
    let output = run(example, directory.path(), &arguments);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn every_example_has_a_case() {
    let cases = include_str!("mod.rs");
    for name in files_of(&examples()) {
        let case = format!("mod {};", name.replace('-', "_"));
        assert!(
            cases.lines().any(|line| line == case),
            "{name} has no case here"
        );
    }
}

/// The names of the Rust files of a folder, and of the folders in it that have a program.
fn files_of(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the examples");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .filter(|path| {
            path.extension().is_some_and(|end| end == "rs") || path.join("main.rs").is_file()
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}
