//! What the containers use decides what ECS may do for them: to the resource.

use serde_json::json;
use stackwright::aws::ecs::LogDriver;
use stackwright::prelude::*;

use super::{cluster, made, nginx, of_type, small, web};

/// The statements of the role with this logical id.
fn rights(template: &serde_json::Value, role: &str) -> serde_json::Value {
    let (_, role) = *of_type(template, "AWS::IAM::Role")
        .iter()
        .find(|(id, _)| id.starts_with(role))
        .expect("there is such a role");
    role["Policies"][0]["PolicyDocument"]["Statement"].clone()
}

#[test]
fn a_container_that_uses_nothing_gives_no_rights() {
    let template = made(|stack| {
        web(stack, "Task");
    });
    for (id, role) in of_type(&template, "AWS::IAM::Role") {
        assert!(role.get("Policies").is_none(), "{id}: {role:#}");
    }
}

#[test]
fn image_logs_and_secrets_to_the_resource() {
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
    assert_eq!(
        rights(&template, "TaskExecutionRole"),
        json!([
            {
                "Effect": "Allow",
                "Action": ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                "Resource": {"Fn::GetAtt": ["Repo", "Arn"]},
            },
            {"Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"},
            {
                "Effect": "Allow",
                "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": {"Fn::GetAtt": [logs_id(&template), "Arn"]},
            },
            {
                "Effect": "Allow",
                "Action": "secretsmanager:GetSecretValue",
                // A field of a secret is read with the right to the whole secret.
                "Resource": [{"Ref": "Db"}, {"Ref": "Secret"}],
            },
            {"Effect": "Allow", "Action": "ssm:GetParameters", "Resource": {"Fn::Sub": arn}},
        ])
    );
    let container = &super::only(&template, "AWS::ECS::TaskDefinition")["ContainerDefinitions"][0];
    assert_eq!(
        container["Secrets"],
        json!([
            {"Name": "TOKEN", "ValueFrom": {"Ref": "Secret"}},
            {"Name": "DB_USER", "ValueFrom": {"Fn::Sub": "${Db}:user::"}},
            {"Name": "DB_PASSWORD", "ValueFrom": {"Fn::Sub": "${Db}:password::"}},
            {"Name": "KEY", "ValueFrom": {"Fn::Sub": arn}},
        ])
    );
}

fn logs_id(template: &serde_json::Value) -> &str {
    of_type(template, "AWS::Logs::LogGroup")[0].0
}

/// Reading what a key of one's own encrypts takes the key as well: through the service only.
#[test]
fn keys_go_with_what_they_encrypt() {
    let key = "arn:aws:kms:eu-west-1:111122223333:key/";
    let template = made(|stack| {
        let owned = Secret::generated(32).encrypt_with(format!("{key}1"));
        let imported = Secret::imported("arn:aws:secretsmanager:::secret:a-AbCdEf");
        let parameter = SsmParameter::imported("key").encrypted_with(format!("{key}3"));
        let container = nginx()
            .secret("A", stack.add("Owned", owned).field("a"))
            .secret(
                "B",
                stack.add("Imported", imported.encrypted_with(format!("{key}2"))),
            )
            .secret("C", stack.add("Parameter", parameter));
        stack.add("Task", small().container(container));
    });
    let rights = rights(&template, "TaskExecutionRole");
    let through = |service: &str| json!({"StringEquals": {"kms:ViaService": {"Fn::Sub": format!("{service}.${{AWS::Region}}.amazonaws.com")}}});
    assert_eq!(
        rights[0],
        json!({
            "Effect": "Allow",
            "Action": "kms:Decrypt",
            "Resource": [format!("{key}1"), format!("{key}2")],
            "Condition": through("secretsmanager"),
        })
    );
    assert_eq!(
        rights[1],
        json!({
            "Effect": "Allow",
            "Action": "kms:Decrypt",
            "Resource": format!("{key}3"),
            "Condition": through("ssm"),
        })
    );
}

#[test]
fn exec_gives_the_task_role_its_channels() {
    let template = made(|stack| {
        let service = FargateService::new(cluster(stack), web(stack, "Task"));
        stack.add("Service", service.exec());
    });
    assert_eq!(
        rights(&template, "TaskTaskRole"),
        json!([{
            "Effect": "Allow",
            "Action": [
                "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
            ],
            "Resource": "*",
        }])
    );
    assert_eq!(
        super::only(&template, "AWS::ECS::Service")["EnableExecuteCommand"],
        true
    );
}

#[test]
fn a_role_of_ones_own_takes_the_place_and_the_rights() {
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
    assert_eq!(of_type(&template, "AWS::IAM::Role").len(), 2);
    assert_eq!(
        rights(&template, "Own")[0]["Resource"],
        json!({"Fn::GetAtt": ["Logs", "Arn"]})
    );
    assert_eq!(
        rights(&template, "Other")[0]["Action"],
        "s3:ListAllMyBuckets"
    );
    let task = super::only(&template, "AWS::ECS::TaskDefinition");
    assert_eq!(
        task["ExecutionRoleArn"],
        json!({"Fn::GetAtt": ["Own", "Arn"]})
    );
    assert_eq!(task["TaskRoleArn"], json!({"Fn::GetAtt": ["Other", "Arn"]}));
    assert_eq!(
        task["ContainerDefinitions"][0]["LogConfiguration"],
        json!({
            "LogDriver": "awslogs",
            "Options": {
                "awslogs-group": {"Ref": "Logs"},
                "awslogs-region": {"Ref": "AWS::Region"},
                "awslogs-stream-prefix": "app",
                "mode": "non-blocking",
            },
        })
    );
}

#[test]
fn the_roles_trust_ecs_tasks_and_nobody_else() {
    let template = made(|stack| {
        web(stack, "Task");
    });
    let roles = of_type(&template, "AWS::IAM::Role");
    assert_eq!(roles.len(), 2);
    for (_, role) in roles {
        assert_eq!(
            role["AssumeRolePolicyDocument"]["Statement"],
            json!([{
                "Effect": "Allow",
                "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }])
        );
    }
}
