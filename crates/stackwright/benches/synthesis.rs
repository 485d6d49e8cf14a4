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

/// Services over stacks of 25, each with 15 resources of its own beside the stack's cluster and namespace.
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

fn platform(app: &App, services: usize) {
    let mut left = services;
    for number in 0..services.div_ceil(25) {
        let stack = app.stack(format!("Platform{number}"));
        let vpc = stack.add(
            "Vpc",
            Vpc::imported("vpc-0123456789abcdef0")
                .public(["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"])
                .private(["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]),
        );
        let cluster = Cluster::new(vpc)
            .container_insights()
            .namespace("platform.local");
        let cluster = stack.add("Cluster", cluster);
        for service in 0..left.min(25) {
            web_service(stack.scope(format!("Service{service}")), vpc, cluster);
        }
        left = left.saturating_sub(25);
    }
}

fn web_service(
    scope: Scope<'_>,
    vpc: stackwright::aws::ec2::VpcHandle,
    cluster: stackwright::aws::ecs::ClusterHandle,
) {
    let repository = scope.add("Repository", EcrRepository::new().keep_last(10));
    let task = scope.add(
        "Task",
        FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(
            Container::new("web", repository.image("v1"))
                .port(3000)
                .env("NODE_ENV", "production")
                .health_check(HealthCheck::shell(
                    "wget -qO- http://localhost:3000/ || exit 1",
                )),
        ),
    );
    let alb = scope.add(
        "Alb",
        AlbWithTargetGroup::new(vpc, Port::http(3000))
            .internet_facing()
            .health_check("/health"),
    );
    let service = FargateService::new(cluster, task)
        .behind(alb)
        .discover_as("web");
    let service = scope.add("Service", service);
    scope.add(
        "Scaling",
        TargetTrackingScaling::new(service, 1..=10).cpu(70.percent()),
    );
}
