//! Instances of one's own as capacity of clusters.

use serde_json::json;
use stackwright::aws::autoscaling::AutoScalingGroup;
use stackwright::aws::ec2::{LaunchTemplate, MachineImage, VpcHandle};
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
        "[settings.ecs]\ncluster = \"${Cluster}\"\nawsvpc-block-imds = true\nenable-spot-instance-draining = true\n[settings.ecs.instance-attributes]\n\"disk\" = \"fast\"\n",
    );
    // One script: the agent reads its variables when it starts.
    text(
        &joins(EcsOptimizedImage::windows(WindowsServer::Core2022).into()),
        "<powershell>\n[Environment]::SetEnvironmentVariable('ECS_ENABLE_SPOT_INSTANCE_DRAINING', 'true', 'Machine')\n[Environment]::SetEnvironmentVariable('ECS_INSTANCE_ATTRIBUTES', '{\"disk\":\"fast\"}', 'Machine')\nInitialize-ECSAgent -Cluster ${Cluster} -EnableTaskIAMRole -EnableTaskENI -AwsvpcBlockIMDS\n</powershell>\n",
    );
}

/// What the user adds is in the same script: on Windows before it ends.
#[test]
pub(crate) fn what_else_an_instance_runs_follows_in_the_same_script() {
    let joins = |image: MachineImage, own: &'static str| {
        made(|stack| {
            let (cluster, vpc) = home(stack);
            let template = LaunchTemplate::new("m7i.large").machine_image(image);
            let group = AutoScalingGroup::new(vpc, template.user_data(own), 0..=2);
            let agent = AgentSettings::new().tasks_read_instance_role();
            stack.add(
                "Instances",
                AsgCapacityProvider::new(cluster, group).agent(agent),
            );
        })
    };
    for (image, own, whole) in [
        (
            EcsOptimizedImage::x86_64().into(),
            "echo hello\n",
            "#!/bin/bash\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config\necho hello\n",
        ),
        (
            BottlerocketImage::new(CpuArchitecture::X86_64).into(),
            "[settings.host-containers.admin]\nenabled = true\n",
            "[settings.ecs]\ncluster = \"${Cluster}\"\n[settings.host-containers.admin]\nenabled = true\n",
        ),
        (
            EcsOptimizedImage::windows(WindowsServer::Core2022).into(),
            "Write-Output hello\n",
            "<powershell>\nInitialize-ECSAgent -Cluster ${Cluster} -EnableTaskIAMRole\nWrite-Output hello\n</powershell>\n",
        ),
    ] {
        only(
            &joins(image, own),
            TEMPLATE,
            like!({ "LaunchTemplateData": { "UserData": { "Fn::Base64": { "Fn::Sub": whole } } } }),
        );
    }
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
