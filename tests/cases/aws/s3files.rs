//! The objects of a bucket as files, and tasks that mount them.

use serde_json::{Value as Json, json};
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::Volume;
use stackwright::aws::s3files::{AccessPoint, FileSystem};
use stackwright::check::{Options, check_app};
use stackwright::core::Severity;
use stackwright::prelude::*;
use stackwright_assert::{Findings, Template, any, exact, like};

use super::{at, ids, made, nginx, only, small};

const FILES: &str = "AWS::S3Files::FileSystem";
const TASK: &str = "AWS::ECS::TaskDefinition";
const BUCKET: &str = "arn:aws:s3:::models";
const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

fn network(stack: Scope<'_>) -> VpcHandle {
    stack.add("Network", Vpc::new("10.0.0.0/16").zones(2))
}

/// The statements of the policy of a role that is made of its rights.
fn rights(template: &Template, role: &str) -> Json {
    let role = template.json()["Resources"][role].clone();
    role["Properties"]["Policies"][0]["PolicyDocument"]["Statement"].clone()
}

#[test]
pub(crate) fn a_file_system_over_a_bucket() {
    let template = made(|stack| {
        let files = FileSystem::new(network(stack), BUCKET);
        stack.add("Files", files);
    });
    only(
        &template,
        FILES,
        exact(json!({"Bucket": BUCKET, "RoleArn": {"Fn::GetAtt": ["FilesRole", "Arn"]}})),
    );
    assert_eq!(
        ids(&template, "AWS::S3Files::MountTarget"),
        ["FilesMountTarget1", "FilesMountTarget2"]
    );
    at(
        &template,
        "FilesMountTarget1",
        "AWS::S3Files::MountTarget",
        exact(json!({
            "FileSystemId": {"Fn::GetAtt": ["Files", "FileSystemId"]},
            "SubnetId": {"Ref": "NetworkPrivateSubnet1"},
            "SecurityGroups": [{"Ref": "FilesSecurityGroup"}],
        })),
    );
}

/// S3 Files runs as EFS, and is let in for file systems of this account alone.
#[test]
pub(crate) fn its_role_may_do_what_keeping_both_the_same_takes() {
    let template = made(|stack| {
        let files = FileSystem::new(network(stack), BUCKET).prefix("v1/");
        stack.add("Files", files.bucket_encrypted_with(KEY));
    });
    let arn = "arn:${AWS::Partition}:s3files:${AWS::Region}:${AWS::AccountId}:file-system/*";
    at(
        &template,
        "FilesRole",
        "AWS::IAM::Role",
        like!({ "AssumeRolePolicyDocument": { "Statement": [{
            "Principal": { "Service": "elasticfilesystem.amazonaws.com" },
            "Condition": {
                "StringEquals": { "aws:SourceAccount": { "Ref": "AWS::AccountId" } },
                "ArnLike": { "aws:SourceArn": { "Fn::Sub": arn } },
            },
        }] } }),
    );
    only(&template, FILES, like!({ "Prefix": "v1/" }));
    let own = json!({"StringEquals": {"aws:ResourceAccount": {"Ref": "AWS::AccountId"}}});
    let rules = |name: &str| {
        let rules = "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/";
        json!({"Fn::Sub": format!("{rules}{name}")})
    };
    let found = rights(&template, "FilesRole");
    let all = found.as_array().expect("statements");
    for expected in [
        json!({
            "Action": ["s3:ListBucket", "s3:ListBucketVersions"],
            "Effect": "Allow",
            "Resource": BUCKET,
            "Condition": own,
        }),
        json!({
            "Action": [
                "s3:AbortMultipartUpload",
                "s3:DeleteObject*",
                "s3:GetObject*",
                "s3:List*",
                "s3:PutObject*",
            ],
            "Effect": "Allow",
            "Resource": "arn:aws:s3:::models/v1/*",
            "Condition": own,
        }),
        json!({
            "Action": [
                "events:DeleteRule",
                "events:DisableRule",
                "events:EnableRule",
                "events:PutRule",
                "events:PutTargets",
                "events:RemoveTargets",
            ],
            "Effect": "Allow",
            "Resource": rules("DO-NOT-DELETE-S3-Files*"),
            "Condition": {"StringEquals": {"events:ManagedBy": "elasticfilesystem.amazonaws.com"}},
        }),
        json!({
            "Action": [
                "events:DescribeRule",
                "events:ListRuleNamesByTarget",
                "events:ListRules",
                "events:ListTargetsByRule",
            ],
            "Effect": "Allow",
            "Resource": rules("*"),
        }),
        json!({
            "Action": [
                "kms:Decrypt",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo",
            ],
            "Effect": "Allow",
            "Resource": KEY,
            "Condition": {
                "StringEquals": {"kms:ViaService": {"Fn::Sub": "s3.${AWS::Region}.amazonaws.com"}},
            },
        }),
    ] {
        assert!(all.contains(&expected), "{expected:#} in {found:#}");
    }
    assert_eq!(all.len(), 5);
}

/// The access point, the user, the rule, both rights and the order: one call.
#[test]
pub(crate) fn a_folder_of_a_bucket_in_one_call() {
    let template = made(|stack| {
        let vpc = network(stack);
        let files = FileSystem::new(vpc, BUCKET).prefix("v1/");
        let files = stack.add("Files", files.bucket_encrypted_with(KEY));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let container = nginx().mount("/data", files.access_point("/app").user(1001));
        let task = small().container(container);
        stack.add("App", FargateService::new(cluster, task));
    });
    let point = json!({"Fn::GetAtt": ["AppTaskAccessPointApp", "AccessPointArn"]});
    let arn = json!({"Fn::GetAtt": ["Files", "FileSystemArn"]});
    only(
        &template,
        TASK,
        like!({ "Volumes": [exact(json!({
            "Name": "app",
            "S3FilesVolumeConfiguration": {"FileSystemArn": arn, "AccessPointArn": point},
        }))] }),
    );
    only(
        &template,
        "AWS::S3Files::AccessPoint",
        exact(json!({
            "FileSystemId": {"Fn::GetAtt": ["Files", "FileSystemId"]},
            "PosixUser": {"Uid": "1001", "Gid": "1001"},
            "RootDirectory": {
                "Path": "/app",
                "CreationPermissions": {"OwnerUid": "1001", "OwnerGid": "1001", "Permissions": "755"},
            },
        })),
    );
    let through =
        json!({"StringEquals": {"kms:ViaService": {"Fn::Sub": "s3.${AWS::Region}.amazonaws.com"}}});
    let found = rights(&template, "AppTaskTaskRole");
    let all = found.as_array().expect("statements");
    for expected in [
        json!({
            "Action": ["s3files:ClientMount", "s3files:ClientWrite"],
            "Effect": "Allow",
            "Resource": arn,
            "Condition": {"StringEquals": {"s3files:AccessPointArn": point}},
        }),
        json!({
            "Action": ["s3:GetObject", "s3:GetObjectVersion"],
            "Effect": "Allow",
            "Resource": "arn:aws:s3:::models/v1/app/*",
        }),
        json!({"Action": "s3:ListBucket", "Effect": "Allow", "Resource": BUCKET}),
        json!({"Action": "kms:Decrypt", "Effect": "Allow", "Resource": KEY, "Condition": through}),
    ] {
        assert!(all.contains(&expected), "{expected:#} in {found:#}");
    }
    template.has_resource_properties(
        "AWS::EC2::SecurityGroupIngress",
        like!({
            "FromPort": 2049,
            "GroupId": { "Fn::GetAtt": ["FilesSecurityGroup", "GroupId"] },
            "SourceSecurityGroupId": { "Fn::GetAtt": ["AppSecurityGroup", "GroupId"] },
        }),
    );
    let waits = &template.json()["Resources"]["AppTask"]["DependsOn"];
    assert_eq!(*waits, json!(["FilesMountTarget1", "FilesMountTarget2"]));
}

#[test]
fn who_only_reads_may_not_write() {
    let template = made(|stack| {
        let files = stack.add("Files", FileSystem::new(network(stack), BUCKET));
        let container = nginx().mount_read_only("/models", Volume::s3_root("models", files));
        stack.add("Task", small().container(container));
    });
    let json = serde_json::to_string(&rights(&template, "TaskTaskRole")).expect("JSON");
    assert!(json.contains("s3files:ClientMount"), "{json}");
    assert!(!json.contains("ClientWrite"), "{json}");
    assert!(json.contains(r#""arn:aws:s3:::models/*""#), "{json}");
}

#[test]
pub(crate) fn what_exists_in_s3_files_is_left_alone() {
    let files = "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0a1b2c3d4e5f60718";
    let template = made(|stack| {
        let group = stack.add("Group", SecurityGroup::imported("sg-0a1b2c3d"));
        let imported = FileSystem::imported(files, group, BUCKET).prefix("v1/");
        let imported = stack.add("Files", imported);
        let arn = "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0a1b2c3d4e5f60718/access-point/fsap-0a1b2c3d4e5f60718";
        let point = AccessPoint::imported(imported, arn, "/app");
        let point = stack.add("Point", point);
        let container = nginx()
            .mount("/data", Volume::s3_access_point("data", point))
            .mount("/new", imported.access_point("/new"));
        stack.add("Task", small().container(container));
    });
    template.resource_count_is(FILES, 0);
    only(
        &template,
        TASK,
        like!({ "Volumes": [
            { "Name": "data", "S3FilesVolumeConfiguration": {
                "FileSystemArn": files,
                "AccessPointArn": any(),
            } },
            { "Name": "new" },
        ] }),
    );
    only(
        &template,
        "AWS::S3Files::AccessPoint",
        like!({ "FileSystemId": { "Fn::Select": [1, { "Fn::Split": ["file-system/", files] }] } }),
    );
    let json = serde_json::to_string(&rights(&template, "TaskTaskRole")).expect("JSON");
    assert!(json.contains(r#""arn:aws:s3:::models/v1/app/*""#), "{json}");
}

/// A file system that is known by its ARN alone: the right to mount it, and no more.
#[test]
pub(crate) fn a_file_system_by_its_arn() {
    let arn = "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0a1b2c3d4e5f60718";
    let template = made(|stack| {
        let container = nginx().mount_read_only("/bucket", Volume::s3_files("bucket", arn));
        stack.add("Task", small().container(container));
    });
    only(
        &template,
        TASK,
        like!({ "Volumes": [exact(json!({
            "Name": "bucket",
            "S3FilesVolumeConfiguration": {"FileSystemArn": arn},
        }))] }),
    );
    assert_eq!(
        rights(&template, "TaskTaskRole"),
        json!([{"Action": "s3files:ClientMount", "Effect": "Allow", "Resource": arn}])
    );
}

#[test]
fn nothing_is_to_be_said_of_files_of_a_bucket() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.tag("team", "shop");
    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
    let group = stack.add("Group", SecurityGroup::imported("sg-0a1b2c3d"));
    let bucket = stack.add("Bucket", Parameter::string());
    let files = stack.add("Files", FileSystem::new(vpc, bucket));
    let arn = stack.add("Known", Parameter::string());
    let known = stack.add("Imported", FileSystem::imported(arn, group, bucket));
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let web = Container::new("web", "public.ecr.aws/nginx/nginx:1.27")
        .mount("/data", files.access_point("/app"))
        .mount("/known", known.access_point("/known"));
    stack.add("App", FargateService::new(cluster, small().container(web)));
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    found.retain(|found| found.severity != Severity::Info);
    Findings::of(&found).are_none();
}
