//! Instances that ECS looks after: it chooses, starts, patches and ends them.
//!
//! What this shows: the provider with its two roles is one call, and is the default of its
//! cluster without standing in its list; a service goes on it like on any other capacity.

use stackwright::aws::ecs::{
    CpuManufacturer, InstanceRequirements, ManagedInstancesCapacityProvider, ManagedInstancesTask,
};
use stackwright::prelude::*;

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

fn build(app: &App) {
    let stack = app.stack("Managed");
    stack.describe("Managed instances as capacity of a cluster");
    stack.tag("Team", "platform");

    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::One));
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let managed = stack.add(
        "Instances",
        ManagedInstancesCapacityProvider::new(cluster, vpc)
            .requirements(
                InstanceRequirements::new(2..=8, 4.gib()..=32.gib())
                    .cpu_manufacturers([CpuManufacturer::Intel, CpuManufacturer::Amd]),
            )
            .scale_in_after(10.minutes()),
    );
    cluster.default_strategy(*stack, managed);

    let api = ManagedInstancesTask::new(512, 1.gib())
        .container(Container::new("api", "public.ecr.aws/nginx/nginx:1.27").port(80));
    stack.add(
        "Api",
        ManagedInstancesService::new(cluster, api).on(managed),
    );
}
