use serde_json::json;
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::{DockerVolume, EbsFileSystem, EbsVolume, Ec2Task, Volume};
use stackwright::aws::efs::{AccessPoint, FileSystem, FileSystemHandle, Replica, Throughput};
use stackwright::aws::secretsmanager::Secret;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::{at, ids, made, nginx, only, small};

const TASK: &str = "AWS::ECS::TaskDefinition";

fn files(stack: Scope<'_>) -> (VpcHandle, FileSystemHandle) {
    let vpc = stack.add("Network", Vpc::new("10.0.0.0/16").zones(2));
    (vpc, stack.add("Files", FileSystem::new(vpc)))
}

fn says(template: &Template, all: &[&str]) {
    let json = serde_json::to_string(&template.json()).expect("JSON");
    for said in all {
        assert!(json.contains(said), "{said} in {json}");
    }
}

/// The volume, the access point, the user, encryption, the rule, the right and the order: one call.
#[test]
pub(crate) fn a_folder_of_a_file_system_in_one_call() {
    let template = made(|stack| {
        let (vpc, files) = files(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let container = nginx().mount("/data", files.access_point("/app").user(1001));
        stack.add(
            "App",
            FargateService::new(cluster, small().container(container)),
        );
    });
    at(
        &template,
        "AppTask",
        TASK,
        like!({
            "ContainerDefinitions": [{ "MountPoints": [
                exact(json!({ "ContainerPath": "/data", "SourceVolume": "app" })),
            ] }],
            "Volumes": [{ "Name": "app", "EFSVolumeConfiguration": {
                "FilesystemId": { "Ref": "Files" },
                "TransitEncryption": "ENABLED",
                "AuthorizationConfig": { "IAM": "ENABLED", "AccessPointId": any() },
            } }],
        }),
    );
    only(
        &template,
        "AWS::EFS::AccessPoint",
        like!({
            "PosixUser": { "Uid": "1001", "Gid": "1001" },
            "RootDirectory": {
                "Path": "/app",
                "CreationInfo": { "OwnerUid": "1001", "OwnerGid": "1001", "Permissions": "755" },
            },
        }),
    );
    says(
        &template,
        &[
            "elasticfilesystem:ClientMount",
            "elasticfilesystem:ClientWrite",
            "elasticfilesystem:AccessPointArn",
            r#""FromPort":2049"#,
            r#""DependsOn":["FilesMountTarget1","FilesMountTarget2"]"#,
        ],
    );
}

#[test]
pub(crate) fn who_only_reads_may_not_write() {
    let template = made(|stack| {
        let (_, files) = files(stack);
        let container = nginx().mount_read_only("/data", files.access_point("/app"));
        stack.add("Task", small().container(container));
    });
    says(
        &template,
        &["elasticfilesystem:ClientMount", r#""ReadOnly":true"#],
    );
    let json = serde_json::to_string(&template.json()).expect("JSON");
    assert!(!json.contains("ClientWrite"), "{json}");
}

/// aws-cdk: file systems were open to everybody in the network, in the clear.
#[test]
pub(crate) fn a_file_system_is_encrypted_kept_and_mounted_by_right_only() {
    let template = made(|stack| {
        files(stack);
    });
    only(
        &template,
        "AWS::EFS::FileSystem",
        like!({
            "Encrypted": true,
            "ThroughputMode": "elastic",
            "BackupPolicy": { "Status": "ENABLED" },
            "FileSystemPolicy": { "Statement": [{
                "Effect": "Deny",
                "Condition": { "Bool": { "aws:SecureTransport": "false" } },
            }] },
        }),
    );
    says(&template, &[r#""DeletionPolicy":"RetainExceptOnCreate""#]);
}

#[test]
pub(crate) fn a_file_system_for_tests_goes_with_its_stack() {
    let template = made(|stack| {
        let vpc = stack.add("Network", Vpc::new("10.0.0.0/16").zones(2));
        let files = FileSystem::new(vpc)
            .throughput(Throughput::Provisioned(64))
            .infrequent_after_30_days()
            .disposable();
        stack.add("Files", files);
    });
    only(
        &template,
        "AWS::EFS::FileSystem",
        like!({
            "ThroughputMode": "provisioned",
            "ProvisionedThroughputInMibps": 64.0,
            "LifecyclePolicies": [{ "TransitionToIA": "AFTER_30_DAYS" }],
            "BackupPolicy": { "Status": "DISABLED" },
        }),
    );
    says(&template, &[r#""DeletionPolicy":"Delete""#]);
}

/// EFS takes one policy for each move.
#[test]
pub(crate) fn files_that_nobody_reads_move_away_and_come_back() {
    let template = made(|stack| {
        let vpc = stack.add("Network", Vpc::new("10.0.0.0/16").zones(2));
        let files = FileSystem::new(vpc)
            .infrequent_after_30_days()
            .archived_after_90_days()
            .back_when_read();
        stack.add("Files", files);
    });
    only(
        &template,
        "AWS::EFS::FileSystem",
        like!({
            "ThroughputMode": "elastic",
            "LifecyclePolicies": exact(json!([
                { "TransitionToIA": "AFTER_30_DAYS" },
                { "TransitionToArchive": "AFTER_90_DAYS" },
                { "TransitionToPrimaryStorageClass": "AFTER_1_ACCESS" },
            ])),
        }),
    );
}

#[test]
pub(crate) fn a_copy_of_a_file_system_in_another_region_or_here() {
    let template = made(|stack| {
        let vpc = stack.add("Network", Vpc::new("10.0.0.0/16").zones(2));
        let key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        let there = Replica::in_region("eu-central-1")
            .in_zone("eu-central-1a")
            .encrypted_with(key);
        stack.add("Far", FileSystem::new(vpc).replicated(there));
        let copy = FileSystem::new(vpc).overwritten_by_replication();
        let copy = stack.add("Copy", copy);
        stack.add("Near", FileSystem::new(vpc).replicated(Replica::to(copy)));
        let known = Replica::to_existing("eu-central-1", "fs-0a1b2c3d4e5f60718");
        stack.add("Known", FileSystem::new(vpc).replicated(known));
    });
    let to = |id: &str| {
        let replication =
            &template.json()["Resources"][id]["Properties"]["ReplicationConfiguration"];
        replication["Destinations"].clone()
    };
    let key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    assert_eq!(
        to("Far"),
        json!([{
            "Region": "eu-central-1",
            "AvailabilityZoneName": "eu-central-1a",
            "KmsKeyId": key,
        }])
    );
    assert_eq!(to("Near"), json!([{"FileSystemId": {"Ref": "Copy"}}]));
    assert_eq!(
        to("Known"),
        json!([{"Region": "eu-central-1", "FileSystemId": "fs-0a1b2c3d4e5f60718"}])
    );
    at(
        &template,
        "Copy",
        "AWS::EFS::FileSystem",
        like!({ "FileSystemProtection": { "ReplicationOverwriteProtection": "DISABLED" } }),
    );
}

/// aws-cdk: another zone made other ids of mount targets.
#[test]
pub(crate) fn another_zone_moves_no_mount_target() {
    let with = |zones| {
        made(|stack| {
            let vpc = stack.add("Network", Vpc::new("10.0.0.0/16").zones(zones));
            stack.add("Files", FileSystem::new(vpc));
        })
    };
    let (two, three) = (with(2), with(3));
    let of = |template: &Template, id: &str| template.json()["Resources"][id].clone();
    for id in ids(&two, "AWS::EFS::MountTarget") {
        assert_eq!(of(&two, &id), of(&three, &id));
    }
    assert_eq!(ids(&three, "AWS::EFS::MountTarget").len(), 3);
}

#[test]
pub(crate) fn an_imported_file_system_and_its_access_point() {
    let template = made(|stack| {
        let group = stack.add("Group", SecurityGroup::imported("sg-0a1b2c3d"));
        let files = stack.add("Files", FileSystem::imported("fs-0a1b2c3d", group));
        let point = stack.add("Point", AccessPoint::imported(files, "fsap-0a1b2c3d"));
        let container = nginx()
            .mount("/data", Volume::access_point("data", point))
            .mount("/all", Volume::efs("all", files));
        stack.add("Task", small().container(container));
    });
    only(
        &template,
        TASK,
        like!({ "Volumes": [
            { "Name": "data", "EFSVolumeConfiguration": {
                "FilesystemId": "fs-0a1b2c3d",
                "AuthorizationConfig": { "AccessPointId": "fsap-0a1b2c3d", "IAM": "ENABLED" },
            } },
            { "Name": "all", "EFSVolumeConfiguration": {
                "FilesystemId": "fs-0a1b2c3d",
                "AuthorizationConfig": { "AccessPointId": absent(), "IAM": "ENABLED" },
            } },
        ] }),
    );
}

#[test]
pub(crate) fn a_volume_for_each_task_by_the_service_and_its_role() {
    let template = made(|stack| {
        let volume = EbsVolume::new(20.gib())
            .iops(4000)
            .throughput(250)
            .file_system(EbsFileSystem::Ext4);
        let container = nginx().mount("/data", Volume::ebs("data", volume));
        let cluster = super::cluster(stack);
        stack.add(
            "App",
            FargateService::new(cluster, small().container(container)),
        );
    });
    only(
        &template,
        TASK,
        like!({ "Volumes": [exact(json!({ "Name": "data", "ConfiguredAtLaunch": true }))] }),
    );
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "VolumeConfigurations": [{ "Name": "data", "ManagedEBSVolume": exact(json!({
            "RoleArn": { "Fn::GetAtt": ["AppVolumeRole", "Arn"] },
            "Encrypted": true,
            "VolumeType": "gp3",
            "SizeInGiB": 20,
            "Iops": 4000,
            "Throughput": 250,
            "FilesystemType": "ext4",
        })) }] }),
    );
    says(
        &template,
        &["service-role/AmazonECSInfrastructureRolePolicyForVolumes"],
    );
}

#[test]
pub(crate) fn volumes_of_the_task_and_of_its_machine() {
    let template = made(|stack| {
        let shared = DockerVolume::shared()
            .driver("local")
            .driver_option("type", "tmpfs")
            .label("a", "b");
        let web = nginx()
            .mount("/cache", Volume::scratch("cache"))
            .mount("/logs", Volume::host("logs", "/var/log"))
            .mount("/shared", Volume::docker("shared", shared));
        let other = Container::new("other", "other:1")
            .without_logs()
            .mount("/cache", Volume::scratch("cache"))
            .volumes_from("web")
            .volumes_from_read_only("web2");
        let task = Ec2Task::new()
            .memory(1.gib())
            .container(web)
            .container(other);
        stack.add("Task", task);
    });
    only(
        &template,
        TASK,
        like!({
            "Volumes": exact(json!([
                { "Name": "cache" },
                { "Name": "logs", "Host": { "SourcePath": "/var/log" } },
                { "Name": "shared", "DockerVolumeConfiguration": {
                    "Scope": "shared",
                    "Autoprovision": true,
                    "Driver": "local",
                    "DriverOpts": { "type": "tmpfs" },
                    "Labels": { "a": "b" },
                } },
            ])),
            "ContainerDefinitions": [any(), { "VolumesFrom": [
                exact(json!({ "SourceContainer": "web" })),
                exact(json!({ "SourceContainer": "web2", "ReadOnly": true })),
            ] }],
        }),
    );
}

#[test]
pub(crate) fn fsx_for_windows_with_the_right_to_the_login() {
    let template = made(|stack| {
        let login = stack.add("Login", Secret::generated(32));
        let folder = Volume::fsx_windows(
            "fsx",
            "fs-0a1b2c3d4e5f60718",
            "\\data",
            "corp.example.com",
            login,
        );
        let container = nginx().mount("C:\\data", folder);
        stack.add("Task", Ec2Task::new().memory(1.gib()).container(container));
    });
    only(
        &template,
        TASK,
        like!({ "Volumes": [
            { "Name": "fsx", "FSxWindowsFileServerVolumeConfiguration": {
                "FileSystemId": "fs-0a1b2c3d4e5f60718",
                "RootDirectory": "\\data",
                "AuthorizationConfig": { "Domain": "corp.example.com", "CredentialsParameter": any() },
            } },
        ] }),
    );
    says(&template, &["secretsmanager:GetSecretValue"]);
}

/// Two file systems have folders of one path: the volumes are told apart by name, and so are the
/// access points.
#[test]
fn two_folders_of_one_path() {
    let template = made(|stack| {
        let vpc = stack.add("Network", Vpc::new("10.0.0.0/16").zones(2));
        let [one, other] = ["One", "Other"].map(|id| stack.add(id, FileSystem::new(vpc)));
        let container = nginx().mount("/one", one.access_point("/app")).mount(
            "/other",
            Volume::from(other.access_point("/app")).named("old"),
        );
        stack.add("Task", small().container(container));
    });
    assert_eq!(
        ids(&template, "AWS::EFS::AccessPoint"),
        ["TaskAccessPointApp", "TaskAccessPointOld"]
    );
}
