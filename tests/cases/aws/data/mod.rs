//! What containers talk to: what it comes to, who may do what with it, and what is made for it.
//!
//! `queues` has SQS, `topics` SNS, `tables` DynamoDB, `buckets` S3, `keys` KMS,
//! `streams` Kinesis, `parameters` SSM.

pub(crate) mod buckets;
pub(crate) mod keys;
pub(crate) mod parameters;
pub(crate) mod queues;
pub(crate) mod streams;
pub(crate) mod tables;
pub(crate) mod topics;

use stackwright::check::{Options, check_app};
use stackwright::core::Severity;
use stackwright::prelude::*;
use stackwright_assert::{Findings, Template};

pub(super) const KEY: &str =
    "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/// The checker has nothing to say about what `build` adds by default.
#[track_caller]
pub(super) fn is_quiet(build: impl FnOnce(Scope<'_>)) {
    let app = App::new();
    let stack = *app.stack("Test");
    stack.tag("team", "shop");
    build(stack);
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    found.retain(|found| found.severity != Severity::Info);
    Findings::of(&found).are_none();
}

/// A container that keeps its output.
fn logged() -> Container {
    Container::new("web", "public.ecr.aws/nginx/nginx:1.27")
}

pub(super) fn text(template: &Template) -> String {
    serde_json::to_string(template.json()).expect("JSON")
}
