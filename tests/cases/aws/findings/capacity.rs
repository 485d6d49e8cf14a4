//! What is said of capacity.

use insta::assert_snapshot;
use stackwright::aws::autoscaling::{
    AutoScalingGroup, GroupStepScaling, GroupTargetTracking, ScheduledAction,
};
use stackwright::aws::cloudwatch::Metric;
use stackwright::aws::ec2::{LaunchTemplate, VpcHandle};
use stackwright::aws::ecs::{
    AsgCapacityProvider, CredentialSpec, DaemonTask, DockerVolume, Ec2Task, Volume,
};
use stackwright::aws::schedule::{Cron, TimeZone};
use stackwright::prelude::*;

use super::said;
use crate::aws::{cluster, nginx, vpc};

fn group(vpc: VpcHandle) -> AutoScalingGroup {
    AutoScalingGroup::new(vpc, LaunchTemplate::new("m7g.large"), 0..=10)
}

#[test]
fn ecs172_instances_without_subnets() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-0a1b2c3d"));
        stack.add("Group", group(vpc));
    }), @r"
    error[ECS172]: these instances have no subnets to stand in
      at Web/Group
      help: give the VPC subnets, or name some with `.subnets(...)`
    ");
}

#[test]
fn ecs173_providers_of_one_cluster_in_two_stacks() {
    let said = crate::support::findings(|app| {
        let web = *app.stack("Web");
        let cluster = cluster(web);
        let other = *app.stack("Other");
        for (stack, id) in [(web, "Here"), (other, "There")] {
            let vpc = stack.add(
                "Home",
                Vpc::imported("vpc-1").private(["subnet-1", "subnet-2"]),
            );
            stack.add(id, AsgCapacityProvider::new(cluster, group(vpc)));
        }
    });
    assert_eq!(
        said.matches("error[ECS173]: other providers of this cluster stand in another stack")
            .count(),
        2,
        "{said}"
    );
}

#[test]
fn ecs174_the_list_of_an_imported_cluster() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::imported("shop", vpc));
        stack.add("Instances", AsgCapacityProvider::new(cluster, group(vpc)));
    }), @r"
    error[ECS174]: the list of capacity providers of this cluster is written elsewhere
      at Web/Instances/Resource
      help: add the provider where the cluster is made, or take managed instances, which stand in no list
    ");
}

/// One cluster, imported where it is used: whoever would write its list is told.
#[test]
fn ecs174_a_cluster_that_is_imported_twice() {
    let said = said(|stack| {
        let vpc = vpc(stack);
        for name in ["One", "Two"] {
            let here = stack.scope(name);
            let cluster = here.add("Cluster", Cluster::imported("shop", vpc));
            here.add("Instances", AsgCapacityProvider::new(cluster, group(vpc)));
        }
    });
    assert_eq!(said.matches("error[ECS174]").count(), 2, "{said}");
}

#[test]
fn ecs175_two_default_strategies() {
    let said = said(|stack| {
        let strategy = [CapacityProvider::fargate()];
        let cluster = Cluster::new(vpc(stack)).default_strategy(strategy);
        let cluster = stack.add("Cluster", cluster);
        cluster.default_strategy(stack, CapacityProvider::fargate_spot());
    });
    assert!(
        said.contains("error[ECS175]: this cluster has a default strategy already"),
        "{said}"
    );
}

/// The settings that are told are held against the facts by
/// [`what_daemons_have_not_is_what_the_facts_say`](crate::aws::daemons::what_daemons_have_not_is_what_the_facts_say).
#[test]
fn ecs176_what_the_containers_of_daemons_have_not() {
    let everything = Container::new("agent", "example/agent:1")
        .credential_spec(CredentialSpec::on_instance("agent.json"))
        .docker_label("team", "ops")
        .port(8125)
        .gpus(1)
        .without_version_consistency()
        .volumes_from("other");
    assert_snapshot!(said(|stack| {
        stack.add("Task", DaemonTask::new(256, 512.mib()).container(everything));
    }), @r"
    error[ECS176]: container `agent` of a daemon asks for accelerators
      at Web/Task
      help: leave it out; what others are to reach runs as a service
    error[ECS176]: container `agent` of a daemon exposes a port
      at Web/Task
      help: leave it out; what others are to reach runs as a service
    error[ECS176]: container `agent` of a daemon has labels of Docker
      at Web/Task
      help: leave it out; what others are to reach runs as a service
    error[ECS176]: container `agent` of a daemon is a member of a domain
      at Web/Task
      help: leave it out; what others are to reach runs as a service
    error[ECS176]: container `agent` of a daemon mounts what another one has mounted
      at Web/Task
      help: leave it out; what others are to reach runs as a service
    error[ECS176]: container `agent` of a daemon says which image its tag means
      at Web/Task
      help: leave it out; what others are to reach runs as a service
    ");
}

#[test]
fn ecs134_a_daemon_mounts_folders_of_its_instance_alone() {
    let agent = Container::new("agent", "example/agent:1")
        .mount("/data", Volume::docker("data", DockerVolume::shared()));
    assert_snapshot!(said(|stack| {
        stack.add("Task", DaemonTask::new(256, 512.mib()).container(agent));
    }), @r"
    error[ECS134]: a daemon mounts the volume `data`
      at Web/Task
      help: mount a folder of the instance, `Volume::host(...)`, or `Volume::scratch(...)`
    ");
}

/// In any order of declaration.
#[test]
fn ecs178_policies_of_a_group_that_ecs_scales() {
    assert_snapshot!(crate::support::findings(|app| {
        let stack = *app.stack("Web");
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let workers = stack.add("Workers", group(vpc));
        let depth = Metric::new("Shop/Jobs", "Depth");
        stack.add("Cpu", GroupTargetTracking::new(workers).cpu(60.percent()));
        stack.add("Instances", AsgCapacityProvider::new(cluster, workers));
        stack.add("Steps", GroupStepScaling::new(workers, depth).at_least(10, 1));
    }), @r"
    warning[ECS178]: ECS scales this group already, as `Web/Instances` says
      at Web/Cpu
      help: leave the policy out, or let nobody else scale the group, `.without_managed_scaling()`
    warning[ECS178]: ECS scales this group already, as `Web/Instances` says
      at Web/Steps
      help: leave the policy out, or let nobody else scale the group, `.without_managed_scaling()`
    ");
}

#[test]
fn ecs190_steps_of_a_group_that_fight_with_tracking() {
    assert_snapshot!(said(|stack| {
        let workers = stack.add("Workers", group(vpc(stack)));
        let depth = Metric::new("Shop/Jobs", "Depth");
        let steps = GroupStepScaling::new(workers, depth).at_least(10, 1).at_most(1, -1);
        stack.add("Steps", steps);
        stack.add("Cpu", GroupTargetTracking::new(workers).cpu(60.percent()));
    }), @r"
    warning[ECS190]: steps take away what `Web/Cpu` adds again, and the other way round
      at Web/Steps
      help: let one of them take away: steps with `at_least` only, or tracking `.without_scale_in()`
    ");
}

#[test]
fn ecs116_a_group_that_is_scaled_by_nothing() {
    assert_snapshot!(said(|stack| {
        let workers = stack.add("Workers", group(vpc(stack)));
        stack.add("Scaling", GroupTargetTracking::new(workers));
    }), @r"
    error[ECS116]: scaling without a metric
      at Web/Scaling
      help: say what to keep near what, as `.cpu(70.percent())`
    ");
}

#[test]
fn ecs199_times_that_groups_do_not_have() {
    assert_snapshot!(said(|stack| {
        let workers = stack.add("Workers", group(vpc(stack)));
        let last = Cron::daily(7, 0).days_of_month("L");
        let once = Cron::daily(7, 0).years("2027");
        for (id, when) in [("Last", last), ("Once", once), ("Late", Cron::daily(25, 0))] {
            stack.add(id, ScheduledAction::new(workers, when, TimeZone::UTC).desired(1));
        }
    }), @r"
    error[ECS199]: a group of instances does not know `L`
      at Web/Last
      help: say a time as AWS reads it, as `Cron::daily(7, 30)`
    error[ECS199]: `25` is no hour
      at Web/Late
      help: say a time as AWS reads it, as `Cron::daily(7, 30)`
    error[ECS199]: a group of instances knows no year, as `2027`
      at Web/Once
      help: say a time as AWS reads it, as `Cron::daily(7, 30)`
    ");
}

#[test]
fn ecs179_a_daemon_runs_on_every_instance() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let instances = stack.add("Instances", AsgCapacityProvider::new(cluster, group(vpc)));
        let task = Ec2Task::new().host_network();
        let agent = Ec2Service::new(cluster, task.container(nginx().memory(64.mib())));
        stack.add("Agent", agent.daemon().on(instances));
    }), @r"
    error[ECS179]: a daemon runs on every instance, and is to run where a strategy says
      at Web/Agent
      help: leave `.on(...)` out, and keep the daemon to some instances with `.placement_constraint(...)`
    ");
}
