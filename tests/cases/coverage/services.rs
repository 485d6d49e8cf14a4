use super::row::{Area, groups};

/// What runs, and how it is replaced.
pub(super) const AREA: Area = Area {
    title: "Services and clusters",
    groups: groups! {
        "service", "`FargateService`: `BaseServiceOptions` and `FargateServiceProps`." {
            "cluster", "Cluster" => yes "FargateService::new", proof = crate::aws::service::what_is_not_said;
            "taskDefinition", "TaskDefinition" => yes "FargateService::new", proof = crate::aws::service::what_is_not_said;
            "taskDefinitionRevision", "TaskDefinition" => yes "task_revision", proof = crate::aws::deployments::a_revision_of_the_task_by_number_or_the_latest;
            "desiredCount", "DesiredCount" => better "desired_count", "left to scaling unless it is said, so that a deployment does not set it back (#3919)", proof = crate::aws::service::what_is_not_said;
            "serviceName", "ServiceName" => yes "name", proof = crate::aws::service::every_option;
            "minHealthyPercent", "DeploymentConfiguration.MinimumHealthyPercent" => better "min_healthy", "100 unless it is said, as in AWS, where AWS CDK has 50 (#31705)", proof = crate::aws::service::what_is_not_said;
            "maxHealthyPercent", "DeploymentConfiguration.MaximumPercent" => yes "max_running", proof = crate::aws::service::every_option;
            "healthCheckGracePeriod", "HealthCheckGracePeriodSeconds" => yes "health_check_grace_period", proof = crate::aws::service::behind_two_load_balancers_with_a_port_of_their_own_for_health;
            "capacityProviderStrategies", "CapacityProviderStrategy" => better "on", "a strategy of several kinds of capacity does not compile", proof = crate::aws::capacity::a_launch_type_or_a_strategy;
            "platformVersion", "PlatformVersion" => yes "platform_version", proof = crate::aws::service::every_option;
            "assignPublicIp", "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp" => better "public_ip", "public subnets give tasks an address, without which they could not pull an image", proof = crate::aws::service::public_subnets_give_tasks_an_address;
            "vpcSubnets", "NetworkConfiguration.AwsvpcConfiguration.Subnets" => yes "subnets", proof = crate::aws::service::subnets_by_kind_and_by_zone;
            "securityGroups", "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups" => yes "security_group", proof = crate::aws::service::every_option;
            "circuitBreaker", "DeploymentConfiguration.DeploymentCircuitBreaker" => better "circuit_breaker", "on with a rollback unless it is said, so that nobody waits for hours (#1498, #30728)", proof = crate::aws::deployments::a_breaker_after_so_many_failures;
            "deploymentAlarms", "DeploymentConfiguration.Alarms" => better "deployment_alarms", "an alarm on the service itself makes no cycle", proof = crate::aws::deployments::a_deployment_alarm_on_the_service_makes_no_cycle;
            "deploymentStrategy", "DeploymentConfiguration.Strategy" => better "blue_green, canary, linear", "one word adds target group, rules and role", proof = crate::aws::deployments::blue_green_from_one_word;
            "bakeTime", "DeploymentConfiguration.BakeTimeInMinutes" => yes "bake", proof = crate::aws::deployments::blue_green_from_one_word;
            "lifecycleHooks", "DeploymentConfiguration.LifecycleHooks" => better "hook", "every stage, functions and pauses", proof = crate::aws::deployments::every_stage_has_its_word;
            "linearConfiguration", "DeploymentConfiguration.LinearConfiguration" => yes "linear", proof = crate::aws::deployments::canary_and_linear_with_their_whiles;
            "canaryConfiguration", "DeploymentConfiguration.CanaryConfiguration" => yes "canary", proof = crate::aws::deployments::canary_and_linear_with_their_whiles;
            "forceNewDeployment", "ForceNewDeployment" => better "redeploy_when", "by what has changed, not by a word that is said for ever", proof = crate::aws::deployments::all_tasks_start_anew_when_a_value_changes;
            "availabilityZoneRebalancing", "AvailabilityZoneRebalancing" => better "without_zone_rebalancing", "said wherever AWS takes it, so that services of before have it, too", proof = crate::aws::deployments::tasks_are_evened_out_among_zones_where_there_is_room;
            "enableExecuteCommand", "EnableExecuteCommand" => yes "exec", proof = crate::aws::rights::exec_gives_the_task_role_its_channels;
            "cloudMapOptions", "ServiceRegistries" => yes "discover", proof = crate::aws::discovery::by_srv_records_of_a_container_and_its_port;
            "serviceConnectConfiguration", "ServiceConnectConfiguration" => better "service_connect", "by the ARN of the namespace (#25616), and in the order in which services reach each other", proof = crate::aws::service_connect::a_server_with_everything;
            "volumeConfigurations", "VolumeConfigurations" => better "Container::mount(.., Volume::ebs(..))", "from the mount itself, with the role", proof = crate::aws::volumes::a_volume_for_each_task_by_the_service_and_its_role;
            "propagateTags", "PropagateTags" => yes "propagate_tags", proof = crate::aws::deployments::tags_from_elsewhere_or_none;
            "enableECSManagedTags", "EnableECSManagedTags" => better "without_managed_tags", "on unless it is said", proof = crate::aws::deployments::tags_from_elsewhere_or_none;
        }
        "service, methods", "Of `BaseService` and `FargateService`." {
            "attachToApplicationTargetGroup, of a group that is deployed", "LoadBalancers" => yes "registered_in", proof = crate::aws::service::registered_in_a_target_group_that_is_deployed;
            "attachToApplicationTargetGroup", "LoadBalancers" => better "behind", "waits for the listener and for the rules between the two groups", proof = crate::aws::service::behind_a_load_balancer;
            "several target groups", "LoadBalancers" => yes "behind, several times", proof = crate::aws::service::behind_two_load_balancers_with_a_port_of_their_own_for_health;
            "attachToNetworkTargetGroup", "LoadBalancers" => better "behind(nlb.tcp(..))", "the groups of both are opened to each other (#1490)", proof = crate::aws::network_doors::a_place_behind_it_is_a_listener_and_a_group;
            "attachToClassicLB", "LoadBalancers" => no "classic load balancers are the previous generation";
            "autoScaleTaskCount", "" => yes "TargetTrackingScaling::new", proof = crate::aws::scaling::one_metric;
            "addLifecycleHook", "DeploymentConfiguration.LifecycleHooks" => better "hook", "with a role that may call the function and nothing else", proof = crate::aws::deployments::a_hook_calls_a_function_with_a_role_that_may_call_it;
            "addVolume", "VolumeConfigurations" => better "Container::mount(.., Volume::ebs(..))", "from the mount itself, with the role", proof = crate::aws::volumes::a_volume_for_each_task_by_the_service_and_its_role;
            "enableDeploymentAlarms", "DeploymentConfiguration.Alarms" => yes "deployment_alarms", proof = crate::aws::deployments::alarms_roll_a_deployment_back;
            "enableServiceConnect", "ServiceConnectConfiguration" => yes "service_connect", proof = crate::aws::service_connect::a_namespace_is_told_by_its_arn;
            "enableCloudMap", "ServiceRegistries" => yes "discover_as", proof = crate::aws::discovery::a_service_is_found_by_its_addresses;
            "associateCloudMapService", "ServiceRegistries" => yes "discover_by", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "forceNewDeployment", "ForceNewDeployment" => better "redeploy_when", "by what has changed, not by a word that is said for ever", proof = crate::aws::deployments::all_tasks_start_anew_when_a_value_changes;
            "metric, metricCpuUtilization, metricMemoryUtilization", "" => better "metric, cpu_utilization, memory_utilization, running_tasks", "those of Container Insights and of its targets, too", proof = crate::aws::metrics::of_a_service_and_of_its_cluster;
            "fromFargateServiceAttributes", "" => yes "FargateService::imported", proof = crate::aws::imported::a_service_that_exists;
        }
        "service, newer", "What AWS has and AWS CDK's constructs have no option for." {
            "thresholds of the circuit breaker", "DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration" => yes "CircuitBreaker::after", proof = crate::aws::deployments::a_breaker_after_so_many_failures;
            "reset on a healthy task", "DeploymentConfiguration.DeploymentCircuitBreaker.ResetOnHealthyTask" => yes "CircuitBreaker::cumulative", proof = crate::aws::deployments::a_breaker_after_so_many_failures;
            "early success", "DeploymentConfiguration.EarlySuccessCriteria" => yes "done_when_healthy", proof = crate::aws::deployments::done_before_every_task_is_healthy;
            "hooks that pause", "DeploymentConfiguration.LifecycleHooks.TargetType" => yes "pause_before_production", proof = crate::aws::deployments::a_pause_before_production_needs_no_role;
            "hooks with a timeout", "DeploymentConfiguration.LifecycleHooks.TimeoutConfiguration" => yes "Hook::timeout", proof = crate::aws::deployments::a_hook_calls_a_function_with_a_role_that_may_call_it;
            "hooks before traffic is shifted", "DeploymentConfiguration.LifecycleHooks.LifecycleStages" => yes "Stage::PreProductionTrafficShift", proof = crate::aws::deployments::a_pause_before_production_needs_no_role;
            "blue/green from one word", "LoadBalancers.AdvancedConfiguration" => better "blue_green", "the rule of production depends on the place alone, so that no update sets its weights back (#36649)", proof = crate::aws::deployments::a_production_rule_keeps_its_bytes_whatever_becomes_of_the_service;
            "new tasks tested at another listener", "LoadBalancers.AdvancedConfiguration.TestListenerRule" => yes "test_listener", proof = crate::aws::deployments::new_tasks_are_tested_at_another_listener;
            "target optimizer, the agent", "ContainerDefinitions" => yes "TargetOptimizer", proof = crate::aws::options::an_agent_says_how_many_requests_a_target_can_take;
            "metrics at 20 seconds", "Monitoring.MetricConfigurations" => yes "fast_metrics", proof = crate::aws::deployments::metrics_every_twenty_seconds;
            "Service Connect, test traffic", "ServiceConnectConfiguration.Services.ClientAliases.TestTrafficRules" => yes "Served::test_header", proof = crate::aws::service_connect::a_server_with_everything;
            "Service Connect, start order", "" => better "service_connect", "a client is made after what it connects to (mreferre/yelb 86)", proof = crate::aws::service_connect::a_client_is_made_after_what_it_connects_to;
            "Service Connect, TLS, timeouts, access log", "ServiceConnectConfiguration.Services.Tls" => yes "Served::tls", proof = crate::aws::service_connect::a_server_with_everything;
            "Service Connect, log level", "ServiceConnectConfiguration.ContainerConfigurations.LogLevel" => yes "ServiceConnect::log_level", proof = crate::aws::service_connect::a_server_with_everything;
        }
        "cluster", "`Cluster`: `ClusterProps` and its methods." {
            "clusterName", "ClusterName" => yes "name", proof = crate::aws::capacity::every_option_of_a_cluster;
            "vpc", "" => yes "Cluster::new", proof = crate::aws::service::what_is_not_said;
            "defaultCloudMapNamespace", "ServiceConnectDefaults" => better "namespace, default_namespace", "one namespace for Cloud Map and Service Connect (#26698)", proof = crate::aws::service_connect::one_namespace_for_cloud_map_and_service_connect;
            "capacity", "CapacityProviders" => better "AsgCapacityProvider::new", "said where the instances are, and waited for", proof = crate::aws::instances::instances_join_their_cluster;
            "enableFargateCapacityProviders", "CapacityProviders" => better "Cluster::new", "offered by every cluster, without a resource of its own", proof = crate::aws::capacity::a_cluster_offers_fargate_and_fargate_spot;
            "containerInsightsV2", "ClusterSettings" => yes "insights", proof = crate::aws::capacity::how_closely_a_cluster_is_watched;
            "executeCommandConfiguration", "Configuration.ExecuteCommandConfiguration" => better "exec_audit", "task roles get the rights that it takes", proof = crate::aws::exec::commands_are_kept_in_a_group_and_the_task_role_may_write_it;
            "managedStorageConfiguration", "Configuration.ManagedStorageConfiguration" => yes "storage_key", proof = crate::aws::exec::what_tasks_have_on_disk_is_encrypted_with_a_key;
            "addDefaultCapacityProviderStrategy", "DefaultCapacityProviderStrategy" => yes "default_strategy", proof = crate::aws::capacity::every_option_of_a_cluster;
            "addAsgCapacityProvider", "CapacityProviders" => better "AsgCapacityProvider::new", "services wait for the list, and go before it", proof = crate::aws::instances::services_wait_for_the_list_and_go_before_it;
            "addManagedInstancesCapacityProvider", "" => better "ManagedInstancesCapacityProvider::new", "stands in no list, which ECS would refuse (#35699)", proof = crate::aws::managed_instances::managed_instances_know_their_cluster_and_stand_in_no_list;
            "grantTaskProtection", "" => better "Service::task_protection, ClusterHandle::task_protection", "from the service, for the role of its task", proof = crate::aws::exec::the_tasks_of_a_service_protect_themselves;
            "metric...", "" => yes "metric, cpu_utilization, memory_utilization, cpu_reservation, memory_reservation", proof = crate::aws::metrics::of_a_service_and_of_its_cluster;
            "fromClusterAttributes, fromClusterArn", "" => yes "Cluster::imported", proof = crate::aws::imported::everything_imported;
        }
        "aws-ecs", "Its constructs: those of the package that are not deprecated." {
            "Cluster", "AWS::ECS::Cluster" => yes "Cluster", proof = crate::aws::capacity::every_option_of_a_cluster;
            "FargateService", "AWS::ECS::Service" => yes "FargateService", proof = crate::aws::service::what_is_not_said;
            "Ec2Service", "AWS::ECS::Service" => yes "Ec2Service", proof = crate::aws::managed_instances::instances_place_tasks_as_they_are_told;
            "ExternalService", "AWS::ECS::Service" => yes "ExternalService", proof = crate::aws::managed_instances::a_service_on_machines_elsewhere;
            "FargateTaskDefinition", "AWS::ECS::TaskDefinition" => yes "FargateTask", proof = crate::aws::task::on_fargate_in_a_network_of_its_own;
            "Ec2TaskDefinition", "AWS::ECS::TaskDefinition" => yes "Ec2Task", proof = crate::aws::task::every_kind_of_capacity_has_its_network_and_its_sizes;
            "ExternalTaskDefinition", "AWS::ECS::TaskDefinition" => yes "ExternalTask", proof = crate::aws::task::every_kind_of_capacity_has_its_network_and_its_sizes;
            "TaskDefinition", "AWS::ECS::TaskDefinition" => better "Task", "the kind of capacity is its type, so that a service takes a task of its own kind", proof = crate::aws::task::every_kind_of_capacity_has_its_network_and_its_sizes;
            "ContainerDefinition", "" => yes "Container", proof = crate::aws::container::every_option;
            "LinuxParameters", "" => better "Container::init_process, add_capability, device, tmpfs, ..", "what Fargate refuses does not compile", proof = crate::aws::container::what_only_instances_have;
            "FirelensLogRouter", "" => yes "LogRouter", proof = crate::aws::options::a_log_router_in_one_call;
            "AsgCapacityProvider", "AWS::ECS::CapacityProvider" => better "AsgCapacityProvider", "image, role and user data come from one call", proof = crate::aws::instances::instances_join_their_cluster;
            "ManagedInstancesCapacityProvider", "AWS::ECS::CapacityProvider" => better "ManagedInstancesCapacityProvider", "with reserved capacity, scale-in, repair and local storage", proof = crate::aws::managed_instances::every_option_of_managed_instances;
            "ServiceManagedVolume", "" => better "EbsVolume", "from the mount itself, with the role", proof = crate::aws::volumes::a_volume_for_each_task_by_the_service_and_its_role;
            "ScalableTaskCount", "AWS::ApplicationAutoScaling::ScalableTarget" => yes "TargetTrackingScaling", proof = crate::aws::scaling::one_metric;
        }
    },
};
