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
            "capacityProviderName", "Name" => no "not yet";
            "autoScalingGroup", "AutoScalingGroupProvider.AutoScalingGroupArn" => no "not yet";
            "enableManagedScaling", "AutoScalingGroupProvider.ManagedScaling.Status" => no "not yet";
            "enableManagedTerminationProtection", "AutoScalingGroupProvider.ManagedTerminationProtection" => no "not yet";
            "enableManagedDraining", "AutoScalingGroupProvider.ManagedDraining" => no "not yet";
            "maximumScalingStepSize, minimumScalingStepSize", "AutoScalingGroupProvider.ManagedScaling" => no "not yet";
            "targetCapacityPercent", "AutoScalingGroupProvider.ManagedScaling.TargetCapacity" => no "not yet";
            "instanceWarmupPeriod", "AutoScalingGroupProvider.ManagedScaling.InstanceWarmupPeriod" => no "not yet";
            "EcsOptimizedImage, BottleRocketImage", "" => no "not yet";
        }
        "managed instances", "`ManagedInstancesCapacityProviderProps`, and what it has no option for." {
            "infrastructureRole", "ManagedInstancesProvider.InfrastructureRoleArn" => no "not yet";
            "ec2InstanceProfile", "ManagedInstancesProvider.InstanceLaunchTemplate.Ec2InstanceProfileArn" => no "not yet";
            "subnets, securityGroups", "ManagedInstancesProvider.InstanceLaunchTemplate.NetworkConfiguration" => no "not yet";
            "taskVolumeStorage", "ManagedInstancesProvider.InstanceLaunchTemplate.StorageConfiguration" => no "not yet";
            "monitoring", "ManagedInstancesProvider.InstanceLaunchTemplate.Monitoring" => no "not yet";
            "instanceRequirements", "ManagedInstancesProvider.InstanceLaunchTemplate.InstanceRequirements" => no "not yet";
            "propagateTags", "ManagedInstancesProvider.PropagateTags" => no "not yet";
            "capacityOptionType", "ManagedInstancesProvider.InstanceLaunchTemplate.CapacityOptionType" => no "not yet";
            "reserved capacity", "ManagedInstancesProvider.InstanceLaunchTemplate.CapacityReservations" => no "not yet";
            "scale-in", "ManagedInstancesProvider.InfrastructureOptimization.ScaleInAfter" => no "not yet";
            "auto repair", "ManagedInstancesProvider.AutoRepairConfiguration" => no "not yet";
            "local storage", "ManagedInstancesProvider.InstanceLaunchTemplate.LocalStorageConfiguration" => no "not yet";
            "FIPS", "ManagedInstancesProvider.InstanceLaunchTemplate.FipsEnabled" => no "not yet";
            "AWS::ECS::Daemon", "" => no "not yet";
            "AWS::ECS::DaemonTaskDefinition", "" => no "not yet";
        }
        "placement", "`Ec2ServiceProps`." {
            "placementConstraints", "PlacementConstraints" => no "not yet";
            "placementStrategies", "PlacementStrategies" => no "not yet";
            "daemon", "SchedulingStrategy" => no "not yet";
            "external instances", "LaunchType" => no "not yet";
        }
        "aws-ec2 and aws-autoscaling, instances", "Constructs that make machines." {
            "LaunchTemplate", "AWS::EC2::LaunchTemplate" => no "not yet";
            "AutoScalingGroup", "AWS::AutoScaling::AutoScalingGroup" => no "not yet";
            "LifecycleHook", "AWS::AutoScaling::LifecycleHook" => no "not yet";
            "ScheduledAction", "AWS::AutoScaling::ScheduledAction" => no "not yet";
            "WarmPool", "AWS::AutoScaling::WarmPool" => no "not yet";
            "StepScalingPolicy, TargetTrackingScalingPolicy", "AWS::AutoScaling::ScalingPolicy" => no "not yet";
            "KeyPair", "AWS::EC2::KeyPair" => no "not yet";
            "PlacementGroup", "AWS::EC2::PlacementGroup" => no "not yet";
        }
    },
};
