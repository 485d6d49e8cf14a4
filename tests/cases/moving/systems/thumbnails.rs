//! A worker on a queue that a topic tells, with a bucket and a table: `tests/data/moving/cdk/thumbnails.js`, on constructs.

use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::{
    cloudwatch::{Alarm, MissingData},
    dynamodb::{Index, Table, TableKey},
    s3::{Bucket, ObjectRule},
    sns::{Subscription, Topic},
    sqs::Queue,
};
use stackwright::prelude::*;

pub(super) fn build(app: &App) {
    let stack = app.stack("Thumbnails");
    stack.forms(Forms::aws_cdk());
    let vpc = stack.add(
        "VPC",
        Vpc::new("10.0.0.0/16")
            .zones(2)
            .nat(Nat::PerZone)
            .route_table_each()
            .without_s3_endpoint(),
    );
    let cluster = stack.add("WorkerCluster", Cluster::new(vpc));
    let dead = stack.add("DeadLetters", Queue::new().retention(14.days()));
    let jobs = stack.add(
        "Jobs",
        Queue::new()
            .visibility(5.minutes())
            .dead_letters_to(dead, 3)
            .allow_http(),
    );
    let uploads = stack.add("Uploads", Topic::new().display_name("Uploads"));
    stack.add("UploadsToJobs", Subscription::to(uploads, jobs).raw());
    let images = Bucket::new().versions().lifecycle(
        ObjectRule::new("Old")
            .expire(365.days())
            .expire_earlier_versions(30.days()),
    );
    let images = stack.add("Images", images);
    let index = Table::new(TableKey::string("pk"))
        .sort(TableKey::string("sk"))
        .expires_by("expires")
        .index(Index::new("byOwner", TableKey::string("owner")));
    let index = stack.add("Index", index);
    let worker = Container::new("QueueProcessingContainer", "ghcr.io/acme/thumbnailer:3.1")
        .env("BUCKET", images.reference())
        .env("TABLE", index.reference())
        .env("QUEUE_NAME", jobs.queue_name());
    let task = FargateTask::new(TaskSize::One(OneMemory::Gib2)).container(worker);
    let service = FargateService::new(cluster, task).on([
        CapacityProvider::fargate_spot().weight(2),
        CapacityProvider::fargate().weight(1),
    ]);
    let service = stack.add("Worker", service);
    for right in [images.read_write(), index.read_write(), jobs.consume()] {
        stack.grant(service, right);
    }
    stack.add(
        "Cpu",
        TargetTrackingScaling::new(service, 1..=20).cpu(50.percent()),
    );
    stack.add(
        "Depth",
        StepScaling::new(service, 1..=20, jobs.visible_messages())
            .at_most(0, -1)
            .at_least(50, 1)
            .at_least(500, 5),
    );
    let alarms = stack.add("Alarms", Topic::new().email("ops@example.com"));
    stack.add(
        "DeadLettersAlarm",
        Alarm::at_least(dead.visible_messages(), 1.0)
            .missing(MissingData::NotBreaching)
            .notify(alarms),
    );
    stack.add("QueueUrl", Output::new(jobs.reference()));
}
