use serde_json::json;
use stackwright::aws::autoscaling::{
    AutoScalingGroup, DeletionProtection, InstanceRefresh, LifecycleHook, LifecycleTransition,
    MixedInstances, PoolState, RollingUpdate, ScheduledAction, TerminationPolicy, WarmPool,
};
use stackwright::aws::ec2::{
    BlockDevice, InstanceType, LaunchTemplate, MachineImage, SpotOptions, VpcHandle,
};
use stackwright::aws::ecs::{
    AgentSettings, AsgCapacityProvider, AsgCapacityProviderHandle, BottlerocketImage,
    ClusterHandle, CpuArchitecture, EcsOptimizedImage, ManagedScaling, WindowsServer,
};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, exact, like};

use super::{ids, made, only, vpc};

const TEMPLATE: &str = "AWS::EC2::LaunchTemplate";
const GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const PROVIDER: &str = "AWS::ECS::CapacityProvider";
const ASSOCIATION: &str = "AWS::ECS::ClusterCapacityProviderAssociations";

/// A launch template by itself.
fn launched(template: LaunchTemplate) -> Template {
    made(|stack| {
        stack.add("Template", template);
    })
}

/// A group by itself.
fn grouped(change: impl FnOnce(AutoScalingGroup) -> AutoScalingGroup) -> Template {
    made(|stack| {
        let group = AutoScalingGroup::new(vpc(stack), LaunchTemplate::new("m7g.large"), 0..=10);
        stack.add("Group", change(group));
    })
}

fn group(vpc: VpcHandle) -> AutoScalingGroup {
    AutoScalingGroup::new(vpc, LaunchTemplate::new("m7g.large"), 0..=10)
}

/// A cluster with instances.
fn provided(change: impl FnOnce(AsgCapacityProvider) -> AsgCapacityProvider) -> Template {
    made(|stack| {
        let (cluster, vpc) = home(stack);
        stack.add(
            "Instances",
            change(AsgCapacityProvider::new(cluster, group(vpc))),
        );
    })
}

fn home(stack: Scope<'_>) -> (ClusterHandle, VpcHandle) {
    let vpc = vpc(stack);
    (stack.add("Cluster", Cluster::new(vpc)), vpc)
}

fn instances(
    stack: Scope<'_>,
    cluster: ClusterHandle,
    vpc: VpcHandle,
) -> AsgCapacityProviderHandle {
    stack.add("Instances", AsgCapacityProvider::new(cluster, group(vpc)))
}

/// AWS CDK leaves IMDSv1 on.
#[test]
pub(crate) fn metadata_wants_a_token_and_answers_one_hop() {
    only(
        &launched(LaunchTemplate::new("m7g.large")),
        TEMPLATE,
        exact(json!({"LaunchTemplateData": {
            "InstanceType": "m7g.large",
            "ImageId": "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
            "MetadataOptions": {"HttpTokens": "required", "HttpPutResponseHopLimit": 1},
            "BlockDeviceMappings": [{
                "DeviceName": "/dev/xvda",
                "Ebs": {"Encrypted": true, "VolumeType": "gp3", "DeleteOnTermination": true},
            }],
        }})),
    );
}

#[test]
pub(crate) fn every_option_of_a_launch_template() {
    let template = made(|stack| {
        let role = stack.add("Role", Role::new(Principal::service("ec2.amazonaws.com")));
        let group = stack.add("Guard", SecurityGroup::new(vpc(stack)));
        let template = LaunchTemplate::new("m7i.large")
            .name("workers")
            .machine_image(MachineImage::id("ami-0123456789abcdef0"))
            .user_data("#!/bin/bash\necho hello\n")
            .role(role)
            .security_group(group)
            .block_device(
                BlockDevice::new("/dev/xvda")
                    .size(100.gib())
                    .iops(4000)
                    .throughput(250)
                    .kept(),
            )
            .spot(SpotOptions::new().max_price("0.05"))
            .metadata_hops(2)
            .metadata_tags()
            .detailed_monitoring()
            .key_pair("ops")
            .placement_group("near")
            .public_ip(false)
            .termination_protection();
        stack.add("Template", template);
    });
    only(
        &template,
        TEMPLATE,
        exact(json!({
            "LaunchTemplateName": "workers",
            "LaunchTemplateData": {
                "InstanceType": "m7i.large",
                "ImageId": "ami-0123456789abcdef0",
                "MetadataOptions": {
                    "HttpTokens": "required",
                    "HttpPutResponseHopLimit": 2,
                    "InstanceMetadataTags": "enabled",
                },
                "IamInstanceProfile": {"Arn": {"Fn::GetAtt": ["TemplateInstanceProfile", "Arn"]}},
                "NetworkInterfaces": [{
                    "DeviceIndex": 0,
                    "AssociatePublicIpAddress": false,
                    "Groups": [{"Ref": "Guard"}],
                }],
                "BlockDeviceMappings": [{
                    "DeviceName": "/dev/xvda",
                    "Ebs": {
                        "Encrypted": true,
                        "VolumeType": "gp3",
                        "DeleteOnTermination": false,
                        "VolumeSize": 100,
                        "Iops": 4000,
                        "Throughput": 250,
                    },
                }],
                "InstanceMarketOptions": {
                    "MarketType": "spot",
                    "SpotOptions": {"MaxPrice": "0.05"},
                },
                "Placement": {"GroupName": "near"},
                "KeyName": "ops",
                "Monitoring": {"Enabled": true},
                "DisableApiTermination": true,
                "UserData": {"Fn::Base64": "#!/bin/bash\necho hello\n"},
            },
        })),
    );
    only(
        &template,
        "AWS::IAM::InstanceProfile",
        like!({ "Roles": [{ "Ref": "Role" }] }),
    );
}

/// aws-cdk 7273: the latest image, read at each deployment, replaces instances when something
/// else is deployed.
#[test]
pub(crate) fn an_image_is_chosen_at_launch_at_deployment_or_for_good() {
    let image =
        |image: MachineImage| launched(LaunchTemplate::new("m7g.large").machine_image(image));
    let path = "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id";
    let recommended = || MachineImage::from(EcsOptimizedImage::arm64());
    for (chosen, id) in [
        (recommended(), format!("resolve:ssm:{path}")),
        (
            recommended().at_deployment(),
            format!("{{{{resolve:ssm:{path}}}}}"),
        ),
        (
            recommended().parameter_version(81),
            format!("{{{{resolve:ssm:{path}:81}}}}"),
        ),
    ] {
        only(
            &image(chosen),
            TEMPLATE,
            like!({ "LaunchTemplateData": { "ImageId": id } }),
        );
    }
}

#[test]
pub(crate) fn every_image_with_the_agent() {
    let linux = "/aws/service/ecs/optimized-ami/amazon-linux-2023";
    let bottlerocket = "/aws/service/bottlerocket/aws-ecs-2";
    let cases: [(MachineImage, String); 8] = [
        (EcsOptimizedImage::x86_64().into(), format!("{linux}/recommended/image_id")),
        (EcsOptimizedImage::arm64().into(), format!("{linux}/arm64/recommended/image_id")),
        (EcsOptimizedImage::gpu().into(), format!("{linux}/gpu/recommended/image_id")),
        (EcsOptimizedImage::neuron().into(), format!("{linux}/neuron/recommended/image_id")),
        (
            EcsOptimizedImage::x86_64().version("al2023-ami-ecs-hvm-2023.0.20251108-kernel-6.1-x86_64").into(),
            format!("{linux}/al2023-ami-ecs-hvm-2023.0.20251108-kernel-6.1-x86_64/image_id"),
        ),
        (
            EcsOptimizedImage::windows(WindowsServer::Core2022).into(),
            "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id".to_owned(),
        ),
        (
            BottlerocketImage::new(CpuArchitecture::X86_64).into(),
            format!("{bottlerocket}/x86_64/latest/image_id"),
        ),
        (
            BottlerocketImage::new(CpuArchitecture::Arm64).nvidia().version("1.49.0").into(),
            format!("{bottlerocket}-nvidia/arm64/1.49.0/image_id"),
        ),
    ];
    for (image, path) in cases {
        only(
            &launched(LaunchTemplate::new("m7i.large").machine_image(image)),
            TEMPLATE,
            like!({ "LaunchTemplateData": { "ImageId": format!("resolve:ssm:{path}") } }),
        );
    }
}

#[test]
pub(crate) fn the_processor_of_a_type() {
    use CpuArchitecture::{Arm64, X86_64};
    for (name, architecture) in [
        ("m7g.large", Arm64),
        ("c6gn.xlarge", Arm64),
        ("t4g.nano", Arm64),
        ("im4gn.large", Arm64),
        ("a1.medium", Arm64),
        ("m7i.large", X86_64),
        ("g5.xlarge", X86_64),
        ("p4d.24xlarge", X86_64),
        ("inf2.xlarge", X86_64),
    ] {
        assert_eq!(
            InstanceType::from(name).architecture(),
            Some(architecture),
            "{name}"
        );
    }
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
            "HealthCheckType": "EC2,ELB,EBS",
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
        let nights = ScheduledAction::new(group, "0 20 * * MON-FRI", "Europe/Berlin");
        stack.add("Nights", nights.min(0).max(0).desired(0));
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
        })),
    );
}

/// What instances of ECS need comes from one call.
#[test]
pub(crate) fn instances_join_their_cluster() {
    let template = provided(|provider| provider);
    only(
        &template,
        TEMPLATE,
        like!({
            "LaunchTemplateData": {
                "ImageId": "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id",
                "UserData": { "Fn::Base64": { "Fn::Sub":
                    "#!/bin/bash\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config\necho 'ECS_AWSVPC_BLOCK_IMDS=true' >> /etc/ecs/ecs.config\n" } },
                "IamInstanceProfile": { "Arn": { "Fn::GetAtt": ["InstancesGroupLaunchTemplateInstanceProfile", "Arn"] } },
                "SecurityGroupIds": [{ "Ref": "InstancesGroupSecurityGroup" }],
            },
        }),
    );
    let role = template.find_resources("AWS::IAM::Role", stackwright_assert::any());
    assert_eq!(
        role[0].value["Properties"]["ManagedPolicyArns"],
        json!([{"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"}])
    );
    only(
        &template,
        PROVIDER,
        exact(json!({"AutoScalingGroupProvider": {
            "AutoScalingGroupArn": {"Ref": "InstancesGroup"},
            "ManagedScaling": {"Status": "ENABLED", "TargetCapacity": 100},
            "ManagedDraining": "ENABLED",
            "ManagedTerminationProtection": "DISABLED",
        }})),
    );
}

/// The list moves out of the cluster, because the providers need the cluster.
#[test]
pub(crate) fn the_list_of_providers_stands_beside_the_cluster() {
    let template = provided(|provider| provider);
    let clusters = template.find_resources("AWS::ECS::Cluster", stackwright_assert::any());
    assert!(clusters[0].value["Properties"].is_null());
    only(
        &template,
        ASSOCIATION,
        exact(json!({
            "Cluster": {"Ref": "Cluster"},
            "CapacityProviders": ["FARGATE", "FARGATE_SPOT", {"Ref": "Instances"}],
            "DefaultCapacityProviderStrategy": [],
        })),
    );
    assert_eq!(ids(&template, ASSOCIATION), ["ClusterCapacityProviders"]);
}

#[test]
pub(crate) fn every_option_of_a_provider_of_instances() {
    let template = provided(|provider| {
        provider
            .name("mine")
            .managed_scaling(
                ManagedScaling::new()
                    .target_capacity(80.percent())
                    .min_step(1)
                    .max_step(5)
                    .warmup(2.minutes()),
            )
            .without_managed_draining()
            .agent(
                AgentSettings::new()
                    .attribute("disk", "fast")
                    .reserved_memory(256)
                    .spot_draining(false)
                    .set("ECS_LOGLEVEL", "it's"),
            )
    });
    only(
        &template,
        PROVIDER,
        exact(json!({
            "Name": "mine",
            "AutoScalingGroupProvider": {
                "AutoScalingGroupArn": {"Ref": "InstancesGroup"},
                "ManagedScaling": {
                    "Status": "ENABLED",
                    "TargetCapacity": 80,
                    "MinimumScalingStepSize": 1,
                    "MaximumScalingStepSize": 5,
                    "InstanceWarmupPeriod": 120,
                },
                "ManagedDraining": "DISABLED",
                "ManagedTerminationProtection": "DISABLED",
            },
        })),
    );
    let lines = [
        "#!/bin/bash",
        "echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config",
        "echo 'ECS_AWSVPC_BLOCK_IMDS=true' >> /etc/ecs/ecs.config",
        "echo 'ECS_ENABLE_SPOT_INSTANCE_DRAINING=false' >> /etc/ecs/ecs.config",
        "echo 'ECS_RESERVED_MEMORY=256' >> /etc/ecs/ecs.config",
        "echo 'ECS_INSTANCE_ATTRIBUTES={\"disk\":\"fast\"}' >> /etc/ecs/ecs.config",
        "echo 'ECS_LOGLEVEL=it'\\''s' >> /etc/ecs/ecs.config",
        "",
    ];
    only(
        &template,
        TEMPLATE,
        like!({ "LaunchTemplateData": { "UserData": { "Fn::Base64": { "Fn::Sub": lines.join("\n") } } } }),
    );
}

/// Protection from scale-in alone leaves instances that nobody ends: the two come together.
#[test]
pub(crate) fn the_protection_pair() {
    let pair = |template: &Template, provider, group| {
        only(
            template,
            PROVIDER,
            like!({ "AutoScalingGroupProvider": { "ManagedTerminationProtection": provider } }),
        );
        only(
            template,
            GROUP,
            like!({ "NewInstancesProtectedFromScaleIn": group }),
        );
    };
    pair(&provided(|provider| provider), "DISABLED", absent());
    pair(
        &provided(AsgCapacityProvider::termination_protection),
        "ENABLED",
        stackwright_assert::Matcher::from(true),
    );
}

#[test]
pub(crate) fn bottlerocket_and_windows_join_in_their_own_ways() {
    let joins = |image: MachineImage| {
        made(|stack| {
            let (cluster, vpc) = home(stack);
            let template = LaunchTemplate::new("m7i.large").machine_image(image);
            let group = AutoScalingGroup::new(vpc, template, 0..=2);
            let agent = AgentSettings::new()
                .attribute("disk", "fast")
                .spot_draining(true);
            let provider = AsgCapacityProvider::new(cluster, group).agent(agent);
            stack.add("Instances", provider);
        })
    };
    let text = |template: &Template, text: &str| {
        only(
            template,
            TEMPLATE,
            like!({ "LaunchTemplateData": { "UserData": { "Fn::Base64": { "Fn::Sub": text } } } }),
        );
    };
    text(
        &joins(BottlerocketImage::new(CpuArchitecture::X86_64).into()),
        "[settings.ecs]\ncluster = \"${Cluster}\"\nenable-spot-instance-draining = true\n[settings.ecs.instance-attributes]\n\"disk\" = \"fast\"\n",
    );
    text(
        &joins(EcsOptimizedImage::windows(WindowsServer::Core2022).into()),
        "<powershell>\nInitialize-ECSAgent -Cluster ${Cluster} -EnableTaskIAMRole -EnableTaskENI -AwsvpcBlockIMDS\n</powershell>\n<powershell>\n[Environment]::SetEnvironmentVariable('ECS_ENABLE_SPOT_INSTANCE_DRAINING', 'true', 'Machine')\n[Environment]::SetEnvironmentVariable('ECS_INSTANCE_ATTRIBUTES', '{\"disk\":\"fast\"}', 'Machine')\nRestart-Service AmazonECS\n</powershell>\n",
    );
}

/// aws-cdk 14732, 18179, 15366: ECS removes no provider that is in use, so services go before the
/// list of providers does.
#[test]
pub(crate) fn services_wait_for_the_list_and_go_before_it() {
    let template = made(|stack| {
        let (cluster, vpc) = home(stack);
        let spot = FargateService::new(cluster, super::web(stack, "Task")).spot_from(2);
        stack.add("Spot", spot);
        let plain = FargateService::new(cluster, super::web(stack, "Other"));
        stack.add("Plain", plain);
        instances(stack, cluster, vpc);
    });
    let waits = |id: &str| {
        let found = template.find_resources("AWS::ECS::Service", stackwright_assert::any());
        let service = found.into_iter().find(|found| found.id == id);
        service.unwrap_or_else(|| panic!("no {id}")).value["DependsOn"].clone()
    };
    assert_eq!(waits("SpotService"), json!("ClusterCapacityProviders"));
    assert!(waits("PlainService").is_null());
}

/// A provider that is made after the cluster can be its default.
#[test]
pub(crate) fn instances_as_the_default_of_a_cluster() {
    let template = made(|stack| {
        let (cluster, vpc) = home(stack);
        let instances = instances(stack, cluster, vpc);
        cluster.default_strategy(stack, CapacityProvider::from(instances).base(1));
        let service = FargateService::new(cluster, super::web(stack, "Task"));
        stack.add("Service", service);
    });
    only(
        &template,
        ASSOCIATION,
        like!({ "DefaultCapacityProviderStrategy": [
            { "CapacityProvider": { "Ref": "Instances" }, "Base": 1, "Weight": 1 },
        ] }),
    );
}

/// ECS refuses names that begin with `ecs`, and CloudFormation names providers after their stack.
#[test]
pub(crate) fn a_provider_in_a_stack_with_a_reserved_name() {
    let app = App::new();
    let stack = *app.stack("EcsProd");
    let (cluster, vpc) = home(stack);
    instances(stack, cluster, vpc);
    let template = super::made_of(&app).remove("EcsProd").expect("the stack");
    only(
        &template,
        PROVIDER,
        like!({ "Name": { "Fn::Sub": "cp-${AWS::StackName}-Instances-Resource" } }),
    );
}

/// A group that was added may serve.
#[test]
pub(crate) fn a_group_of_ones_own() {
    let template = made(|stack| {
        let (cluster, vpc) = home(stack);
        let group = stack.add("Own", group(vpc));
        stack.add("Instances", AsgCapacityProvider::new(cluster, group));
    });
    only(
        &template,
        PROVIDER,
        like!({ "AutoScalingGroupProvider": { "AutoScalingGroupArn": { "Ref": "Own" } } }),
    );
    template.resource_count_is("AWS::IAM::Role", 0);
}

/// What these constructs make in their default form raises nothing of our own checker.
#[test]
pub(crate) fn nothing_is_said_of_the_default_form() {
    use stackwright::check::{Options, check_app};

    let app = App::new();
    let stack = *app.stack("Web");
    stack.tag("team", "web");
    let (cluster, vpc) = home(stack);
    instances(stack, cluster, vpc);
    stack.add("Workers", group(vpc));
    let found = check_app(app.synth(), &Options::new()).diagnostics;
    let found = found
        .iter()
        .filter(|found| !found.code.starts_with("OPS436"));
    let found: Vec<_> = found.map(ToString::to_string).collect();
    assert!(found.is_empty(), "{found:#?}");
}
