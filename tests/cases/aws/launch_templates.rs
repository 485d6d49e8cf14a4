//! How instances are launched: what they are, what they start from, what they may do.

use serde_json::json;
use stackwright::aws::ec2::{
    BlockDevice, InstanceType, LaunchTemplate, MachineImage, SpotOptions, Tenancy, VolumeType,
};
use stackwright::aws::ecs::{BottlerocketImage, CpuArchitecture, EcsOptimizedImage, WindowsServer};
use stackwright::prelude::*;
use stackwright_assert::{Template, exact, like};

use super::{made, only, vpc};

const TEMPLATE: &str = "AWS::EC2::LaunchTemplate";

/// A launch template by itself.
fn launched(template: LaunchTemplate) -> Template {
    made(|stack| {
        stack.add("Template", template);
    })
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

#[test]
pub(crate) fn whether_hardware_is_shared() {
    for (tenancy, word) in [
        (Tenancy::Dedicated, "dedicated"),
        (Tenancy::Host, "host"),
        (Tenancy::Default, "default"),
    ] {
        only(
            &launched(LaunchTemplate::new("m7g.large").tenancy(tenancy)),
            TEMPLATE,
            like!({ "LaunchTemplateData": { "Placement": { "Tenancy": word } } }),
        );
    }
}

/// A volume that is said beside that of the image is encrypted as well.
#[test]
pub(crate) fn every_option_of_a_volume() {
    let key = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d";
    let data = BlockDevice::new("/dev/xvdb")
        .kind(VolumeType::Io2)
        .size(100.gib())
        .iops(4000)
        .key(key)
        .snapshot("snap-0a1b2c3d");
    let scratch = BlockDevice::new("/dev/xvdc").size(20.gib()).throughput(250);
    let template = LaunchTemplate::new("m7g.large");
    only(
        &launched(template.block_device(data).block_device(scratch)),
        TEMPLATE,
        like!({ "LaunchTemplateData": { "BlockDeviceMappings": [
            { "DeviceName": "/dev/xvda", "Ebs": { "Encrypted": true } },
            {
                "DeviceName": "/dev/xvdb",
                "Ebs": {
                    "Encrypted": true,
                    "VolumeType": "io2",
                    "VolumeSize": 100,
                    "Iops": 4000,
                    "KmsKeyId": key,
                    "SnapshotId": "snap-0a1b2c3d",
                },
            },
            {
                "DeviceName": "/dev/xvdc",
                "Ebs": { "VolumeType": "gp3", "VolumeSize": 20, "Throughput": 250 },
            },
        ] } }),
    );
}
