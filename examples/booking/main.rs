//! A booking system: a public site, an API that only the site can call, a worker on a queue, and a report
//! every night, with a database, a cache and a bucket. `booking/README.md` says how to deploy it.
//!
//! What this shows beside the other examples: images are built of directories; what talks to what is
//! one link, which brings the right, the way and the variables; and an environment is a file of settings.

use std::process::ExitCode;

use schemars::JsonSchema;
use serde::Deserialize;
use stackwright::prelude::*;

/// In what environments differ: `booking/staging.yaml`, `booking/production.yaml`.
#[derive(Deserialize, JsonSchema)]
struct Settings {
    /// What stacks are called after.
    stage: String,
    /// The name of the site, in the zone.
    domain: String,
    zone: Zone,
    /// Over how many Availability Zones it is spread.
    zones: u8,
    /// How many tasks of a service there are at least, and at most.
    tasks: (u32, u32),
    /// Whether data is kept twice, and stays when it is deleted here.
    keep: bool,
    /// Who is told of alarms.
    on_call: String,
}

#[derive(Deserialize, JsonSchema)]
struct Zone {
    id: String,
    name: String,
}

fn main() -> ExitCode {
    stackwright::run_with(build)
}

fn build(app: &App, settings: &Settings) {
    let stage = app.stage(settings.stage.clone());
    stage.tag("System", "booking");

    let network = stage.stack("Network");
    let vpc = network.add("Vpc", Vpc::new("10.0.0.0/16").zones(settings.zones));

    let data = stage.stack("Data");
    let db = Postgres::new(vpc, PostgresVersion::V17);
    let files = Bucket::new().versions();
    let (db, files) = match settings.keep {
        true => (db.multi_az(), files),
        false => (db.disposable(), files.disposable()),
    };
    let db = data.add("Db", db);
    let files = data.add("Files", files);
    let cache = data.add("Cache", Valkey::new(vpc));
    let jobs = Queue::new().visibility(10.minutes()).dead_letter_after(5);
    let jobs = data.add("Jobs", jobs);

    let services = stage.stack("Services");
    let zone = HostedZone::imported(&settings.zone.id, &settings.zone.name);
    let zone = services.add("Zone", zone);
    let cluster = Cluster::new(vpc)
        .container_insights()
        .namespace("booking.internal");
    let cluster = services.add("Cluster", cluster);
    let front = services.add("Front", ApplicationLoadBalancer::new(vpc).internet_facing());
    let on_call = services.add("OnCall", Topic::new().email(settings.on_call.clone()));
    let (least, most) = settings.tasks;

    let api = Container::new("api", Image::directory("booking/api"))
        .port(8080)
        .link(db.login())
        .link(cache.login())
        .link(files.read())
        .link(jobs.send())
        .health_check(HealthCheck::shell(
            "wget -qO- http://localhost:8080/healthz || exit 1",
        ));
    let api = FargateService::new(cluster, task(api)).discover_as("api");
    let api = services.add("Api", api);
    services.add(
        "ApiScaling",
        TargetTrackingScaling::new(api, least..=most).cpu(60.percent()),
    );

    let site = Container::new("site", Image::directory("booking/site"))
        .port(8080)
        .link(api.call());
    let site = FargateService::new(cluster, task(site))
        .behind(front.place().health_check("/healthz"))
        .domain(&settings.domain, zone);
    let site = services.add("Site", site);
    services.add(
        "SiteScaling",
        TargetTrackingScaling::new(site, least..=most).requests(800),
    );

    let worker = Container::new("worker", Image::directory("booking/worker"))
        .link(db.login())
        .link(files.write());
    let worker = QueueWorker::new(cluster, jobs, task(worker))
        .work_time(5.minutes())
        .between(0..=most)
        .alarms(|of_jobs| of_jobs.notify(on_call));
    let worker = services.add("Worker", worker);

    let report = Container::new("report", Image::directory("booking/report"))
        .link(db.login())
        .link(files.write());
    let report =
        ScheduledTask::new(cluster, task(report)).at(Cron::daily(3, 30), TimeZone::EUROPE_BERLIN);
    let report = services.add("Report", report);

    for (id, alarms) in [
        ("DbAlarms", db.recommended_alarms()),
        ("CacheAlarms", cache.recommended_alarms()),
        ("ApiAlarms", api.recommended_alarms()),
        ("SiteAlarms", site.recommended_alarms()),
        ("WorkerAlarms", worker.recommended_alarms()),
        ("ReportAlarms", report.recommended_alarms()),
    ] {
        services.add(id, alarms.notify(on_call));
    }
    services.add(
        "Address",
        Output::new(format!("https://{}", settings.domain)),
    );
}

/// What all tasks are alike in.
fn task(container: Container) -> FargateTask {
    FargateTask::new(TaskSize::Half(HalfMemory::Gib1))
        .architecture(CpuArchitecture::Arm64)
        .container(container)
}
