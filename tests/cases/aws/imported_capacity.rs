//! Capacity that exists, and what is put on it.

use stackwright::aws::autoscaling::{AutoScalingGroup, GroupTargetTracking};
use stackwright::aws::ec2::{KeyPair, LaunchTemplate, PlacementGroup};
use stackwright::aws::ecs::{
    AsgCapacityProvider, Ec2Task, ManagedInstancesCapacityProvider, ManagedInstancesTask,
};
use stackwright::aws::elb::ApplicationLoadBalancer;
use stackwright::prelude::*;
use stackwright_assert::{absent, like};

use super::{made, nginx, only, vpc};

const PROVIDER: &str = "AWS::ECS::CapacityProvider";
const GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const SERVICE: &str = "AWS::ECS::Service";

/// It is left alone: no list of the cluster is written, which would take others out of it.
#[test]
pub(crate) fn services_on_providers_that_exist() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::imported("shop", vpc));
        let gpu = stack.add("Gpu", AsgCapacityProvider::imported("gpu"));
        assert!(gpu.group(stack).is_none());
        let task = Ec2Task::new().container(nginx().memory(256.mib()));
        let service = Ec2Service::new(cluster, task);
        stack.add("Own", service.on(CapacityProvider::from(gpu).base(1)));
    });
    template.resource_count_is(PROVIDER, 0);
    template.resource_count_is("AWS::ECS::ClusterCapacityProviderAssociations", 0);
    only(
        &template,
        SERVICE,
        like!({
            "LaunchType": absent(),
            "CapacityProviderStrategy": [{ "CapacityProvider": "gpu", "Base": 1, "Weight": 1 }],
        }),
    );
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::imported("shop", vpc));
        let managed = ManagedInstancesCapacityProvider::imported("managed");
        let managed = stack.add("Managed", managed);
        let task = ManagedInstancesTask::new(512, 1.gib()).container(nginx());
        stack.add(
            "Api",
            ManagedInstancesService::new(cluster, task).on(managed),
        );
    });
    only(
        &template,
        SERVICE,
        like!({ "CapacityProviderStrategy": [{ "CapacityProvider": "managed" }] }),
    );
}

#[test]
pub(crate) fn what_guards_a_provider_that_exists_lets_load_balancers_in() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::imported("shop", vpc));
        let guard = SecurityGroup::imported("sg-0a1b2c3d").open_to_change();
        let guard = stack.add("Guard", guard);
        let on = AsgCapacityProvider::imported("gpu").security_group(guard);
        let on = stack.add("Gpu", on);
        let front = ApplicationLoadBalancer::new(vpc).internet_facing();
        let front = stack.add("Front", front);
        let task = Ec2Task::new().bridge_network();
        let task = task.container(nginx().memory(256.mib()).port(80));
        let service = Ec2Service::new(cluster, task).on(on);
        stack.add("Web", service.behind(front.place()));
    });
    only(
        &template,
        "AWS::EC2::SecurityGroupIngress",
        like!({ "GroupId": "sg-0a1b2c3d", "FromPort": 32_768, "ToPort": 65_535 }),
    );
}

/// A group that exists is capacity, and is scaled.
#[test]
pub(crate) fn a_group_that_exists() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let guard = stack.add("Guard", SecurityGroup::imported("sg-0a1b2c3d"));
        let group = AutoScalingGroup::imported("workers").security_group(guard);
        let group = stack.add("Workers", group);
        assert!(group.launch_template(stack).is_none());
        let provider = AsgCapacityProvider::new(cluster, group).without_managed_scaling();
        stack.add("Instances", provider);
        stack.add("Scaling", GroupTargetTracking::new(group).cpu(60.percent()));
    });
    template.resource_count_is(GROUP, 0);
    only(
        &template,
        PROVIDER,
        like!({ "AutoScalingGroupProvider": { "AutoScalingGroupArn": "workers" } }),
    );
    only(
        &template,
        "AWS::AutoScaling::ScalingPolicy",
        like!({ "AutoScalingGroupName": "workers" }),
    );
}

#[test]
pub(crate) fn a_launch_template_a_key_and_a_placement_group_that_exist() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let guard = SecurityGroup::imported("sg-0a1b2c3d").open_to_change();
        let guard = stack.add("Guard", guard);
        let role = Role::imported("arn:aws:iam::111122223333:role/workers");
        let role = stack.add("Role", role);
        let existing = LaunchTemplate::imported("lt-0a1b2c3d4e5f", "7");
        let existing = existing.role(role).security_group(guard);
        let existing = stack.add("Existing", existing);
        assert!(existing.role(stack).is_some());
        let group = stack.add("Workers", AutoScalingGroup::new(vpc, existing, 0..=4));
        let data = stack.add("Data", SecurityGroup::new(vpc));
        stack.connect(group, data, Port::tcp(5432));
        let key = stack.add("Key", KeyPair::imported("ops"));
        let near = stack.add("Near", PlacementGroup::imported("near"));
        let template = LaunchTemplate::new("m7g.large");
        stack.add("Template", template.key_pair(key).placement_group(near));
    });
    only(
        &template,
        GROUP,
        like!({ "LaunchTemplate": { "LaunchTemplateId": "lt-0a1b2c3d4e5f", "Version": "7" } }),
    );
    only(
        &template,
        "AWS::EC2::LaunchTemplate",
        like!({ "LaunchTemplateData": {
            "KeyName": "ops",
            "Placement": { "GroupName": "near" },
        } }),
    );
    only(
        &template,
        "AWS::EC2::SecurityGroupIngress",
        like!({ "SourceSecurityGroupId": "sg-0a1b2c3d", "FromPort": 5432 }),
    );
}
