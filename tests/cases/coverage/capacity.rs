use super::row::{Area, groups};

/// What tasks run on.
pub(super) const AREA: Area = Area {
    title: "Capacity",
    groups: groups! {
        "Fargate and Fargate Spot", "`CapacityProviderStrategy`." {
            "capacityProvider", "CapacityProviderStrategy.CapacityProvider" => yes "CapacityProvider::fargate_spot", proof = crate::aws::capacity::a_launch_type_or_a_strategy;
            "base", "CapacityProviderStrategy.Base" => yes "base", proof = crate::aws::capacity::every_option_of_a_cluster;
            "weight", "CapacityProviderStrategy.Weight" => yes "weight", proof = crate::aws::capacity::every_option_of_a_cluster;
            "a mix from one word (Copilot's spot_from)", "CapacityProviderStrategy" => yes "spot_from", proof = crate::aws::capacity::spot_from_the_nth_task;
        }
        "instances of one's own", "`AsgCapacityProviderProps`." {
            "capacityProviderName", "Name" => better "name", "named by itself where ECS would refuse the name that CloudFormation makes", proof = crate::aws::instances::a_provider_in_a_stack_with_a_reserved_name;
            "autoScalingGroup", "AutoScalingGroupProvider.AutoScalingGroupArn" => better "AsgCapacityProvider::new", "image, role and user data come from one call, for a group still to be added", proof = crate::aws::instances::instances_join_their_cluster;
            "enableManagedScaling", "AutoScalingGroupProvider.ManagedScaling.Status" => yes "without_managed_scaling", proof = crate::aws::instances::every_option_of_a_provider_of_instances;
            "enableManagedTerminationProtection", "AutoScalingGroupProvider.ManagedTerminationProtection" => better "termination_protection", "off unless said, and always with its pair: deleting the stack does not hang on it", proof = crate::aws::instances::the_protection_pair;
            "enableManagedDraining", "AutoScalingGroupProvider.ManagedDraining" => yes "without_managed_draining", proof = crate::aws::instances::every_option_of_a_provider_of_instances;
            "maximumScalingStepSize, minimumScalingStepSize", "AutoScalingGroupProvider.ManagedScaling" => yes "ManagedScaling::max_step", proof = crate::aws::instances::every_option_of_a_provider_of_instances;
            "targetCapacityPercent", "AutoScalingGroupProvider.ManagedScaling.TargetCapacity" => yes "ManagedScaling::target_capacity", proof = crate::aws::instances::every_option_of_a_provider_of_instances;
            "instanceWarmupPeriod", "AutoScalingGroupProvider.ManagedScaling.InstanceWarmupPeriod" => yes "ManagedScaling::warmup", proof = crate::aws::instances::every_option_of_a_provider_of_instances;
            "addAsgCapacityProvider", "ClusterCapacityProviderAssociations" => better "AsgCapacityProvider::new", "services wait for the list, and are deleted before it", proof = crate::aws::instances::services_wait_for_the_list_and_go_before_it;
            "addDefaultCapacityProviderStrategy", "ClusterCapacityProviderAssociations.DefaultCapacityProviderStrategy" => yes "ClusterHandle::default_strategy", proof = crate::aws::instances::instances_as_the_default_of_a_cluster;
            "spotInstanceDraining, machineImageType", "UserData" => yes "AgentSettings", proof = crate::aws::instances::bottlerocket_and_windows_join_in_their_own_ways;
            "EcsOptimizedImage, BottleRocketImage", "" => better "EcsOptimizedImage", "chosen at launch, at deployment or for good; no instance is replaced by surprise", proof = crate::aws::launch_templates::an_image_is_chosen_at_launch_at_deployment_or_for_good;
        }
        "managed instances", "`ManagedInstancesCapacityProviderProps`, and what it has no option for." {
            "infrastructureRole", "ManagedInstancesProvider.InfrastructureRoleArn" => yes "infrastructure_role", proof = crate::aws::managed_instances::managed_instances_know_their_cluster_and_stand_in_no_list;
            "ec2InstanceProfile", "ManagedInstancesProvider.InstanceLaunchTemplate.Ec2InstanceProfileArn" => better "instance_role", "the role needs no name, and is handed out by a right to it alone", proof = crate::aws::managed_instances::the_instance_role_is_handed_out_whatever_its_name;
            "subnets, securityGroups", "ManagedInstancesProvider.InstanceLaunchTemplate.NetworkConfiguration" => better "subnets", "both follow from the VPC unless said", proof = crate::aws::managed_instances::managed_instances_know_their_cluster_and_stand_in_no_list;
            "taskVolumeStorage", "ManagedInstancesProvider.InstanceLaunchTemplate.StorageConfiguration" => yes "storage", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "monitoring", "ManagedInstancesProvider.InstanceLaunchTemplate.Monitoring" => yes "detailed_monitoring", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "instanceRequirements", "ManagedInstancesProvider.InstanceLaunchTemplate.InstanceRequirements" => yes "InstanceRequirements", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "propagateTags", "ManagedInstancesProvider.PropagateTags" => yes "without_tag_propagation", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "capacityOptionType", "ManagedInstancesProvider.InstanceLaunchTemplate.CapacityOptionType" => yes "spot", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "reserved capacity", "ManagedInstancesProvider.InstanceLaunchTemplate.CapacityReservations" => yes "reserved", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "scale-in", "ManagedInstancesProvider.InfrastructureOptimization.ScaleInAfter" => yes "scale_in_after", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "auto repair", "ManagedInstancesProvider.AutoRepairConfiguration" => yes "auto_repair", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "local storage", "ManagedInstancesProvider.InstanceLaunchTemplate.LocalStorageConfiguration" => yes "local_storage", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "FIPS", "ManagedInstancesProvider.InstanceLaunchTemplate.FipsEnabled" => yes "fips", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "AWS::ECS::Daemon (no construct of AWS CDK)", "AWS::ECS::Daemon" => yes "Daemon", proof = crate::aws::daemons::an_agent_on_every_managed_instance;
            "Critical, DeploymentConfiguration", "Daemon.DeploymentConfiguration" => yes "non_critical, drain, bake, deployment_alarms", proof = crate::aws::daemons::every_option_of_a_daemon;
            "AWS::ECS::DaemonTaskDefinition (no construct of AWS CDK)", "AWS::ECS::DaemonTaskDefinition" => better "DaemonTask", "roles, logs and rights as a task has them; what daemons have not is told with its line", proof = crate::aws::daemons::what_daemons_have_not_is_what_the_facts_say;
            "daemons that exist", "" => yes "Daemon::imported, DaemonTask::imported", proof = crate::aws::daemons::a_daemon_and_its_task_that_exist;
        }
        "placement", "`Ec2ServiceProps`." {
            "placementConstraints", "PlacementConstraints" => better "placement_constraint", "on Fargate it does not compile", proof = crate::aws::managed_instances::instances_place_tasks_as_they_are_told;
            "placementStrategies", "PlacementStrategies" => better "placement_strategies", "on Fargate it does not compile", proof = crate::aws::managed_instances::instances_place_tasks_as_they_are_told;
            "tasks behind a bridge, behind a load balancer", "TargetType" => better "behind", "the instances let it in on whatever port ECS finds, whoever made the target group", proof = crate::aws::instance_ports::tasks_behind_a_bridge_are_reached_on_whatever_port_ecs_finds;
            "daemon", "SchedulingStrategy" => yes "daemon", proof = crate::aws::managed_instances::a_daemon_runs_on_every_instance;
            "external instances", "LaunchType" => yes "ExternalService", proof = crate::aws::managed_instances::a_service_on_machines_elsewhere;
        }
        "aws-ec2 and aws-autoscaling, instances", "Constructs that make machines." {
            "LaunchTemplate", "AWS::EC2::LaunchTemplate" => better "LaunchTemplate", "IMDSv2 and encrypted volumes unless said otherwise", proof = crate::aws::launch_templates::metadata_wants_a_token_and_answers_one_hop;
            "AutoScalingGroup", "AWS::AutoScaling::AutoScalingGroup" => yes "AutoScalingGroup", proof = crate::aws::auto_scaling::every_option_of_a_group;
            "MixedInstancesPolicy", "AutoScalingGroup.MixedInstancesPolicy" => yes "MixedInstances", proof = crate::aws::auto_scaling::instances_of_several_types_and_spare_capacity;
            "UpdatePolicy", "UpdatePolicy" => yes "InstanceRefresh, RollingUpdate, GroupUpdate::replacing", proof = crate::aws::auto_scaling::what_becomes_of_instances_when_the_template_changes;
            "desiredCapacity", "AutoScalingGroup.DesiredCapacity" => yes "desired_capacity", proof = crate::aws::auto_scaling::how_many_instances_there_are_is_left_to_scaling;
            "LifecycleHook", "AWS::AutoScaling::LifecycleHook" => better "LifecycleHook", "within the group, so that it is there from the first instance to the last", proof = crate::aws::auto_scaling::every_option_of_a_group;
            "ScheduledAction", "AWS::AutoScaling::ScheduledAction" => better "ScheduledAction", "the time zone has to be said", proof = crate::aws::auto_scaling::a_group_by_the_hour_of_the_day;
            "WarmPool", "AWS::AutoScaling::WarmPool" => yes "WarmPool", proof = crate::aws::auto_scaling::every_option_of_a_group;
            "AutoScalingGroup.fromAutoScalingGroupName", "" => yes "AutoScalingGroup::imported", proof = crate::aws::imported_capacity::a_group_that_exists;
            "LaunchTemplate.fromLaunchTemplateAttributes", "" => yes "LaunchTemplate::imported", proof = crate::aws::imported_capacity::a_launch_template_a_key_and_a_placement_group_that_exist;
            "providers that exist (no import of AWS CDK)", "" => yes "AsgCapacityProvider::imported, ManagedInstancesCapacityProvider::imported", proof = crate::aws::imported_capacity::services_on_providers_that_exist;
            "TargetTrackingScalingPolicy", "AWS::AutoScaling::ScalingPolicy" => better "GroupTargetTracking", "with metric maths; beside the policy that ECS makes it is told (ECS178)", proof = crate::aws::group_scaling::a_group_keeps_a_metric_near_a_target;
            "StepScalingPolicy", "AWS::AutoScaling::ScalingPolicy" => better "GroupStepScaling", "with its alarms; steps can neither overlap nor leave gaps", proof = crate::aws::group_scaling::a_group_in_steps_with_their_alarms;
            "scaleOnMetric", "AWS::AutoScaling::ScalingPolicy.StepAdjustments" => yes "at_least, at_most", proof = crate::aws::group_scaling::every_option_of_a_groups_steps;
            "scaleOnCpuUtilization, scaleOnIncomingBytes, scaleOnOutgoingBytes, scaleToTrackMetric", "AWS::AutoScaling::ScalingPolicy.TargetTrackingConfiguration" => yes "cpu, network_in, network_out, metric", proof = crate::aws::group_scaling::every_option_of_tracking_a_group;
            "scaleOnRequestCount", "AWS::AutoScaling::ScalingPolicy.TargetTrackingConfiguration" => no "a group has no target groups here: services stand behind load balancers";
        }
    },
};
