//! A queue, and tasks that work on what waits in it.

use schemars::JsonSchema;
use serde::Deserialize;
use stackwright::aws::patterns::QueueWorker;
use stackwright::prelude::*;

/// In what environments differ: `settings/staging.yaml`, `settings/production.yaml`.
#[derive(Deserialize, JsonSchema)]
pub struct Settings {
    /// What stacks are called after.
    pub stage: String,
    /// Over how many Availability Zones the workers are spread.
    pub zones: u8,
    /// How many workers there are at most.
    pub workers: u32,
    /// How many messages may wait for each worker.
    pub backlog: u32,
    /// Who is told when something goes wrong.
    pub on_call: String,
}

/// Describes the stacks of an environment.
pub fn build(app: &App, settings: &Settings) {
    let stage = app.stage(settings.stage.clone());
    stage.tag("System", "my-app");
    let stack = stage.stack("MyApp");

    let vpc = Vpc::new("10.0.0.0/16").zones(settings.zones).nat(Nat::One);
    let vpc = stack.add("Vpc", vpc);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let on_call = Topic::new().email(settings.on_call.clone());
    let on_call = stack.add("OnCall", on_call);

    // A message that is not deleted within ten minutes is given to somebody else, and after five times
    // kept aside for people to look at.
    let jobs = Queue::new().visibility(10.minutes()).dead_letter_after(5);
    let jobs = stack.add("Jobs", jobs);
    let worker = Container::new("worker", Image::directory("worker"));
    let worker = QueueWorker::new(cluster, jobs, worker)
        .backlog_per_task(settings.backlog)
        .between(0..=settings.workers)
        .work_time(5.minutes())
        .alarms(|alarms| alarms.notify(on_call))
        // The first one stays where AWS wants the capacity of Spot back.
        .service(|service| service.spot_from(2));
    stack.add("Worker", worker);
    stack.add("JobsUrl", Output::new(jobs.queue_url()));
}
