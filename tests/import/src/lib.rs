//! Programs that were written from templates, compiled in one batch.

#![deny(warnings)]
#![allow(clippy::panic, reason = "tests alone use it")]

use stackwright::core::App;

/// A template and its program.
pub struct Imported {
    /// The file.
    pub file: &'static str,
    /// `yaml` or `json`.
    pub notation: &'static str,
    /// The template.
    pub text: &'static str,
    /// The program.
    pub build: fn(&App),
}

/// The folder with the programs.
pub const PROGRAMS: &str = env!("OUT_DIR");

include!(concat!(env!("OUT_DIR"), "/all.rs"));

/// Templates that are written with constructs, by the names of their programs in `tests/compiled/`: files below
/// `tests`.
pub const ADOPTED: [(&str, &str); 10] = [
    ("alarms", "peers/pool/templates/cdk-Alarms.json"),
    (
        "balanced_service",
        "peers/pool/templates/cdk-BalancedService.json",
    ),
    ("by_hand", "data/moving/by_hand.yaml"),
    (
        "data",
        "peers/pool/templates/cdk-SharedServicesDataF73393E8.nested.json",
    ),
    ("fan_out", "peers/pool/templates/cdk-FanOut.json"),
    ("fargate", "peers/pool/templates/troposphere-fargate.json"),
    ("queue_worker", "peers/pool/templates/cdk-QueueWorker.json"),
    (
        "scheduled_task",
        "peers/pool/templates/cdk-ScheduledTask.json",
    ),
    (
        "service_connect",
        "peers/pool/templates/cdk-ServiceConnect.json",
    ),
    ("worker", "data/moving/worker.yaml"),
];

/// One of these templates.
#[must_use]
pub fn adopted_template(file: &str) -> stackwright::template::Template {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(file);
    let text = std::fs::read(&path).unwrap_or_default();
    let read = stackwright::template::Template::read(&text, file);
    read.unwrap_or_else(|error| panic!("{file}: {error}"))
}
