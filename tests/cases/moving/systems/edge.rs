//! Instances behind a network load balancer, and what runs by the clock: `tests/data/moving/cdk/edge.js`, on constructs.

use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::{
    autoscaling::AutoScalingGroup,
    ec2::LaunchTemplate,
    ecs::{AsgCapacityProvider, Ec2Task, RunTask},
    events::Rule,
    s3::Bucket,
};
use stackwright::prelude::*;

pub(super) fn build(app: &App) {
    let stack = app.stack("Edge");
    stack.forms(Forms::aws_cdk());
    let vpc = stack.add(
        "Vpc",
        Vpc::new("10.0.0.0/16")
            .zones(2)
            .nat(Nat::One)
            .route_table_each()
            .without_s3_endpoint(),
    );
    let cluster = stack.add("Cluster", Cluster::new(vpc));
    let role = stack.add(
        "HostRole",
        Role::new(Principal::service("ec2.amazonaws.com"))
            .managed_policy(ManagedPolicy::aws("AmazonSSMManagedInstanceCore")),
    );
    let hosts = stack.add("HostGroup", SecurityGroup::new(vpc));
    let template = LaunchTemplate::new("m6g.large")
        .role(role)
        .security_group(hosts);
    let group = AutoScalingGroup::new(vpc, template, 1..=6);
    let capacity = stack.add("Capacity", AsgCapacityProvider::new(cluster, group));
    let images = stack.add("Images", EcrRepository::new().keep_last(20));
    let token = stack.add("Token", Secret::generated(32));
    let broker = Container::new("broker", images.image("5"))
        .port(1883)
        .cpu(256)
        .memory_reservation(512.mib())
        .secret("TOKEN", token);
    let task = Ec2Task::new().container(broker);
    let balancer = stack.add(
        "Nlb",
        NetworkLoadBalancer::new(vpc)
            .internet_facing()
            .cross_zone(true),
    );
    let service = Ec2Service::new(cluster, task)
        .desired_count(2)
        .min_healthy(50.percent())
        .on(capacity)
        .placement_strategies([PlacementStrategy::spread_across_zones()])
        .behind(
            balancer
                .tcp(1883)
                .target_group(|group| group.deregistration_delay(30.seconds())),
        );
    stack.add("Broker", service);
    let reports = stack.add("Reports", Bucket::new());
    let report = Container::new("ScheduledContainer", images.image("reports"))
        .env("BUCKET", reports.reference())
        .link(reports.write());
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(report);
    stack.add(
        "Nightly",
        Rule::scheduled(Cron::daily(2, 30)).to(RunTask::new(cluster, task)),
    );
}
