//! What the containers use decides what ECS may do for them: to the resource.

use serde_json::json;
use stackwright::aws::ecs::LogDriver;
use stackwright::prelude::*;
use stackwright_assert::{Matcher, Template, absent, array_with, exact, like};

use super::{at, cluster, ids, made, nginx, only, small, web};

const ROLE: &str = "AWS::IAM::Role";
const TASK: &str = "AWS::ECS::TaskDefinition";

/// The role with this logical id has these statements.
#[track_caller]
fn may(template: &Template, role: &str, statements: impl Into<Matcher>) {
    let policy = like!({ "PolicyDocument": { "Statement": statements.into() } });
    at(template, role, ROLE, like!({ "Policies": [policy] }));
}

#[test]
fn a_container_that_uses_nothing_gives_no_rights() {
    let template = made(|stack| {
        web(stack, "Task");
    });
    template.all_resources_properties(ROLE, like!({ "Policies": absent() }));
}

#[test]
pub(crate) fn image_logs_and_secrets_to_the_resource() {
    let template = made(|stack| {
        let repo = stack.add("Repo", EcrRepository::new());
        let secret = stack.add("Secret", Secret::generated(32));
        let db = stack.add(
            "Db",
            Secret::generated(32).in_json(r#"{"user":"app"}"#, "password"),
        );
        let parameter = stack.add("Parameter", SsmParameter::imported("/app/key"));
        let container = Container::new("web", repo.image("v1"))
            .secret("TOKEN", secret)
            .secret("DB_USER", db.field("user"))
            .secret("DB_PASSWORD", db.field("password"))
            .secret("KEY", parameter);
        stack.add("Task", small().container(container));
    });
    let arn = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/app/key";
    let logs = &ids(&template, "AWS::Logs::LogGroup")[0];
    may(
        &template,
        "TaskExecutionRole",
        exact(json!([
            {
                "Effect": "Allow",
                "Action": ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                "Resource": {"Fn::GetAtt": ["Repo", "Arn"]},
            },
            {"Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"},
            {
                "Effect": "Allow",
                "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": {"Fn::GetAtt": [logs, "Arn"]},
            },
            {
                "Effect": "Allow",
                "Action": "secretsmanager:GetSecretValue",
                // A field of a secret is read with the right to the whole secret.
                "Resource": [{"Ref": "Db"}, {"Ref": "Secret"}],
            },
            {"Effect": "Allow", "Action": "ssm:GetParameters", "Resource": {"Fn::Sub": arn}},
        ])),
    );
    let secrets = exact(json!([
        {"Name": "TOKEN", "ValueFrom": {"Ref": "Secret"}},
        {"Name": "DB_USER", "ValueFrom": {"Fn::Sub": "${Db}:user::"}},
        {"Name": "DB_PASSWORD", "ValueFrom": {"Fn::Sub": "${Db}:password::"}},
        {"Name": "KEY", "ValueFrom": {"Fn::Sub": arn}},
    ]));
    only(
        &template,
        TASK,
        like!({ "ContainerDefinitions": [{ "Secrets": secrets }] }),
    );
}

/// Reading what a key of one's own encrypts takes the key as well: through the service only.
#[test]
pub(crate) fn keys_go_with_what_they_encrypt() {
    let key = "arn:aws:kms:eu-west-1:111122223333:key/";
    let template = made(|stack| {
        let owned = Secret::generated(32).encrypted_with(format!("{key}1"));
        let imported = Secret::imported("arn:aws:secretsmanager:::secret:a-AbCdEf");
        let parameter = SsmParameter::imported("key").encrypted_with(format!("{key}3"));
        let container = nginx()
            .secret("A", stack.add("Owned", owned))
            .secret(
                "B",
                stack.add("Imported", imported.encrypted_with(format!("{key}2"))),
            )
            .secret("C", stack.add("Parameter", parameter));
        stack.add("Task", small().container(container));
    });
    let through = |service: &str| json!({"StringEquals": {"kms:ViaService": {"Fn::Sub": format!("{service}.${{AWS::Region}}.amazonaws.com")}}});
    may(
        &template,
        "TaskExecutionRole",
        array_with([
            exact(json!({
                "Effect": "Allow",
                "Action": "kms:Decrypt",
                "Resource": [format!("{key}1"), format!("{key}2")],
                "Condition": through("secretsmanager"),
            })),
            exact(json!({
                "Effect": "Allow",
                "Action": "kms:Decrypt",
                "Resource": format!("{key}3"),
                "Condition": through("ssm"),
            })),
        ]),
    );
}

#[test]
pub(crate) fn exec_gives_the_task_role_its_channels() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", service.exec());
    });
    may(
        &template,
        "TaskTaskRole",
        exact(json!([{
            "Effect": "Allow",
            "Action": [
                "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
            ],
            "Resource": "*",
        }])),
    );
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "EnableExecuteCommand": true }),
    );
}

#[test]
pub(crate) fn an_execution_role_that_has_its_rights_is_granted_nothing() {
    let template = made(|stack| {
        let role = || Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let policy = ManagedPolicy::aws("service-role/AmazonECSTaskExecutionRolePolicy");
        let own = stack.add("Own", role().managed_policy(policy));
        let logs = stack.add("Logs", LogGroup::new());
        let task = small()
            .container(nginx().logs(logs))
            .execution_role_without_grants(own)
            .task_role(stack.add("Other", role()));
        stack.add("Task", task);
    });
    template.resource_count_is(ROLE, 2);
    template.all_resources_properties(ROLE, like!({ "Policies": absent() }));
    let own = like!({ "ExecutionRoleArn": { "Fn::GetAtt": ["Own", "Arn"] } });
    only(&template, TASK, own);
}

#[test]
fn a_task_without_roles_names_none() {
    let template = made(|stack| {
        let task = small().container(nginx().without_logs());
        stack.add("Task", task.without_execution_role().without_task_role());
    });
    template.resource_count_is(ROLE, 0);
    let none = like!({ "ExecutionRoleArn": absent(), "TaskRoleArn": absent() });
    only(&template, TASK, none);
}

#[test]
pub(crate) fn a_role_of_ones_own_takes_the_place_and_the_rights() {
    let template = made(|stack| {
        let role = || Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        let (own, other) = (stack.add("Own", role()), stack.add("Other", role()));
        let logs = stack.add("Logs", LogGroup::new());
        let driver = LogDriver::awslogs(logs).stream_prefix("app").non_blocking();
        let task = small()
            .container(nginx().logs(driver))
            .execution_role(own)
            .task_role(other);
        let task = stack.add("Task", task);
        stack.grant(
            task.task_role(),
            Statement::allow(["s3:ListAllMyBuckets"]).on_all(),
        );
    });
    template.resource_count_is(ROLE, 2);
    may(
        &template,
        "Own",
        like!([{ "Resource": { "Fn::GetAtt": ["Logs", "Arn"] } }]),
    );
    may(
        &template,
        "Other",
        like!([{ "Action": "s3:ListAllMyBuckets" }]),
    );
    let logs = exact(json!({
        "LogDriver": "awslogs",
        "Options": {
            "awslogs-group": {"Ref": "Logs"},
            "awslogs-region": {"Ref": "AWS::Region"},
            "awslogs-stream-prefix": "app",
            "mode": "non-blocking",
        },
    }));
    only(
        &template,
        TASK,
        like!({
            "ExecutionRoleArn": { "Fn::GetAtt": ["Own", "Arn"] },
            "TaskRoleArn": { "Fn::GetAtt": ["Other", "Arn"] },
            "ContainerDefinitions": [{ "LogConfiguration": logs }],
        }),
    );
}

#[test]
fn the_roles_trust_ecs_tasks_and_nobody_else() {
    let template = made(|stack| {
        web(stack, "Task");
    });
    template.resource_count_is(ROLE, 2);
    let statement = exact(json!({
        "Effect": "Allow",
        "Principal": {"Service": "ecs-tasks.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }));
    let trust = like!({ "AssumeRolePolicyDocument": { "Statement": [statement] } });
    template.all_resources_properties(ROLE, trust);
}

/// The right is to the whole secret, and to a parameter without its version.
#[test]
fn the_checker_knows_that_a_field_is_a_part_of_a_secret() {
    let said = crate::support::mistakes(|app| {
        let stack = app.stack("Web");
        let arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf";
        let secret = stack.add("Secret", Secret::imported(arn));
        let key = stack.add("Key", SsmParameter::imported("/app/key"));
        let container = nginx()
            .secret("OLD", secret.field("password").version_stage("AWSPREVIOUS"))
            .secret("KEY", key.version(3));
        stack.add("Task", small().container(container));
    });
    assert_eq!(said, "");
}

/// What it opens may be there for longer.
#[test]
pub(crate) fn a_secret_stays_unless_it_is_disposable() {
    let template = made(|stack| {
        stack.add("Kept", Secret::generated(32));
        stack.add("Gone", Secret::generated(32).disposable());
    });
    for (id, on_delete, on_replace) in [
        ("Kept", "RetainExceptOnCreate", "Retain"),
        ("Gone", "Delete", "Delete"),
    ] {
        template.template_matches(like!({ "Resources": Matcher::object([(
            id.to_owned(),
            like!({ "DeletionPolicy": on_delete, "UpdateReplacePolicy": on_replace }),
        )]) }));
    }
}
