use serde_json::{Value, json};
use stackwright::aws::ecs::{ClusterHandle, ExecAudit};
use stackwright::prelude::*;
use stackwright_assert::{Template, exact, like};

use super::{at, made, only, vpc, web};

const CLUSTER: &str = "AWS::ECS::Cluster";
const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1";

fn with(set: impl FnOnce(Cluster) -> Cluster) -> Template {
    made(|stack| {
        let cluster = stack.add("Cluster", set(Cluster::new(vpc(stack))));
        runs(stack, cluster);
    })
}

fn runs(stack: Scope<'_>, cluster: ClusterHandle) {
    let service = FargateService::new(cluster, web(stack, "Task"));
    stack.add("Service", service.exec());
}

/// The statements of the task role.
fn rights(template: &Template) -> Vec<Value> {
    let role = &template.json()["Resources"]["TaskTaskRole"]["Properties"];
    let statements = &role["Policies"][0]["PolicyDocument"]["Statement"];
    statements.as_array().cloned().unwrap_or_default()
}

fn channels() -> Value {
    json!({"Effect": "Allow", "Action": [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    ], "Resource": "*"})
}

#[test]
pub(crate) fn commands_are_kept_in_a_group_and_the_task_role_may_write_it() {
    let template = made(|stack| {
        let logs = stack.add("Commands", LogGroup::new());
        let audit = ExecAudit::logs(logs).encrypted_logs().encrypted_with(KEY);
        let cluster = stack.add("Cluster", Cluster::new(vpc(stack)).exec_audit(audit));
        runs(stack, cluster);
    });
    let configuration = exact(json!({"ExecuteCommandConfiguration": {
        "KmsKeyId": KEY,
        "LogConfiguration": {
            "CloudWatchLogGroupName": {"Ref": "Commands"}, "CloudWatchEncryptionEnabled": true,
        },
        "Logging": "OVERRIDE",
    }}));
    only(
        &template,
        CLUSTER,
        like!({ "Configuration": configuration }),
    );
    let rights = rights(&template);
    let write = json!({
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        "Resource": {"Fn::GetAtt": ["Commands", "Arn"]},
    });
    let decrypt = json!({"Effect": "Allow", "Action": "kms:Decrypt", "Resource": KEY});
    assert!(rights.contains(&write), "{rights:#?}");
    assert!(rights.contains(&decrypt), "{rights:#?}");
}

#[test]
pub(crate) fn commands_are_kept_in_a_bucket() {
    let template =
        with(|cluster| cluster.exec_audit(ExecAudit::bucket("commands").prefix("exec/")));
    let log = exact(json!({
        "S3BucketName": "commands", "S3EncryptionEnabled": true, "S3KeyPrefix": "exec/",
    }));
    only(
        &template,
        CLUSTER,
        like!({ "Configuration": { "ExecuteCommandConfiguration": {
            "LogConfiguration": log, "Logging": "OVERRIDE",
        } } }),
    );
    let rights = rights(&template);
    let put = json!({
        "Effect": "Allow",
        "Action": "s3:PutObject",
        "Resource": {"Fn::Sub": "arn:${AWS::Partition}:s3:::commands/exec/*"},
    });
    assert!(rights.contains(&put), "{rights:#?}");
    let ask = json!({
        "Effect": "Allow",
        "Action": ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration"],
        "Resource": {"Fn::Sub": "arn:${AWS::Partition}:s3:::commands"},
    });
    assert!(rights.contains(&ask), "{rights:#?}");
}

#[test]
pub(crate) fn without_an_audit_there_are_the_channels_and_no_more() {
    assert_eq!(rights(&with(|cluster| cluster)), [channels()]);
    let off = with(|cluster| cluster.exec_audit(ExecAudit::none()));
    assert_eq!(rights(&off), [channels()]);
    let off = |template: &Template| {
        only(
            template,
            CLUSTER,
            like!({ "Configuration": { "ExecuteCommandConfiguration": exact(json!({"Logging": "NONE"})) } }),
        );
    };
    off(&with(|cluster| cluster.exec_audit(ExecAudit::none())));
}

#[test]
pub(crate) fn an_imported_cluster_says_what_it_keeps() {
    let template = made(|stack| {
        let cluster = Cluster::imported("shared", vpc(stack));
        let audit = ExecAudit::with_container().encrypted_with(KEY);
        let cluster = stack.add("Cluster", cluster.exec_audit(audit));
        runs(stack, cluster);
    });
    let decrypt = json!({"Effect": "Allow", "Action": "kms:Decrypt", "Resource": KEY});
    assert_eq!(rights(&template).len(), 2);
    assert!(rights(&template).contains(&decrypt));
}

#[test]
pub(crate) fn what_tasks_have_on_disk_is_encrypted_with_a_key() {
    let template = with(|cluster| cluster.storage_key(KEY));
    let storage = exact(json!({"ManagedStorageConfiguration": {
        "FargateEphemeralStorageKmsKeyId": KEY, "KmsKeyId": KEY,
    }}));
    only(&template, CLUSTER, like!({ "Configuration": storage }));
}

/// The same from the service, which knows its cluster and the role of its task.
#[test]
pub(crate) fn the_tasks_of_a_service_protect_themselves() {
    let template = made(|stack| {
        let cluster = stack.add("Cluster", Cluster::new(vpc(stack)));
        let service = FargateService::new(cluster, web(stack, "Task"));
        stack.add("Service", service.task_protection());
    });
    let tasks = "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task/${Cluster}/*";
    let role = &template.json()["Resources"]["TaskTaskRole"]["Properties"];
    assert_eq!(
        role["Policies"][0]["PolicyDocument"]["Statement"],
        json!([{
            "Effect": "Allow",
            "Action": ["ecs:GetTaskProtection", "ecs:UpdateTaskProtection"],
            "Resource": {"Fn::Sub": tasks},
        }])
    );
}

#[test]
pub(crate) fn a_task_protects_itself() {
    let template = made(|stack| {
        let cluster = stack.add("Cluster", Cluster::new(vpc(stack)));
        let task = web(stack, "Task");
        stack.add("Service", FargateService::new(cluster, task));
        stack.grant(task.task_role(), cluster.task_protection());
    });
    let protect = exact(json!({
        "Effect": "Allow",
        "Action": ["ecs:GetTaskProtection", "ecs:UpdateTaskProtection"],
        "Resource": {"Fn::Sub": "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task/${Cluster}/*"},
    }));
    at(
        &template,
        "TaskTaskRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [protect] } }] }),
    );
}
