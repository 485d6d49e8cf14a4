use serde_json::json;
use stackwright::aws::autoscaling::AutoScalingGroup;
use stackwright::aws::ec2::LaunchTemplate;
use stackwright::aws::ecs::{
    AcceleratorName, AcceleratorType, AsgCapacityProvider, CpuManufacturer, Ec2Task, Inclusion,
    InstanceGeneration, InstanceRequirements, ManagedInstancesCapacityProvider,
    ManagedInstancesTask, ReservationPreference,
};
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::{at, made, nginx, only, vpc};

const PROVIDER: &str = "AWS::ECS::CapacityProvider";
const SERVICE: &str = "AWS::ECS::Service";
const ASSOCIATION: &str = "AWS::ECS::ClusterCapacityProviderAssociations";

fn task() -> ManagedInstancesTask {
    ManagedInstancesTask::new(512, 1.gib()).container(nginx().port(80))
}

fn provided(
    change: impl FnOnce(ManagedInstancesCapacityProvider) -> ManagedInstancesCapacityProvider,
) -> Template {
    made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let provider = ManagedInstancesCapacityProvider::new(cluster, vpc);
        let provider = stack.add("Managed", change(provider));
        let service = ManagedInstancesService::new(cluster, task()).on(provider);
        stack.add("Api", service);
    })
}

/// aws-cdk 35699, 36098: AWS CDK associates the provider, which ECS refuses.
#[test]
pub(crate) fn managed_instances_know_their_cluster_and_stand_in_no_list() {
    let template = provided(|provider| provider);
    only(
        &template,
        PROVIDER,
        exact(json!({
            "ClusterName": {"Ref": "Cluster"},
            "ManagedInstancesProvider": {
                "InfrastructureRoleArn": {"Fn::GetAtt": ["ManagedInfrastructureRole", "Arn"]},
                "InstanceLaunchTemplate": {
                    "Ec2InstanceProfileArn": {"Fn::GetAtt": ["ManagedInstanceProfile", "Arn"]},
                    "NetworkConfiguration": {
                        "SecurityGroups": [{"Ref": "ManagedSecurityGroup"}],
                        "Subnets": ["subnet-0ccccccc", "subnet-0ddddddd"],
                    },
                },
                "PropagateTags": "CAPACITY_PROVIDER",
            },
        })),
    );
    template.resource_count_is(ASSOCIATION, 0);
    only(
        &template,
        "AWS::ECS::Cluster",
        exact(json!({"CapacityProviders": ["FARGATE", "FARGATE_SPOT"]})),
    );
}

/// aws-cdk 36035, 35742: the service classes of AWS CDK refuse managed instances, or their task.
#[test]
pub(crate) fn a_service_on_managed_instances_has_a_strategy_and_no_launch_type() {
    let template = provided(|provider| provider);
    only(
        &template,
        SERVICE,
        like!({
            "LaunchType": absent(),
            "CapacityProviderStrategy": [{ "CapacityProvider": { "Ref": "Managed" }, "Weight": 1 }],
            "NetworkConfiguration": { "AwsvpcConfiguration": { "AssignPublicIp": absent() } },
        }),
    );
    only(
        &template,
        "AWS::ECS::TaskDefinition",
        like!({ "RequiresCompatibilities": ["MANAGED_INSTANCES"], "NetworkMode": "awsvpc" }),
    );
}

/// AWS's policy hands out roles named `ecsInstanceRole...` only: one of any name is handed out by
/// a right of its own (aws-cdk pull request 35796 names the role instead).
#[test]
pub(crate) fn the_instance_role_is_handed_out_whatever_its_name() {
    let template = provided(|provider| provider);
    at(
        &template,
        "ManagedInfrastructureRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": "iam:PassRole",
            "Resource": { "Fn::GetAtt": ["ManagedInstanceRole", "Arn"] },
            "Condition": { "StringEquals": { "iam:PassedToService": "ec2.amazonaws.com" } },
        }] } }] }),
    );
    at(
        &template,
        "ManagedInstanceRole",
        "AWS::IAM::Role",
        like!({ "RoleName": absent() }),
    );
}

#[test]
pub(crate) fn every_option_of_managed_instances() {
    let requirements = InstanceRequirements::new(2..=8, 4.gib()..=32.gib())
        .memory_per_vcpu(2.0..=8.0)
        .cpu_manufacturers([CpuManufacturer::Amd, CpuManufacturer::Intel])
        .excluded_types(["t3.*"])
        .generations([InstanceGeneration::Current])
        .burstable(Inclusion::Excluded)
        .bare_metal(Inclusion::Included)
        .local_storage(Inclusion::Required)
        .accelerators(1..=4)
        .accelerator_names([AcceleratorName::L4])
        .accelerator_types([AcceleratorType::Gpu])
        .network_gbps(1.0..=25.0);
    let template = provided(|provider| {
        provider
            .name("managed")
            .requirements(requirements)
            .reserved(
                "arn:aws:resource-groups:eu-west-1:111122223333:group/gpu",
                ReservationPreference::ReservationsFirst,
            )
            .storage(200.gib())
            .local_storage()
            .detailed_monitoring()
            .fips()
            .scale_in_after(10.minutes())
            .auto_repair(true)
            .without_tag_propagation()
            .metadata_tags()
    });
    only(
        &template,
        PROVIDER,
        like!({
            "Name": "managed",
            "ManagedInstancesProvider": {
                "InstanceLaunchTemplate": {
                    "InstanceRequirements": {
                        "VCpuCount": { "Min": 2, "Max": 8 },
                        "MemoryMiB": { "Min": 4096, "Max": 32768 },
                        "CpuManufacturers": ["amd", "intel"],
                        "ExcludedInstanceTypes": ["t3.*"],
                        "InstanceGenerations": ["current"],
                        "BurstablePerformance": "excluded",
                        "BareMetal": "included",
                        "LocalStorage": "required",
                        "AcceleratorCount": { "Min": 1, "Max": 4 },
                        "AcceleratorNames": ["l4"],
                        "AcceleratorTypes": ["gpu"],
                    },
                    "CapacityOptionType": "RESERVED",
                    "CapacityReservations": {
                        "ReservationGroupArn": "arn:aws:resource-groups:eu-west-1:111122223333:group/gpu",
                        "ReservationPreference": "RESERVATIONS_FIRST",
                    },
                    "StorageConfiguration": { "StorageSizeGiB": 200 },
                    "LocalStorageConfiguration": { "UseLocalStorage": true },
                    "Monitoring": "DETAILED",
                    "FipsEnabled": true,
                    "InstanceMetadataTagsPropagation": true,
                },
                "InfrastructureOptimization": { "ScaleInAfter": 600 },
                "AutoRepairConfiguration": { "ActionsStatus": "ENABLED" },
                "PropagateTags": "NONE",
            },
        }),
    );
    only(
        &provided(|provider| provider.spot().without_scale_in()),
        PROVIDER,
        like!({ "ManagedInstancesProvider": {
            "InstanceLaunchTemplate": { "CapacityOptionType": "SPOT" },
            "InfrastructureOptimization": { "ScaleInAfter": -1 },
        } }),
    );
}

/// It stands in default strategies, though in no list.
#[test]
pub(crate) fn managed_instances_as_the_default_of_a_cluster() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let managed = ManagedInstancesCapacityProvider::new(cluster, vpc);
        let managed = stack.add("Managed", managed);
        cluster.default_strategy(stack, managed);
    });
    only(
        &template,
        ASSOCIATION,
        exact(json!({
            "Cluster": {"Ref": "Cluster"},
            "CapacityProviders": ["FARGATE", "FARGATE_SPOT"],
            "DefaultCapacityProviderStrategy": [{"CapacityProvider": {"Ref": "Managed"}, "Weight": 1}],
        })),
    );
}

/// Everything about capacity in its default form, without a word of our own checker.
#[test]
pub(crate) fn nothing_is_said_of_services_on_all_kinds_of_capacity() {
    let app = App::new();
    let stack = *app.stack("Web");
    stack.tag("team", "web");
    let vpc = vpc(stack);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let managed = ManagedInstancesCapacityProvider::new(cluster, vpc);
    let managed = stack.add("Managed", managed);
    stack.add(
        "Api",
        ManagedInstancesService::new(cluster, task()).on(managed),
    );
    let group = AutoScalingGroup::new(vpc, LaunchTemplate::new("m7i.large"), 0..=4);
    let instances = stack.add("Instances", AsgCapacityProvider::new(cluster, group));
    let own = Ec2Task::new().container(nginx().port(80).memory(256.mib()));
    stack.add("Own", Ec2Service::new(cluster, own).on(instances));
    let agent = Ec2Task::new()
        .host_network()
        .container(nginx().memory(128.mib()));
    stack.add("Agent", Ec2Service::new(cluster, agent).daemon());
    let found = check_app(app.synth(), &Options::new()).diagnostics;
    // Logs are left out here, and alarms are made elsewhere.
    let of_capacity = |code| !["OPS437", "OPS511"].contains(&code);
    let found = found.iter().filter(|found| of_capacity(found.code));
    let found: Vec<_> = found.map(ToString::to_string).collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// aws-cdk 29826: a launch type and a strategy exclude each other, for every kind.
#[test]
pub(crate) fn instances_place_tasks_as_they_are_told() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = Ec2Task::new().container(nginx().memory(256.mib()));
        let service = Ec2Service::new(cluster, task)
            .placement_constraint(PlacementConstraint::distinct_instances())
            .placement_constraint(PlacementConstraint::member_of("attribute:disk == fast"))
            .placement_strategies([
                PlacementStrategy::spread_across_zones(),
                PlacementStrategy::packed_by_memory(),
                PlacementStrategy::randomly(),
            ]);
        stack.add("Own", service);
    });
    only(
        &template,
        SERVICE,
        like!({
            "LaunchType": "EC2",
            "CapacityProviderStrategy": absent(),
            "PlacementConstraints": [
                { "Type": "distinctInstance", "Expression": absent() },
                { "Type": "memberOf", "Expression": "attribute:disk == fast" },
            ],
            "PlacementStrategies": [
                { "Type": "spread", "Field": "attribute:ecs.availability-zone" },
                { "Type": "binpack", "Field": "memory" },
                { "Type": "random", "Field": absent() },
            ],
        }),
    );
}

#[test]
pub(crate) fn a_daemon_runs_on_every_instance() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = Ec2Task::new()
            .host_network()
            .container(nginx().memory(128.mib()));
        stack.add("Agent", Ec2Service::new(cluster, task).daemon());
    });
    only(
        &template,
        SERVICE,
        like!({
            "SchedulingStrategy": "DAEMON",
            "DesiredCount": absent(),
            "NetworkConfiguration": absent(),
            "DeploymentConfiguration": { "MinimumHealthyPercent": 0, "MaximumPercent": 100 },
        }),
    );
}

#[test]
pub(crate) fn a_service_on_machines_elsewhere() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = stackwright::aws::ecs::ExternalTask::new();
        let task = task.container(nginx().memory(128.mib()));
        stack.add("Edge", ExternalService::new(cluster, task));
    });
    only(
        &template,
        SERVICE,
        like!({ "LaunchType": "EXTERNAL", "NetworkConfiguration": absent() }),
    );
    assert!(
        template
            .find_resources("AWS::EC2::SecurityGroup", any())
            .is_empty()
    );
}
