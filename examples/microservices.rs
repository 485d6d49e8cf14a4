//! A shop as most systems on ECS are drawn: one load balancer, behind it a web front end and an API, a
//! worker behind a queue, in three zones. Twice: to try things out, and for people.
//!
//! What this shows beside the other examples: environments are what one function is called with;
//! rules of a listener say who gets which requests; and what waits in a queue decides how many work.

use std::ops::RangeInclusive;

use stackwright::cfn::cloudwatch::Alarm;
use stackwright::cfn::cloudwatch::alarm::{
    ComparisonOperator, Dimension, Statistic, TreatMissingData,
};
use stackwright::cfn::sqs::Queue;
use stackwright::prelude::*;

/// The port that containers listen on.
const PORT: u16 = 8080;

/// In what environments differ.
struct Environment {
    host: &'static str,
    nat: Nat,
    tasks: RangeInclusive<u32>,
}

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

fn build(app: &App) {
    // People get the very images that were tried out.
    let registry = app.stack("Registry");
    registry.describe("Images of the shop");
    registry.tag("Team", "shop");
    let repository = |id| registry.add(id, EcrRepository::new().keep_last(20));
    let images = ["Web", "Api", "Worker"].map(repository);

    let staging = Environment {
        host: "staging.example.com",
        nat: Nat::One,
        tasks: 1..=2,
    };
    let production = Environment {
        host: "shop.example.com",
        // A zone that fails takes no other one along.
        nat: Nat::PerZone,
        tasks: 3..=30,
    };
    shop(app.stack("Staging"), images, staging);
    shop(app.stack("Production"), images, production);
}

fn shop(stack: Stack<'_>, images: [RepositoryHandle; 3], environment: Environment) {
    stack.describe("A shop: web, API and worker");
    stack.tag("Team", "shop");
    let certificate = stack.add(
        "CertificateArn",
        Parameter::of_type::<CertificateArn>("String").describe("Certificate of the shop's domain"),
    );
    let version = stack.add(
        "Version",
        Parameter::string().describe("Tag of the images to run"),
    );
    let [web, api, worker] = images.map(|repository| repository.image(version));
    let task = |container: Container| {
        FargateTask::new(TaskSize::Half(HalfMemory::Gib1))
            .architecture(CpuArchitecture::Arm64)
            .container(container)
    };

    let vpc = Vpc::new("10.0.0.0/16").zones(3).nat(environment.nat);
    let vpc = stack.add("Vpc", vpc);
    let names = stack.add("Names", HttpNamespace::new(environment.host));
    let cluster = Cluster::new(vpc).container_insights();
    let cluster = stack.add("Cluster", cluster.default_namespace(names));
    let front = ApplicationLoadBalancer::new(vpc).internet_facing();
    let front = stack.add("Front", front.certificate(certificate));

    // What five attempts could not do is kept for two weeks, for somebody to look at.
    let failed = stack.add("Failed", Queue::new().message_retention_period(1_209_600));
    let jobs = stack.add(
        "Jobs",
        Queue::new()
            // Longer than a job takes: until then nobody else gets it.
            .visibility_timeout(300)
            .redrive_policy(object!({"deadLetterTargetArn": failed.arn(), "maxReceiveCount": 5})),
    );
    for queue in [failed, jobs] {
        stack.of(queue).removal_policy(DeletionPolicy::Delete);
    }

    // Tasks may be well and the shop not: what people get to see ends a deployment, too.
    let errors = stack.add(
        "Errors",
        Alarm::new()
            .namespace("AWS/ApplicationELB")
            .metric_name("HTTPCode_Target_5XX_Count")
            .dimensions([Dimension::new()
                .name("LoadBalancer")
                .value(front.load_balancer_full_name())])
            .statistic(Statistic::Sum)
            .comparison_operator(ComparisonOperator::GreaterThanThreshold)
            .threshold(10)
            .period(60)
            .evaluation_periods(2)
            .treat_missing_data(TreatMissingData::NotBreaching),
    );

    let api = Container::new("api", api)
        .named_port("api", Port::http(PORT))
        .env("JOBS_URL", jobs.queue_url());
    let place = front.host(environment.host).path("/api/*");
    let api = stack.add(
        "Api",
        FargateService::new(cluster, task(api))
            .behind(place.health_check("/api/health"))
            .service_connect(Served::port("api").alias("api", 80))
            .deployment_alarms([errors]),
    );
    let send = Statement::allow(["sqs:SendMessage"]);
    stack.grant(api, send.on([jobs.arn()]));
    stack.add(
        "ApiScaling",
        TargetTrackingScaling::new(api, environment.tasks.clone()).cpu(60.percent()),
    );

    let web = Container::new("web", web)
        .port(PORT)
        .env("API_URL", "http://api");
    let web = stack.add(
        "Web",
        FargateService::new(cluster, task(web))
            .behind(front.host(environment.host).health_check("/health"))
            .service_connect(ServiceConnect::client())
            .deployment_alarms([errors]),
    );
    stack.connect(web, api, Port::tcp(PORT));
    stack.add(
        "WebScaling",
        TargetTrackingScaling::new(web, environment.tasks).requests(1000),
    );

    let worker = Container::new("worker", worker)
        .env("JOBS_URL", jobs.queue_url())
        // Spot capacity is taken away with two minutes' notice: time to end a job.
        .stop_timeout(2.minutes());
    let worker = FargateService::new(cluster, task(worker)).spot_from(2);
    let worker = stack.add("Worker", worker);
    let receive = Statement::allow(["sqs:ReceiveMessage", "sqs:DeleteMessage"]);
    stack.grant(worker, receive.on([jobs.arn()]));
    stack.add(
        "WorkerScaling",
        TargetTrackingScaling::new(worker, 0..=20).backlog_per_task(jobs, 100),
    );

    stack.add("Address", Output::new(front.dns_name()));
}
