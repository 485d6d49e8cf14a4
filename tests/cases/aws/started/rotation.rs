//! Secrets that change, and what they open.

use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::rds::{Postgres, PostgresVersion};
use stackwright::aws::secretsmanager::{Rotation, SecretAttachment};
use stackwright::prelude::*;
use stackwright_assert::{absent, any, exact, like};

use super::super::findings::said;
use super::super::{at, made, only, vpc};
use super::{KEY, is_quiet, text};

const FUNCTION: &str = "arn:aws:lambda:eu-west-1:111122223333:function:rotates";
const SCHEDULE: &str = "AWS::SecretsManager::RotationSchedule";

#[test]
pub(crate) fn no_finding_about_a_rotation_by_default() {
    is_quiet(|stack| {
        let token = stack.add("Token", Secret::generated(32));
        let function = stack.add("Function", Parameter::string());
        stack.add("Rotation", Rotation::by_function(token, function));
    });
}

/// aws-cdk: hosted rotation is a transform that puts functions into stacks of its own.
#[test]
pub(crate) fn a_function_that_is_let_changes_a_secret_every_month() {
    let template = made(|stack| {
        let token = stack.add("Token", Secret::generated(32));
        stack.add("Rotation", Rotation::by_function(token, FUNCTION));
    });
    template.has_resource(
        SCHEDULE,
        exact(json!({
            "Type": SCHEDULE,
            "DependsOn": "RotationPermission",
            "Properties": {
                "SecretId": { "Ref": "Token" },
                "RotationLambdaARN": FUNCTION,
                "RotationRules": { "AutomaticallyAfterDays": 30 },
            },
        })),
    );
    only(
        &template,
        "AWS::Lambda::Permission",
        exact(json!({
            "Action": "lambda:InvokeFunction",
            "FunctionName": FUNCTION,
            "Principal": "secretsmanager.amazonaws.com",
            "SourceAccount": { "Ref": "AWS::AccountId" },
        })),
    );
    assert!(!text(&template).contains("Transform"));
}

#[test]
pub(crate) fn every_option_of_a_rotation() {
    let template = made(|stack| {
        let token = stack.add("Token", Secret::generated(32).encrypted_with(KEY));
        let role = stack.add(
            "Role",
            Role::new(Principal::service("lambda.amazonaws.com")),
        );
        let often = Rotation::by_function(token, FUNCTION)
            .every(4.hours())
            .window(2.hours())
            .not_at_once()
            .role(role);
        stack.add("Often", often);
        let managed = Secret::imported(
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-1-a1b2c3",
        );
        let managed = stack.add("Managed", managed);
        let weekly = Rotation::managed(managed).at_utc(Cron::new("0", "4"));
        stack.add("Weekly", weekly);
    });
    at(
        &template,
        "Often",
        SCHEDULE,
        like!({
            "RotationRules": { "ScheduleExpression": "rate(4 hours)", "Duration": "2h" },
            "RotateImmediatelyOnUpdate": false,
        }),
    );
    at(
        &template,
        "Weekly",
        SCHEDULE,
        like!({
            "RotationLambdaARN": absent(),
            "RotationRules": { "ScheduleExpression": "cron(0 4 * * ? *)" },
        }),
    );
    at(
        &template,
        "Role",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            { "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": KEY },
            {
                "Action": [
                    "secretsmanager:DescribeSecret",
                    "secretsmanager:GetSecretValue",
                    "secretsmanager:PutSecretValue",
                    "secretsmanager:UpdateSecretVersionStage",
                ],
                "Resource": { "Ref": "Token" },
            },
            { "Action": "secretsmanager:GetRandomPassword", "Resource": "*" },
        ] } }] }),
    );
}

/// Rotation without an attachment: the function does not know where the database is.
#[test]
pub(crate) fn what_takes_an_attached_secret_waits_for_the_database() {
    let template = made(|stack| {
        let login = Secret::generated(32).in_json(r#"{"username":"app"}"#, "password");
        let login = stack.add("Login", login);
        let db = stack.add("Db", Postgres::new(vpc(stack), PostgresVersion::V17));
        let attached = stack.add("LoginOfDb", SecretAttachment::to_instance(login, db));
        stack.add("Rotation", Rotation::by_function(attached, FUNCTION));
    });
    only(
        &template,
        "AWS::SecretsManager::SecretTargetAttachment",
        like!({
            "SecretId": { "Ref": "Login" },
            "TargetId": { "Ref": any() },
            "TargetType": "AWS::RDS::DBInstance",
        }),
    );
    only(
        &template,
        SCHEDULE,
        like!({ "SecretId": { "Ref": "LoginOfDb" } }),
    );
}

#[test]
pub(crate) fn a_secret_is_there_in_other_regions_too() {
    let template = made(|stack| {
        let token = Secret::generated(32).replica_in("us-east-1");
        stack.add("Token", token.replica_in("eu-north-1"));
    });
    only(
        &template,
        "AWS::SecretsManager::Secret",
        like!({ "ReplicaRegions": [{ "Region": "us-east-1" }, { "Region": "eu-north-1" }] }),
    );
}

#[test]
pub(crate) fn times_that_are_none_are_told() {
    assert_snapshot!(said(|stack| {
        let token = stack.add("Token", Secret::generated(32));
        let often = Rotation::by_function(token, FUNCTION).every(1.hours());
        stack.add("Rotation", often);
    }), @r#"
    error[SEC101]: 3600s are not whole hours, four or more
      at Web/Rotation
      help: say whole days, or four hours and more, as `.every(30.days())`
    "#);
}
