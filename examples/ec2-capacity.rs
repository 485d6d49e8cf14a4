//! Instances of one's own: a group that grows with the tasks, an agent on each of them, and a
//! service that prefers spare capacity.
//!
//! What this shows: instances of ECS are one call; a service says on which capacity it runs, and
//! another kind does not compile; services go before the capacity that they run on.

use stackwright::aws::autoscaling::{AutoScalingGroup, InstanceRefresh, MixedInstances};
use stackwright::aws::ec2::LaunchTemplate;
use stackwright::aws::ecs::{AsgCapacityProvider, Ec2Task};
use stackwright::prelude::*;

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

fn build(app: &App) {
    let stack = app.stack("Fleet");
    stack.describe("Instances as capacity of a cluster");
    stack.tag("Team", "platform");

    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::One));
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());

    // Two types on Graviton, one instance on demand, the others where capacity is spare. None is
    // older than two weeks, so that all have the fixes of AWS's images.
    let group = AutoScalingGroup::new(vpc, LaunchTemplate::new("m7g.large"), 0..=10)
        .mixed(
            MixedInstances::new(["m7g.large", "m6g.large"])
                .on_demand_base(1)
                .on_demand_above_base(0.percent()),
        )
        .max_instance_lifetime(14.days())
        .update(InstanceRefresh::new());
    let instances = stack.add("Instances", AsgCapacityProvider::new(cluster, group));

    let agent = Ec2Task::new().host_network().container(
        Container::new("agent", "public.ecr.aws/docker/library/busybox:1.37").memory(64.mib()),
    );
    stack.add("Agent", Ec2Service::new(cluster, agent).daemon());

    let worker = Ec2Task::new().container(
        Container::new("worker", "public.ecr.aws/docker/library/busybox:1.37").memory(512.mib()),
    );
    stack.add(
        "Worker",
        Ec2Service::new(cluster, worker)
            .on(instances)
            .placement_strategies([
                PlacementStrategy::spread_across_zones(),
                PlacementStrategy::packed_by_memory(),
            ]),
    );
}
