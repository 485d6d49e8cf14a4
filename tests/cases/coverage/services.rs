use super::row::{Area, groups};

/// What runs, and how it is replaced.
pub(super) const AREA: Area = Area {
    title: "Services and clusters",
    groups: groups! {
        "service", "`FargateService`: `BaseServiceOptions` and `FargateServiceProps`." {
            "cluster", "Cluster" => yes "FargateService::new", proof = crate::aws::service::what_is_not_said;
            "taskDefinition", "TaskDefinition" => yes "FargateService::new", proof = crate::aws::service::what_is_not_said;
            "taskDefinitionRevision", "TaskDefinition" => no "not yet";
            "desiredCount", "DesiredCount" => better "desired_count", "left to scaling unless it is said, so that a deployment does not set it back (#3919)", proof = crate::aws::service::what_is_not_said;
            "serviceName", "ServiceName" => yes "name", proof = crate::aws::service::every_option;
            "minHealthyPercent", "DeploymentConfiguration.MinimumHealthyPercent" => better "min_healthy", "100 unless it is said, as in AWS, where AWS CDK has 50 (#31705)", proof = crate::aws::service::what_is_not_said;
            "maxHealthyPercent", "DeploymentConfiguration.MaximumPercent" => yes "max_running", proof = crate::aws::service::every_option;
            "healthCheckGracePeriod", "HealthCheckGracePeriodSeconds" => yes "health_check_grace_period", proof = crate::aws::service::behind_two_load_balancers_with_a_port_of_their_own_for_health;
            "capacityProviderStrategies", "CapacityProviderStrategy" => yes "capacity", proof = crate::aws::capacity::a_launch_type_or_a_strategy;
            "platformVersion", "PlatformVersion" => no "not yet: a text, no type";
            "assignPublicIp", "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp" => better "public_ip", "public subnets give tasks an address, without which they could not pull an image", proof = crate::aws::service::public_subnets_give_tasks_an_address;
            "vpcSubnets", "NetworkConfiguration.AwsvpcConfiguration.Subnets" => no "not yet: by kind, but not by zone, and no isolated ones";
            "securityGroups", "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups" => yes "security_group", proof = crate::aws::service::every_option;
            "circuitBreaker", "DeploymentConfiguration.DeploymentCircuitBreaker" => no "not yet: on with a rollback, or off";
            "deploymentAlarms", "DeploymentConfiguration.Alarms" => no "not yet";
            "deploymentStrategy", "DeploymentConfiguration.Strategy" => no "not yet";
            "bakeTime", "DeploymentConfiguration.BakeTimeInMinutes" => no "not yet";
            "lifecycleHooks", "DeploymentConfiguration.LifecycleHooks" => no "not yet";
            "linearConfiguration", "DeploymentConfiguration.LinearConfiguration" => no "not yet";
            "canaryConfiguration", "DeploymentConfiguration.CanaryConfiguration" => no "not yet";
            "forceNewDeployment", "ForceNewDeployment" => no "not yet";
            "availabilityZoneRebalancing", "AvailabilityZoneRebalancing" => no "not yet";
            "enableExecuteCommand", "EnableExecuteCommand" => yes "exec", proof = crate::aws::rights::exec_gives_the_task_role_its_channels;
            "cloudMapOptions", "ServiceRegistries" => no "not yet: A records only";
            "serviceConnectConfiguration", "ServiceConnectConfiguration" => no "not yet";
            "volumeConfigurations", "VolumeConfigurations" => no "not yet";
            "propagateTags", "PropagateTags" => no "not yet: always from the service";
            "enableECSManagedTags", "EnableECSManagedTags" => no "not yet: always on";
        }
        "service, methods", "Of `BaseService` and `FargateService`." {
            "attachToApplicationTargetGroup", "LoadBalancers" => better "behind", "waits for the listener and for the rules between the two groups", proof = crate::aws::service::behind_a_load_balancer;
            "several target groups", "LoadBalancers" => yes "behind, several times", proof = crate::aws::service::behind_two_load_balancers_with_a_port_of_their_own_for_health;
            "attachToNetworkTargetGroup", "LoadBalancers" => no "not yet";
            "attachToClassicLB", "LoadBalancers" => no "classic load balancers are the previous generation";
            "autoScaleTaskCount", "" => yes "TargetTrackingScaling::new", proof = crate::aws::scaling::one_metric;
            "addLifecycleHook", "DeploymentConfiguration.LifecycleHooks" => no "not yet";
            "addVolume", "VolumeConfigurations" => no "not yet";
            "enableDeploymentAlarms", "DeploymentConfiguration.Alarms" => no "not yet";
            "enableServiceConnect", "ServiceConnectConfiguration" => no "not yet";
            "enableCloudMap", "ServiceRegistries" => yes "discover_as", proof = crate::aws::discovery::a_service_is_found_by_its_addresses;
            "associateCloudMapService", "ServiceRegistries" => yes "discover_by", proof = crate::aws::discovery::by_a_service_of_cloud_map_in_a_namespace_of_ones_own;
            "forceNewDeployment", "ForceNewDeployment" => no "not yet";
            "metric, metricCpuUtilization, metricMemoryUtilization", "" => no "not yet";
            "fromFargateServiceAttributes", "" => no "not yet";
        }
        "service, newer", "What AWS has and AWS CDK's constructs have no option for." {
            "thresholds of the circuit breaker", "DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration" => no "not yet";
            "reset on a healthy task", "DeploymentConfiguration.DeploymentCircuitBreaker.ResetOnHealthyTask" => no "not yet";
            "early success", "DeploymentConfiguration.EarlySuccessCriteria" => no "not yet";
            "hooks that pause", "DeploymentConfiguration.LifecycleHooks.TargetType" => no "not yet";
            "hooks with a timeout", "DeploymentConfiguration.LifecycleHooks.TimeoutConfiguration" => no "not yet";
            "hooks before traffic is shifted", "DeploymentConfiguration.LifecycleHooks.LifecycleStages" => no "not yet";
            "blue/green from one word", "LoadBalancers.AdvancedConfiguration" => no "not yet";
            "metrics at 20 seconds", "Monitoring.MetricConfigurations" => yes "TargetTrackingScaling::fast", proof = crate::aws::scaling::fast_is_said_on_both_sides;
            "Service Connect, test traffic", "ServiceConnectConfiguration.Services.ClientAliases.TestTrafficRules" => no "not yet";
            "Service Connect, log level", "ServiceConnectConfiguration.ContainerConfigurations.LogLevel" => no "not yet";
        }
        "cluster", "`Cluster`: `ClusterProps` and its methods." {
            "clusterName", "ClusterName" => yes "name", proof = crate::aws::capacity::every_option_of_a_cluster;
            "vpc", "" => yes "Cluster::new", proof = crate::aws::service::what_is_not_said;
            "defaultCloudMapNamespace", "ServiceConnectDefaults" => no "not yet: a private namespace, without Service Connect";
            "capacity", "CapacityProviders" => no "not yet";
            "enableFargateCapacityProviders", "CapacityProviders" => better "Cluster::new", "offered by every cluster, without a resource of its own", proof = crate::aws::capacity::a_cluster_offers_fargate_and_fargate_spot;
            "containerInsightsV2", "ClusterSettings" => yes "insights", proof = crate::aws::capacity::how_closely_a_cluster_is_watched;
            "executeCommandConfiguration", "Configuration.ExecuteCommandConfiguration" => no "not yet";
            "managedStorageConfiguration", "Configuration.ManagedStorageConfiguration" => no "not yet";
            "addDefaultCapacityProviderStrategy", "DefaultCapacityProviderStrategy" => yes "default_strategy", proof = crate::aws::capacity::every_option_of_a_cluster;
            "addAsgCapacityProvider", "CapacityProviders" => no "not yet";
            "addManagedInstancesCapacityProvider", "" => no "not yet";
            "grantTaskProtection", "" => no "not yet";
            "metric...", "" => no "not yet";
            "fromClusterAttributes, fromClusterArn", "" => yes "Cluster::imported", proof = crate::aws::imported::everything_imported;
        }
        "aws-ecs", "Its constructs: those of the package that are not deprecated." {
            "Cluster", "AWS::ECS::Cluster" => yes "Cluster", proof = crate::aws::capacity::every_option_of_a_cluster;
            "FargateService", "AWS::ECS::Service" => yes "FargateService", proof = crate::aws::service::what_is_not_said;
            "Ec2Service", "AWS::ECS::Service" => no "not yet";
            "ExternalService", "AWS::ECS::Service" => no "not yet";
            "FargateTaskDefinition", "AWS::ECS::TaskDefinition" => yes "FargateTask", proof = crate::aws::task::on_fargate_in_a_network_of_its_own;
            "Ec2TaskDefinition", "AWS::ECS::TaskDefinition" => no "not yet";
            "ExternalTaskDefinition", "AWS::ECS::TaskDefinition" => no "not yet";
            "TaskDefinition", "AWS::ECS::TaskDefinition" => no "not yet";
            "ContainerDefinition", "" => yes "Container", proof = crate::aws::container::every_option;
            "LinuxParameters", "" => no "not yet: the init process only";
            "FirelensLogRouter", "" => no "not yet";
            "AsgCapacityProvider", "AWS::ECS::CapacityProvider" => no "not yet";
            "ManagedInstancesCapacityProvider", "AWS::ECS::CapacityProvider" => no "not yet";
            "ServiceManagedVolume", "" => no "not yet";
            "ScalableTaskCount", "AWS::ApplicationAutoScaling::ScalableTarget" => yes "TargetTrackingScaling", proof = crate::aws::scaling::one_metric;
        }
    },
};
