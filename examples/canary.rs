//! A shop whose new versions are tried before everybody gets them: by a function, by one request
//! in ten, and by whoever says that it may go on.
//!
//! What this shows beside `two-services.rs`: one word at the service adds the second target group,
//! the rules and the role that a canary takes; deployments wait for hooks, and an alarm ends them;
//! a network of its own.

use stackwright::aws::ecs::{Hook, Stage, Timeout};
use stackwright::cfn::cloudwatch::Alarm;
use stackwright::cfn::cloudwatch::alarm::{ComparisonOperator, Dimension, Statistic};
use stackwright::cfn::kind::lambda::FunctionArn;
use stackwright::prelude::*;

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

fn build(app: &App) {
    let stack = app.stack("Shop");
    stack.describe("A shop with canary deployments");
    stack.tag("Team", "shop");

    let certificate = stack.add(
        "CertificateArn",
        Parameter::of_type::<CertificateArn>("String").describe("Certificate of the shop's domain"),
    );
    let smoke_test = stack.add(
        "SmokeTestArn",
        Parameter::of_type::<FunctionArn>("String").describe("Function that tries a new version"),
    );
    let prices = stack.add(
        "PricesVersion",
        Parameter::string()
            .default("1")
            .describe("Raise it to have all tasks read the prices anew"),
    );

    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let front = ApplicationLoadBalancer::new(vpc).internet_facing();
    let front = stack.add("Front", front.certificate(certificate));

    // It watches the very service whose deployments it ends, and neither needs the other first.
    let busy = stack.add(
        "Busy",
        Alarm::new()
            .alarm_description("The shop has no CPU left")
            .namespace("AWS/ECS")
            .metric_name("CPUUtilization")
            .statistic(Statistic::Average)
            .comparison_operator(ComparisonOperator::GreaterThanThreshold)
            .threshold(90)
            .period(60)
            .evaluation_periods(3),
    );

    let shop = FargateTask::new(TaskSize::Half(HalfMemory::Gib1))
        .container(Container::new("shop", "public.ecr.aws/nginx/nginx:1.27").port(8080));
    let shop = stack.add(
        "Shop",
        FargateService::new(cluster, shop)
            .behind(front.path("/*").health_check("/healthz"))
            // One request in ten for ten minutes, then all; the old tasks stay for a while, so
            // that going back takes no time.
            .canary(10.percent(), 10.minutes())
            .bake(15.minutes())
            // Before anybody: requests with this header, and the function that sends them.
            .test_header("x-shop-version", "next")
            .hook(Hook::lambda(smoke_test).at(Stage::PostTestTrafficShift))
            .pause_before_production(Timeout::rollback_after(1.hours()))
            .circuit_breaker(CircuitBreaker::after(3.failures()))
            .deployment_alarms([busy])
            .redeploy_when(prices),
    );
    stack.edit(busy, |alarm| {
        alarm.dimensions([
            Dimension::new()
                .name("ClusterName")
                .value(cluster.reference()),
            Dimension::new().name("ServiceName").value(shop.name()),
        ])
    });
    stack.add(
        "Scaling",
        TargetTrackingScaling::new(shop, 2..=10).cpu(60.percent()),
    );

    stack.add("Address", Output::new(front.dns_name()));
}
