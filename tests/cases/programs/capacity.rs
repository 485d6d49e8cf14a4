//! Capacity other than Fargate, and services on it.

use stackwright::aws::autoscaling::{
    AutoScalingGroup, DeletionProtection, GroupStepScaling, GroupTargetTracking, InstanceRefresh,
    LifecycleHook, LifecycleTransition, MixedInstances, PoolState, RollingUpdate, ScheduledAction,
    TerminationPolicy, WarmPool,
};
use stackwright::aws::ec2::{BlockDevice, LaunchTemplate, PlacementGroup, SpotOptions};
use stackwright::aws::ecs::{
    AgentSettings, AsgCapacityProvider, BottlerocketImage, CpuArchitecture, CpuManufacturer,
    Daemon, DaemonTask, Ec2Task, EcsOptimizedImage, Inclusion, InstanceRequirements,
    ManagedInstancesCapacityProvider, ManagedScaling,
};
use stackwright::aws::schedule::{Cron, TimeZone};
use stackwright::prelude::*;

use super::dice::Dice;
use super::doors::Door;
use super::ground::Around;
use super::place::Place;
use super::{Added, KEY, scaling, services, tasks};

fn template(place: Place<'_>, around: &Around, dice: &mut Dice) -> LaunchTemplate {
    let policy = ManagedPolicy::aws("service-role/AmazonEC2ContainerServiceforEC2Role");
    let role = Role::new(Principal::service("ec2.amazonaws.com")).managed_policy(policy);
    let guard = SecurityGroup::new(around.vpc);
    let disk = dice.some(
        BlockDevice::new("/dev/xvda").size(100.gib()),
        &[
            &|it, _| it.iops(4000),
            &|it, _| it.throughput(250),
            &|it, _| it.key(KEY),
            &|it, _| it.kept(),
        ],
    );
    dice.some(
        LaunchTemplate::new("m7g.large"),
        &[
            &|it, _| it.machine_image(EcsOptimizedImage::arm64()),
            &|it, _| it.machine_image(BottlerocketImage::new(CpuArchitecture::Arm64)),
            &|it, _| it.role(place.add("InstanceRole", role.clone())),
            &|it, _| it.security_group(place.add("Guard", guard.clone())),
            &|it, _| it.block_device(disk.clone()),
            &|it, _| it.metadata_hops(2),
            &|it, _| it.metadata_tags(),
            &|it, _| it.detailed_monitoring(),
            &|it, _| it.key_pair("operators"),
            &|it, _| it.public_ip(false),
            &|it, _| it.termination_protection(),
        ],
    )
}

fn group(
    place: Place<'_>,
    around: &Around,
    dice: &mut Dice,
    joins_by_itself: bool,
) -> AutoScalingGroup {
    let template = template(place, around, dice);
    let spot = dice.says();
    let template = match spot {
        true => template.spot(SpotOptions::new().max_price("0.05")),
        false => template,
    };
    let group = match joins_by_itself {
        true => {
            // It joins the cluster by itself.
            let cluster = around.cluster.reference();
            let join = sub!("#!/bin/bash\necho ECS_CLUSTER={cluster} >> /etc/ecs/ecs.config\n");
            let policy = ManagedPolicy::aws("service-role/AmazonEC2ContainerServiceforEC2Role");
            let role = Role::new(Principal::service("ec2.amazonaws.com")).managed_policy(policy);
            let template = LaunchTemplate::new("m7g.large")
                .machine_image(EcsOptimizedImage::arm64())
                .role(place.add("OwnRole", role))
                .user_data(join);
            let template = place.add("Template", template);
            AutoScalingGroup::new(around.vpc, template, 1..=10)
        }
        false => AutoScalingGroup::new(around.vpc, template, 0..=10),
    };
    dice.some(
        group,
        &[
            &|it, _| it.desired_capacity(3),
            &|it, _| match spot {
                true => it,
                false => it.mixed(
                    MixedInstances::new(["m7g.large", "m6g.large"])
                        .on_demand_base(1)
                        .on_demand_above_base(50.percent()),
                ),
            },
            &|it, _| it.update(InstanceRefresh::new().warmup(60.seconds())),
            &|it, _| it.update(RollingUpdate::new().batch(2).pause(5.minutes())),
            &|it, _| {
                it.ebs_health_checks()
                    .health_check_grace_period(2.minutes())
            },
            &|it, _| it.default_instance_warmup(60.seconds()),
            &|it, _| it.max_instance_lifetime(14.days()),
            &|it, _| it.capacity_rebalance(true),
            &|it, _| it.termination_policies([TerminationPolicy::OldestLaunchTemplate]),
            &|it, _| it.deletion_protection(DeletionProtection::PreventForceDeletion),
            &|it, _| {
                let hook = LifecycleHook::new("logs", LifecycleTransition::Terminating);
                it.lifecycle_hook(hook.timeout(10.minutes()).or_continue())
            },
            &|it, _| match spot {
                true => it,
                false => it.warm_pool(WarmPool::new().min(1).state(PoolState::Stopped)),
            },
            &|it, _| it.group_metrics(),
            &|it, _| it.balanced_zones_only(),
        ],
    )
}

/// Instances of one's own, and a service on them.
pub fn instances<'a>(place: Place<'a>, around: &Around, dice: &mut Dice) -> Added<'a> {
    let is_added = dice.says();
    let group = group(place, around, dice, is_added);
    let is_bridged = dice.says();
    let task = tasks::ec2(place, around, dice, 8080, is_bridged);
    // A cluster that others made has a list of providers of its own.
    let provider = around.owns_cluster.then(|| {
        let provider = match is_added {
            true => {
                let group = place.add("Group", group.clone());
                let when = Cron::on_weekdays(20, 0);
                let night = ScheduledAction::new(group, when, TimeZone::EUROPE_BERLIN);
                place.add("Night", night.min(0).max(10));
                AsgCapacityProvider::new(around.cluster, group)
            }
            false => AsgCapacityProvider::new(around.cluster, group.clone()),
        };
        let provider = dice.some(
            provider,
            &[
                &|it, _| it.managed_scaling(ManagedScaling::new().target_capacity(80.percent())),
                &|it, _| it.without_managed_draining(),
                &|it, _| {
                    it.agent(
                        AgentSettings::new()
                            .attribute("zone", "a")
                            .reserved_memory(128),
                    )
                },
            ],
        );
        place.add("Instances", provider)
    });
    let task = place.add("Task", task);
    let service = Ec2Service::new(around.cluster, task);
    let service = match provider {
        Some(provider) => service.on(provider),
        None => service,
    };
    let service = dice.some(
        service,
        &[
            &|it, _| it.placement_constraint(PlacementConstraint::distinct_instances()),
            &|it, _| {
                it.placement_strategies([
                    PlacementStrategy::spread_across_zones(),
                    PlacementStrategy::packed_by_memory(),
                ])
            },
        ],
    );
    let is_daemon = dice.says();
    let service = match is_daemon {
        true => Ec2Service::new(around.cluster, task).daemon(),
        false => dice.some(service, &[&|it, _| it.exec(), &|it, _| it.desired_count(2)]),
    };
    let service = place.add("Service", service);
    if !is_daemon {
        scaling::of(place, dice, service, Door::None);
    }
    Added {
        scope: place.scope,
        task: Some(task),
        service,
        port: 8080,
        is_guarded: !is_bridged,
    }
}

/// Instances that ECS looks after, and a service on them.
pub fn managed<'a>(place: Place<'a>, around: &Around, dice: &mut Dice, number: usize) -> Added<'a> {
    let policy = || ManagedPolicy::aws("AmazonECSInstanceRolePolicyForManagedInstances");
    let role = || Role::new(Principal::service("ec2.amazonaws.com")).managed_policy(policy());
    let provider = dice.some(
        ManagedInstancesCapacityProvider::new(around.cluster, around.vpc),
        &[
            &|it, _| {
                let wanted = InstanceRequirements::new(2..=8, 4.gib()..=32.gib());
                let wanted = wanted.cpu_manufacturers([CpuManufacturer::Intel]);
                it.requirements(wanted.burstable(Inclusion::Included))
            },
            &|it, _| it.spot(),
            &|it, _| it.security_group(place.add("Guard", SecurityGroup::new(around.vpc))),
            &|it, _| it.instance_role(place.add("InstanceRole", role())),
            &|it, _| it.storage(100.gib()),
            &|it, _| it.detailed_monitoring(),
            &|it, _| it.scale_in_after(10.minutes()),
            &|it, _| it.without_tag_propagation(),
            &|it, _| it.auto_repair(true),
        ],
    );
    let provider = place.add("Managed", provider);
    if dice.says() {
        let agent = Container::new("agent", around.image(dice)).privileged();
        let agent = DaemonTask::new(256, 512.mib()).container(agent);
        let agent = dice.some(
            agent,
            &[&|it, _| it.host_processes(), &|it, _| it.family("agent")],
        );
        let agent = place.add("AgentTask", agent);
        let agent = dice.some(
            Daemon::new(around.cluster, agent, provider),
            &[
                &|it, _| it.non_critical(),
                &|it, _| it.drain(50.percent()),
                &|it, _| it.bake(5.minutes()),
                &|it, _| it.exec(),
                &|it, _| it.without_tag_propagation(),
            ],
        );
        place.add("Agent", agent);
    }
    let task = place.add("Task", tasks::managed(place, around, dice, 8080));
    let service = ManagedInstancesService::new(around.cluster, task).on(provider);
    let service = services::options(service, place, around, dice, number, 8080);
    let service = place.add("Service", service);
    scaling::of(place, dice, service, Door::None);
    Added {
        scope: place.scope,
        task: Some(task),
        service,
        port: 8080,
        is_guarded: true,
    }
}

/// A service on machines elsewhere.
pub fn external(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let task = place.add("Task", tasks::external(place, around, dice, 8080));
    let service = ExternalService::new(around.cluster, task);
    let service = dice.some(service, &[&|it, _| it.desired_count(2)]);
    let service = match dice.says() {
        true => ExternalService::new(around.cluster, task).daemon(),
        false => service,
    };
    place.add("Service", service);
}

/// Instances that are of no cluster, and what scales them.
pub fn group_of_instances(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let template = match dice.says() {
        true => {
            let guard = place.add("OfOld", SecurityGroup::imported("sg-0d1d2d3d"));
            let old = LaunchTemplate::imported("lt-0a1b2c3d4e5f67890", "3");
            place.add("OldTemplate", old.security_group(guard))
        }
        false => {
            let racks = PlacementGroup::imported("old");
            let racks = place.add("Racks", racks);
            let template = LaunchTemplate::new("m7g.large").placement_group(racks);
            place.add("Template", template)
        }
    };
    let group = AutoScalingGroup::new(around.vpc, template, 1..=10);
    let group = match dice.says() {
        true => place.add("OldGroup", AutoScalingGroup::imported("old")),
        false => place.add("Group", group),
    };
    let waiting = Metric::new("Shop", "Waiting").maximum();
    let tracking = dice.some(
        GroupTargetTracking::new(group).cpu(60.percent()),
        &[
            &|it, _| it.network_in(1_000_000),
            &|it, _| it.metric("Waiting", waiting.clone(), 20.0),
            &|it, _| it.warmup(2.minutes()),
        ],
    );
    let steps = GroupStepScaling::new(group, waiting).at_least(100, 1);
    place.in_any_order(&[
        &|| {
            place.add("Tracking", tracking.clone());
        },
        &|| {
            place.add("Steps", steps.clone());
        },
    ]);
}

/// Capacity that exists, and what runs on it.
pub fn existing(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let cluster = place.add("OldCluster", Cluster::imported("old", around.vpc));
    let own = place.add("Own", AsgCapacityProvider::imported("own"));
    let task = Container::new("main", around.image(dice)).memory(256.mib());
    let service = Ec2Service::new(cluster, Ec2Task::new().container(task)).on(own);
    place.add("Service", service);
    let managed = ManagedInstancesCapacityProvider::imported("managed");
    let managed = place.add("Managed", managed);
    let role = || Role::imported("arn:aws:iam::111122223333:role/agent");
    let role = place.add("Role", role());
    let arn = "arn:aws:ecs:eu-west-1:111122223333:daemon-task-definition/agent:3";
    let agent = place.add("AgentTask", DaemonTask::imported(arn, role, role));
    place.add("Agent", Daemon::new(cluster, agent, managed));
    let arn = "arn:aws:ecs:eu-west-1:111122223333:daemon/old/old";
    place.add("OldAgent", Daemon::imported(arn));
}
