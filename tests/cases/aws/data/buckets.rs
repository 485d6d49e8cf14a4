//! Buckets.

use serde_json::json;
use stackwright::aws::kms::Key;
use stackwright::aws::s3::{
    Bucket, BucketCors, Method, Notified, ObjectEvent, ObjectLock, ObjectRule, StorageClass,
};
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, exact, like};

use super::super::{at, made, made_of, nginx, only, small};
use super::{KEY, is_quiet, logged, text};

const BUCKET: &str = "AWS::S3::Bucket";
const POLICY: &str = "AWS::S3::BucketPolicy";
const ROLE: &str = "AWS::IAM::Role";
const TASK: &str = "AWS::ECS::TaskDefinition";

fn bucket(bucket: Bucket) -> Template {
    made(|stack| {
        stack.add("Files", bucket);
    })
}

#[test]
pub(crate) fn no_finding_about_a_bucket_by_default() {
    is_quiet(|stack| {
        let jobs = stack.add("Jobs", Queue::new().dead_letter_after(5));
        let logs = stack.add("Logs", Bucket::new());
        let files = Bucket::new()
            .versions()
            .access_logs(logs, "files/")
            .event_bridge()
            .notify(ObjectEvent::Created, jobs);
        let files = stack.add("Files", files);
        let known = stack.add("KnownName", Parameter::string());
        let known = stack.add("Known", Bucket::imported_by_name(known));
        let web = logged().link(files.read_write()).link(known.read());
        stack.add("Task", small().container(web));
    });
}

/// aws-cdk: `enforceSSL` is false, and abandoned uploads are paid for ever.
#[test]
pub(crate) fn a_bucket_is_closed_encrypted_and_over_tls_only() {
    let template = bucket(Bucket::new());
    only(
        &template,
        BUCKET,
        exact(json!({
            "BucketEncryption": { "ServerSideEncryptionConfiguration": [{
                "ServerSideEncryptionByDefault": { "SSEAlgorithm": "AES256" },
            }] },
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": true,
                "BlockPublicPolicy": true,
                "IgnorePublicAcls": true,
                "RestrictPublicBuckets": true,
            },
            "LifecycleConfiguration": { "Rules": [{
                "Id": "AbandonedUploads",
                "Status": "Enabled",
                "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 7 },
            }] },
        })),
    );
    only(
        &template,
        POLICY,
        like!({
            "Bucket": { "Ref": "Files" },
            "PolicyDocument": { "Statement": exact(json!([{
                "Effect": "Deny",
                "Principal": { "AWS": "*" },
                "Action": "s3:*",
                "Resource": [
                    { "Fn::GetAtt": ["Files", "Arn"] },
                    { "Fn::Sub": "${Files.Arn}/*" },
                ],
                "Condition": { "Bool": { "aws:SecureTransport": "false" } },
            }])) },
        }),
    );
    for type_name in [BUCKET, POLICY] {
        template.has_resource(
            type_name,
            like!({ "DeletionPolicy": "RetainExceptOnCreate" }),
        );
    }
}

#[test]
pub(crate) fn a_key_of_ones_own_is_asked_for_once_for_many_objects() {
    let template = bucket(Bucket::new().encrypted_with(KEY).keep_abandoned_uploads());
    only(
        &template,
        BUCKET,
        like!({
            "BucketEncryption": { "ServerSideEncryptionConfiguration": [{
                "BucketKeyEnabled": true,
                "ServerSideEncryptionByDefault": {
                    "SSEAlgorithm": "aws:kms",
                    "KMSMasterKeyID": KEY,
                },
            }] },
            "LifecycleConfiguration": absent(),
        }),
    );
}

#[test]
pub(crate) fn every_option_of_a_bucket() {
    let rule = ObjectRule::new("Reports")
        .prefix("reports/")
        .tagged("kind", "draft")
        .larger_than(1_000)
        .smaller_than(5_000_000_000)
        .move_to(StorageClass::StandardIa, 30.days())
        .expire(365.days())
        .expire_earlier_versions(90.days())
        .keep_earlier_versions(3);
    let cors = BucketCors::new(["https://shop.example.com"], [Method::Put, Method::Get])
        .headers(["content-type"])
        .expose(["ETag"])
        .max_age(1.hours());
    let template = bucket(
        Bucket::new()
            .name("shop-files")
            .lifecycle(rule)
            .lifecycle(ObjectRule::new("Off").expire(1.days()).off())
            .abandon_uploads_after(1.days())
            .cors(cors)
            .object_lock(ObjectLock::Governance(30.days()))
            .disposable(),
    );
    only(
        &template,
        BUCKET,
        like!({
            "BucketName": "shop-files",
            "VersioningConfiguration": { "Status": "Enabled" },
            "ObjectLockEnabled": true,
            "ObjectLockConfiguration": {
                "ObjectLockEnabled": "Enabled",
                "Rule": { "DefaultRetention": { "Mode": "GOVERNANCE", "Days": 30 } },
            },
            "LifecycleConfiguration": { "Rules": exact(json!([
                {
                    "Id": "Reports",
                    "Status": "Enabled",
                    "Prefix": "reports/",
                    "TagFilters": [{ "Key": "kind", "Value": "draft" }],
                    "ObjectSizeGreaterThan": "1000",
                    "ObjectSizeLessThan": "5000000000",
                    "Transitions": [{ "StorageClass": "STANDARD_IA", "TransitionInDays": 30 }],
                    "ExpirationInDays": 365,
                    "NoncurrentVersionExpiration": {
                        "NoncurrentDays": 90,
                        "NewerNoncurrentVersions": 3,
                    },
                },
                { "Id": "Off", "Status": "Disabled", "ExpirationInDays": 1 },
                {
                    "Id": "AbandonedUploads",
                    "Status": "Enabled",
                    "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 1 },
                },
            ])) },
            "CorsConfiguration": { "CorsRules": exact(json!([{
                "AllowedOrigins": ["https://shop.example.com"],
                "AllowedMethods": ["PUT", "GET"],
                "AllowedHeaders": ["content-type"],
                "ExposedHeaders": ["ETag"],
                "MaxAge": 3600,
            }])) },
        }),
    );
    template.has_resource(BUCKET, like!({ "DeletionPolicy": "Delete" }));
    let unlocked = bucket(Bucket::new().object_lock(None));
    let lock = exact(json!({ "ObjectLockEnabled": "Enabled" }));
    only(
        &unlocked,
        BUCKET,
        like!({ "ObjectLockConfiguration": lock }),
    );
}

/// aws-cdk: a function of its own writes notifications, over those of others (#31303).
#[test]
pub(crate) fn events_go_to_a_queue_whose_policy_is_there_before() {
    let template = made(|stack| {
        let key = stack.add("Key", Key::new());
        let jobs = stack.add("Jobs", Queue::new().encrypted_with(key));
        let events = ObjectEvent::Created.below("inbox/").ending(".csv");
        stack.add("Files", Bucket::new().notify(events, jobs));
    });
    only(
        &template,
        BUCKET,
        like!({ "NotificationConfiguration": exact(json!({ "QueueConfigurations": [{
            "Event": "s3:ObjectCreated:*",
            "Queue": { "Fn::GetAtt": ["Jobs", "Arn"] },
            "Filter": { "S3Key": { "Rules": [
                { "Name": "prefix", "Value": "inbox/" },
                { "Name": "suffix", "Value": ".csv" },
            ] } },
        }] })) }),
    );
    template.has_resource(BUCKET, like!({ "DependsOn": "JobsPolicy" }));
    let own = json!({ "StringEquals": { "aws:SourceAccount": { "Ref": "AWS::AccountId" } } });
    only(
        &template,
        "AWS::SQS::QueuePolicy",
        like!({ "PolicyDocument": { "Statement": [{ "Effect": "Deny" }, {
            "Effect": "Allow",
            "Principal": { "Service": "s3.amazonaws.com" },
            "Action": "sqs:SendMessage",
            "Condition": exact(own),
        }] } }),
    );
    only(
        &template,
        "AWS::KMS::Key",
        like!({ "KeyPolicy": { "Statement": [
            { "Principal": { "AWS": any() } },
            {
                "Principal": { "Service": "s3.amazonaws.com" },
                "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
            },
        ] } }),
    );
}

#[test]
pub(crate) fn events_go_to_a_queue_of_another_stack_without_a_ring() {
    let app = App::new();
    let (data, web) = (*app.stack("Data"), *app.stack("Web"));
    let jobs = web.add("Jobs", Queue::new());
    data.add("Files", Bucket::new().notify(ObjectEvent::Removed, jobs));
    let all = made_of(&app);
    all["Data"].has_resource(BUCKET, like!({ "DependsOn": absent() }));
    let statements = like!({ "PolicyDocument": { "Statement": [any(), { "Effect": "Allow" }] } });
    only(&all["Web"], "AWS::SQS::QueuePolicy", statements);
}

#[test]
pub(crate) fn events_go_to_functions_and_to_event_bridge() {
    let function = "arn:aws:lambda:eu-west-1:111122223333:function:resize";
    let template = bucket(
        Bucket::new()
            .name("shop-files")
            .event_bridge()
            .notify(ObjectEvent::Tagged, Notified::function(function)),
    );
    only(
        &template,
        BUCKET,
        like!({ "NotificationConfiguration": {
            "EventBridgeConfiguration": { "EventBridgeEnabled": true },
            "LambdaConfigurations": [{ "Event": "s3:ObjectTagging:*", "Function": function }],
        } }),
    );
    only(
        &template,
        "AWS::Lambda::Permission",
        like!({
            "FunctionName": function,
            "SourceAccount": { "Ref": "AWS::AccountId" },
            "SourceArn": { "Fn::Sub": "arn:${AWS::Partition}:s3:::shop-files" },
        }),
    );
    template.has_resource(BUCKET, like!({ "DependsOn": "FilesPermission" }));
}

/// aws-cdk: `grantRead` without the key's right where the bucket was imported.
#[test]
pub(crate) fn who_reads_and_writes_gets_the_name_the_rights_and_those_of_the_key() {
    let template = made(|stack| {
        let files = stack.add("Files", Bucket::new().encrypted_with(KEY));
        stack.add("Task", small().container(nginx().link(files.read_write())));
    });
    let container = like!({ "ContainerDefinitions": [{
        "Environment": exact(json!([{ "Name": "FILES_BUCKET", "Value": { "Ref": "Files" } }])),
    }] });
    only(&template, TASK, container);
    at(
        &template,
        "TaskTaskRole",
        ROLE,
        like!({ "Policies": [{ "PolicyDocument": { "Statement": exact(json!([
            {
                "Effect": "Allow",
                "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
                "Resource": KEY,
                "Condition": { "StringEquals": {
                    "kms:ViaService": { "Fn::Sub": "s3.${AWS::Region}.amazonaws.com" },
                } },
            },
            {
                "Effect": "Allow",
                "Action": [
                    "s3:AbortMultipartUpload",
                    "s3:DeleteObject",
                    "s3:GetObject",
                    "s3:GetObjectVersion",
                    "s3:PutObject",
                ],
                "Resource": { "Fn::Sub": "${Files.Arn}/*" },
            },
            {
                "Effect": "Allow",
                "Action": ["s3:GetBucketLocation", "s3:ListBucket"],
                "Resource": { "Fn::GetAtt": ["Files", "Arn"] },
            },
        ])) } }] }),
    );
}

#[test]
pub(crate) fn who_reads_does_not_write_and_the_other_way_round() {
    let linked = |writes: bool| {
        text(&made(|stack| {
            let files = stack.add("Files", Bucket::new());
            let link = if writes { files.write() } else { files.read() };
            stack.add("Task", small().container(nginx().link(link)));
        }))
    };
    assert!(linked(true).contains("s3:PutObject") && !linked(true).contains("s3:GetObject"));
    assert!(linked(false).contains("s3:GetObject") && !linked(false).contains("s3:PutObject"));
}

#[test]
pub(crate) fn a_link_to_a_folder_is_to_nothing_else() {
    let template = made(|stack| {
        let files = stack.add("Files", Bucket::new());
        let link = files.below("reports/").read();
        stack.add("Task", small().container(nginx().link(link)));
    });
    let container = like!({ "ContainerDefinitions": [{ "Environment": exact(json!([
        { "Name": "FILES_BUCKET", "Value": { "Ref": "Files" } },
        { "Name": "FILES_PREFIX", "Value": "reports/" },
    ])) }] });
    only(&template, TASK, container);
    let said = text(&template);
    assert!(said.contains("${Files.Arn}/reports/*"), "{said}");
    assert!(
        said.contains(r#""StringLike":{"s3:prefix":"reports/*"}"#),
        "{said}"
    );
}

#[test]
pub(crate) fn access_logs_are_let_into_the_other_bucket() {
    let template = made(|stack| {
        let logs = stack.add("Logs", Bucket::new());
        stack.add("Files", Bucket::new().access_logs(logs, "files/"));
    });
    at(
        &template,
        "Files",
        BUCKET,
        like!({ "LoggingConfiguration": {
            "DestinationBucketName": { "Ref": "Logs" },
            "LogFilePrefix": "files/",
        } }),
    );
    at(
        &template,
        "LogsPolicy",
        POLICY,
        like!({ "PolicyDocument": { "Statement": [any(), {
            "Principal": { "Service": "logging.s3.amazonaws.com" },
            "Action": "s3:PutObject",
            "Resource": { "Fn::Sub": "${Logs.Arn}/files/*" },
        }] } }),
    );
}

#[test]
pub(crate) fn an_imported_bucket_is_used_and_left_alone() {
    let template = made(|stack| {
        let known = stack.add("Known", Bucket::imported("arn:aws:s3:::known-files"));
        stack.add("Task", small().container(nginx().link(known.read())));
        stack.grant(Principal::account("444455556666"), known.read());
    });
    template.resource_count_is(POLICY, 0);
    let container = like!({ "ContainerDefinitions": [{
        "Environment": exact(json!([{ "Name": "KNOWN_BUCKET", "Value": "known-files" }])),
    }] });
    only(&template, TASK, container);
    assert!(text(&template).contains("arn:${AWS::Partition}:s3:::known-files/*"));
}

#[test]
pub(crate) fn its_metrics_are_those_of_a_day() {
    let template = made(|stack| {
        let files = stack.add("Files", Bucket::new());
        let cluster = super::super::cluster(stack);
        let web = FargateService::new(cluster, small().container(nginx()));
        let web = stack.add("Web", web);
        let many = files.objects();
        stack.add(
            "Steps",
            StepScaling::new(web, 1..=4, many).at_least(1000, 1),
        );
    });
    let alarm = like!({
        "Namespace": "AWS/S3",
        "MetricName": "NumberOfObjects",
        "Period": 86_400,
        "Dimensions": [
            { "Name": "BucketName", "Value": { "Ref": "Files" } },
            { "Name": "StorageType", "Value": "AllStorageTypes" },
        ],
    });
    only(&template, "AWS::CloudWatch::Alarm", alarm);
}

/// What is deployed without a policy, or with one beside it, stays so.
#[test]
pub(crate) fn a_bucket_without_a_policy_until_somebody_is_granted_something() {
    bucket(Bucket::new().without_policy()).resource_count_is(POLICY, 0);
    let granted = made(|stack| {
        let files = stack.add("Files", Bucket::new().without_policy());
        let logs = Principal::service("logging.s3.amazonaws.com");
        let put = Statement::allow(["s3:ListBucket"]).on([files.arn()]);
        stack.grant(logs, put);
    });
    granted.resource_count_is(POLICY, 1);
}
