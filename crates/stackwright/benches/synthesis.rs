//! What synthesis costs: building the graph, lowering it, and writing templates as JSON text.
//!
//! `cargo bench -p stackwright` measures the release profile, `cargo bench -p stackwright
//! --profile dev` what people run while they work. The most memory held at a time is shown, too.

use std::hint::black_box;

use divan::{AllocProfiler, Bencher};
use stackwright::assembly::Format;
use stackwright::prelude::*;

#[path = "../../../examples/ecs-fargate.rs"]
#[allow(dead_code)]
mod ecs_fargate;

#[path = "../../../tests/bench/platform.rs"]
mod platform;

use platform::platform;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// The two stacks of the example.
#[divan::bench]
fn example() -> usize {
    render(ecs_fargate::build)
}

/// Services over stacks of 25, 15 resources each.
#[divan::bench(args = [1, 25, 500, 2500], max_time = 5)]
fn services(bencher: Bencher, count: usize) {
    bencher.bench(|| render(|app| platform(app, black_box(count))));
}

/// From the program to the text of its templates; their length.
fn render(build: impl FnOnce(&App)) -> usize {
    let app = App::new();
    build(&app);
    let synthesis = app.synth();
    assert!(!synthesis.has_errors(), "{:?}", synthesis.diagnostics);
    let templates = synthesis.stacks.iter();
    templates
        .map(|stack| Format::Json.render(stack).len())
        .sum()
}
