//! Auto Scaling groups, by themselves.

use serde_json::json;
use stackwright::aws::autoscaling::{
    AutoScalingGroup, DeletionProtection, GroupUpdate, InstanceRefresh, LifecycleHook,
    LifecycleTransition, MixedInstances, PoolState, RollingUpdate, ScheduledAction, SpotAllocation,
    TerminationPolicy, WarmPool,
};
use stackwright::aws::ec2::{LaunchTemplate, VpcHandle};
use stackwright::aws::schedule::{Cron, TimeZone};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, exact, like};

use super::{made, only, vpc};

const GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";

/// A group by itself.
fn grouped(change: impl FnOnce(AutoScalingGroup) -> AutoScalingGroup) -> Template {
    made(|stack| {
        stack.add("Group", change(group(vpc(stack))));
    })
}

fn group(vpc: VpcHandle) -> AutoScalingGroup {
    AutoScalingGroup::new(vpc, LaunchTemplate::new("m7g.large"), 0..=10)
}

/// aws-cdk 11990, and many more: a number that is said resets the group at every deployment.
#[test]
pub(crate) fn how_many_instances_there_are_is_left_to_scaling() {
    only(
        &grouped(|group| group),
        GROUP,
        exact(json!({
            "MinSize": "0",
            "MaxSize": "10",
            "VPCZoneIdentifier": ["subnet-0ccccccc", "subnet-0ddddddd"],
            "LaunchTemplate": {
                "LaunchTemplateId": {"Ref": "GroupLaunchTemplate"},
                "Version": {"Fn::GetAtt": ["GroupLaunchTemplate", "LatestVersionNumber"]},
            },
        })),
    );
    only(
        &grouped(|group| group.desired_capacity(3)),
        GROUP,
        like!({ "DesiredCapacity": "3" }),
    );
}

#[test]
pub(crate) fn every_option_of_a_group() {
    let template = grouped(|group| {
        group
            .name("workers")
            .subnets(SubnetKind::Public)
            .elb_health_checks()
            .ebs_health_checks()
            .health_check_grace_period(2.minutes())
            .default_instance_warmup(1.minutes())
            .cooldown(90.seconds())
            .max_instance_lifetime(14.days())
            .capacity_rebalance(true)
            .new_instances_protected_from_scale_in()
            .termination_policies([
                TerminationPolicy::OldestLaunchTemplate,
                TerminationPolicy::OldestInstance,
            ])
            .deletion_protection(DeletionProtection::PreventForceDeletion)
            .lifecycle_hook(
                LifecycleHook::new("logs", LifecycleTransition::Terminating)
                    .timeout(10.minutes())
                    .or_continue()
                    .metadata("copy"),
            )
            .retain_abandoned()
            .warm_pool(
                WarmPool::new()
                    .min(1)
                    .max_prepared(4)
                    .state(PoolState::Running)
                    .reused(),
            )
            .group_metrics()
            .notify("arn:aws:sns:eu-west-1:111122223333:ops")
            .balanced_zones_only()
    });
    only(
        &template,
        GROUP,
        like!({
            "AutoScalingGroupName": "workers",
            "VPCZoneIdentifier": ["subnet-0aaaaaaa", "subnet-0bbbbbbb"],
            "HealthCheckType": "ELB,EBS",
            "HealthCheckGracePeriod": 120,
            "DefaultInstanceWarmup": 60,
            "Cooldown": "90",
            "MaxInstanceLifetime": 1209600,
            "CapacityRebalance": true,
            "NewInstancesProtectedFromScaleIn": true,
            "TerminationPolicies": ["OldestLaunchTemplate", "OldestInstance"],
            "DeletionProtection": "prevent-force-deletion",
            "LifecycleHookSpecificationList": [{
                "LifecycleHookName": "logs",
                "LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING",
                "DefaultResult": "CONTINUE",
                "HeartbeatTimeout": 600,
                "NotificationMetadata": "copy",
            }],
            "InstanceLifecyclePolicy": { "RetentionTriggers": { "TerminateHookAbandon": "retain" } },
            "MetricsCollection": [{ "Granularity": "1Minute" }],
            "NotificationConfigurations": [{ "TopicARN": "arn:aws:sns:eu-west-1:111122223333:ops" }],
            "AvailabilityZoneDistribution": { "CapacityDistributionStrategy": "balanced-only" },
        }),
    );
    only(
        &template,
        "AWS::AutoScaling::WarmPool",
        exact(json!({
            "AutoScalingGroupName": {"Ref": "Group"},
            "MinSize": 1,
            "MaxGroupPreparedCapacity": 4,
            "PoolState": "Running",
            "InstanceReusePolicy": {"ReuseOnScaleIn": true},
        })),
    );
}

#[test]
pub(crate) fn instances_of_several_types_and_spare_capacity() {
    let mix = MixedInstances::new(["m7g.large", "m6g.large"])
        .weighted("m7g.xlarge", 2)
        .on_demand_base(1)
        .on_demand_above_base(20.percent());
    only(
        &grouped(|group| group.mixed(mix)),
        GROUP,
        like!({
            "LaunchTemplate": absent(),
            "CapacityRebalance": true,
            "MixedInstancesPolicy": {
                "InstancesDistribution": {
                    "OnDemandBaseCapacity": 1,
                    "OnDemandPercentageAboveBaseCapacity": 20,
                    "SpotAllocationStrategy": "price-capacity-optimized",
                },
                "LaunchTemplate": {
                    "LaunchTemplateSpecification": {
                        "LaunchTemplateId": { "Ref": "GroupLaunchTemplate" },
                    },
                    "Overrides": [
                        { "InstanceType": "m7g.large" },
                        { "InstanceType": "m6g.large" },
                        { "InstanceType": "m7g.xlarge", "WeightedCapacity": "2" },
                    ],
                },
            },
        }),
    );
}

#[test]
pub(crate) fn what_becomes_of_instances_when_the_template_changes() {
    let policy = |template: &Template| {
        let found = template.find_resources(GROUP, stackwright_assert::any());
        found[0].value["UpdatePolicy"].clone()
    };
    assert!(policy(&grouped(|group| group)).is_null());
    assert_eq!(
        policy(&grouped(
            |group| group.update(InstanceRefresh::new().warmup(2.minutes()))
        )),
        json!({"AutoScalingInstanceRefresh": {"Strategy": "Rolling", "Preferences": {
            "MinHealthyPercentage": 100,
            "MaxHealthyPercentage": 110,
            "SkipMatching": true,
            "InstanceWarmup": 120,
        }}})
    );
    let rolling = RollingUpdate::new()
        .batch(2)
        .min_in_service(1)
        .pause(5.minutes())
        .wait_on_signals();
    assert_eq!(
        policy(&grouped(|group| group.update(rolling))),
        json!({"AutoScalingRollingUpdate": {
            "MaxBatchSize": 2,
            "MinInstancesInService": 1,
            "PauseTime": "PT300S",
            "WaitOnResourceSignals": true,
        }})
    );
}

#[test]
pub(crate) fn a_group_by_the_hour_of_the_day() {
    let template = made(|stack| {
        let group = stack.add("Group", group(vpc(stack)));
        let nights = ScheduledAction::new(group, Cron::on_weekdays(20, 0), TimeZone::EUROPE_BERLIN);
        let nights = nights.min(0).max(0).desired(0);
        let (start, end) = ("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z");
        stack.add("Nights", nights.from_until(start, end));
    });
    only(
        &template,
        "AWS::AutoScaling::ScheduledAction",
        exact(json!({
            "AutoScalingGroupName": {"Ref": "Group"},
            "Recurrence": "0 20 * * MON-FRI",
            "TimeZone": "Europe/Berlin",
            "MinSize": 0,
            "MaxSize": 0,
            "DesiredCapacity": 0,
            "StartTime": "2026-12-01T00:00:00Z",
            "EndTime": "2027-01-01T00:00:00Z",
        })),
    );
}

/// Groups have the five fields of Unix, where services have the six of AWS.
#[test]
pub(crate) fn times_of_groups_are_written_as_unix_writes_them() {
    for (when, written) in [
        (Cron::daily(7, 30), "30 7 * * *"),
        (Cron::new("0/15", "8-17"), "0-59/15 8-17 * * *"),
        (Cron::daily(0, 0).weekdays("2-6"), "0 0 * * 1-5"),
        (Cron::monthly(1, 6, 0).months("JAN,JUL"), "0 6 1 JAN,JUL *"),
        (
            Cron::new("*/5", "*").weekdays("SAT,WED"),
            "*/5 * * * SAT,WED",
        ),
    ] {
        let template = made(|stack| {
            let group = stack.add("Group", group(vpc(stack)));
            let action = ScheduledAction::new(group, when, TimeZone::UTC);
            stack.add("Action", action.desired(1));
        });
        only(
            &template,
            "AWS::AutoScaling::ScheduledAction",
            like!({ "Recurrence": written }),
        );
    }
}

#[test]
pub(crate) fn spare_capacity_is_chosen_as_it_is_said() {
    for (allocation, word) in [
        (
            SpotAllocation::PriceCapacityOptimized,
            "price-capacity-optimized",
        ),
        (SpotAllocation::CapacityOptimized, "capacity-optimized"),
        (
            SpotAllocation::CapacityOptimizedPrioritized,
            "capacity-optimized-prioritized",
        ),
        (SpotAllocation::LowestPrice, "lowest-price"),
    ] {
        let mix = MixedInstances::new(["m7g.large", "m6g.large"])
            .on_demand_above_base(0.percent())
            .on_demand_in_order()
            .spot_allocation(allocation)
            .max_spot_price("0.05");
        only(
            &grouped(|group| group.mixed(mix)),
            GROUP,
            like!({ "MixedInstancesPolicy": { "InstancesDistribution": {
                "OnDemandAllocationStrategy": "prioritized",
                "OnDemandPercentageAboveBaseCapacity": 0,
                "SpotAllocationStrategy": word,
                "SpotMaxPrice": "0.05",
            } } }),
        );
    }
}

/// All on demand, so nothing is taken back, and nothing has to be replaced before that.
#[test]
pub(crate) fn a_mix_on_demand_alone() {
    let mix = MixedInstances::new(["m7g.large", "m6g.large"]);
    only(
        &grouped(|group| group.mixed(mix)),
        GROUP,
        like!({
            "CapacityRebalance": absent(),
            "MixedInstancesPolicy": { "InstancesDistribution": {
                "OnDemandAllocationStrategy": "lowest-price",
                "OnDemandPercentageAboveBaseCapacity": absent(),
            } },
        }),
    );
}

#[test]
pub(crate) fn a_second_group_takes_the_place_of_the_first() {
    let template = grouped(|group| group.update(GroupUpdate::replacing()));
    let found = template.find_resources(GROUP, stackwright_assert::any());
    assert_eq!(
        found[0].value["UpdatePolicy"],
        json!({"AutoScalingReplacingUpdate": {"WillReplace": true}})
    );
}

#[test]
pub(crate) fn a_pause_in_the_life_of_an_instance_is_told() {
    let template = made(|stack| {
        let role = Role::new(Principal::service("autoscaling.amazonaws.com"));
        let role = stack.add("Role", role);
        let hook = LifecycleHook::new("warm", LifecycleTransition::Launching)
            .notify("arn:aws:sqs:eu-west-1:111122223333:launches", role);
        stack.add("Group", group(vpc(stack)).lifecycle_hook(hook));
    });
    only(
        &template,
        GROUP,
        like!({ "LifecycleHookSpecificationList": [{
            "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING",
            "DefaultResult": "ABANDON",
            "HeartbeatTimeout": absent(),
            "NotificationTargetARN": "arn:aws:sqs:eu-west-1:111122223333:launches",
            "RoleARN": { "Fn::GetAtt": ["Role", "Arn"] },
        }] }),
    );
}
