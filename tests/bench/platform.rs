//! A platform of services: the same program as `tests/peers/platform_cdk.js` and
//! `tests/peers/platform_troposphere.py`.

use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::ClusterHandle;
use stackwright::prelude::*;

/// Services of a stack, as many as its limit of 500 resources allows for.
const STACK: usize = 25;

/// Services over stacks of 25, each with 15 resources of its own beside the stack's cluster and
/// namespace.
pub fn platform(app: &App, services: usize) {
    let mut left = services;
    for number in 0..services.div_ceil(STACK) {
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
        for service in 0..left.min(STACK) {
            let scope = stack.scope(format!("Service{service}"));
            web_service(scope, format!("web{service}"), vpc, cluster);
        }
        left = left.saturating_sub(STACK);
    }
}

fn web_service(scope: Scope<'_>, name: String, vpc: VpcHandle, cluster: ClusterHandle) {
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
        .discover_as(name);
    let service = scope.add("Service", service);
    scope.add(
        "Scaling",
        TargetTrackingScaling::new(service, 1..=10).cpu(70.percent()),
    );
}
