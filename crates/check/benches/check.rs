//! What checking costs: the rules alone, without reading the file.
//!
//! `cargo bench -p stackwright-check` measures the release profile, `cargo bench -p
//! stackwright-check --profile dev` what people run while they work. The most memory held at a
//! time is shown, too.

#![allow(clippy::expect_used, reason = "a benchmark fails by panicking")]

use std::fmt::Write;

use divan::{AllocProfiler, Bencher};
use stackwright_check::{Options, check};
use stackwright_template::Template;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// What all services of a template share.
const SHARED: &str = include_str!("shared.yaml");
/// A service behind a load balancer, with all it needs: 15 resources. `@` stands for its number.
const SERVICE: &str = include_str!("service.yaml");
/// Services in a template, as many as the limit of 500 resources allows for.
const STACK: usize = 25;

/// Services over templates of 25.
#[divan::bench(args = [1, 25, 500], max_time = 5)]
fn services(bencher: Bencher, count: usize) {
    let templates: Vec<Template> = (0..count.div_ceil(STACK))
        .map(|index| template(STACK.min(count - index * STACK)))
        .collect();
    bencher.bench(|| templates.iter().map(findings).sum::<usize>());
}

/// One template of a megabyte, which is the most that CloudFormation takes.
#[divan::bench(max_time = 5)]
fn megabyte(bencher: Bencher) {
    let template = template(1_000_000 / SERVICE.len());
    bencher.bench(|| findings(&template));
}

fn findings(template: &Template) -> usize {
    check(template, &Options::new()).len()
}

fn template(services: usize) -> Template {
    let mut text = SHARED.to_owned();
    for number in 0..services {
        text.push_str(&SERVICE.replace('@', &number.to_string()));
    }
    text.push_str("Outputs:\n");
    for number in 0..services.min(200) {
        let _ = writeln!(
            text,
            "  Url{number}:\n    Value: !Sub http://${{Balancer{number}.DNSName}}"
        );
    }
    Template::from_yaml(&text).expect("the text is a template")
}
