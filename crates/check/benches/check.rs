//! What reading templates and checking them costs.
//!
//! `cargo bench -p stackwright-check` measures the release profile, `cargo bench -p
//! stackwright-check --profile dev` what people run while they work. The most memory held at a
//! time is shown, too.

#![allow(clippy::expect_used, reason = "a benchmark fails by panicking")]

mod templates;

use divan::{AllocProfiler, Bencher};
use stackwright_check::{Options, check};
use stackwright_template::Template;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// How many services are measured.
const SIZES: [usize; 4] = [1, 25, 500, 2500];

fn main() {
    divan::main();
}

/// The rules alone, without reading the files: services over templates of 25.
#[divan::bench(name = "check", args = SIZES, max_time = 5)]
fn rules(bencher: Bencher, services: usize) {
    let templates = read(&templates::stacks(services));
    bencher.bench(|| findings(&templates));
}

/// The same in one template of a megabyte.
#[divan::bench(max_time = 5)]
fn check_megabyte(bencher: Bencher) {
    let templates = read(&[templates::megabyte()]);
    bencher.bench(|| findings(&templates));
}

/// Reading YAML, with the place of every node.
#[divan::bench(args = SIZES, max_time = 5)]
fn parse(bencher: Bencher, services: usize) {
    let texts = templates::stacks(services);
    bencher.bench(|| read(&texts));
}

/// Reading the same as JSON.
#[divan::bench(args = SIZES, max_time = 5)]
fn parse_json(bencher: Bencher, services: usize) {
    let templates = read(&templates::stacks(services));
    let texts: Vec<String> = templates.iter().map(Template::to_json).collect();
    bencher.bench(|| {
        let templates = texts.iter().map(|text| Template::from_json(text));
        templates
            .collect::<Result<Vec<_>, _>>()
            .expect("the texts are templates")
    });
}

/// Writing YAML.
#[divan::bench(args = SIZES, max_time = 5)]
fn emit(bencher: Bencher, services: usize) {
    let templates = read(&templates::stacks(services));
    bencher.bench(|| written(&templates, Template::to_yaml));
}

/// Writing JSON.
#[divan::bench(args = SIZES, max_time = 5)]
fn emit_json(bencher: Bencher, services: usize) {
    let templates = read(&templates::stacks(services));
    bencher.bench(|| written(&templates, Template::to_json));
}

fn read(texts: &[String]) -> Vec<Template> {
    let templates = texts.iter().map(|text| Template::from_yaml(text));
    templates
        .collect::<Result<_, _>>()
        .expect("the texts are templates")
}

fn findings(templates: &[Template]) -> usize {
    let found = templates.iter().map(|it| check(it, &Options::new()).len());
    found.sum()
}

fn written(templates: &[Template], write: fn(&Template) -> String) -> usize {
    templates.iter().map(|template| write(template).len()).sum()
}
