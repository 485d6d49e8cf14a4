use serde_json::json;
use stackwright::prelude::*;

use super::{made, only};

fn role(construct: Role) -> serde_json::Value {
    let template = made(|stack| {
        stack.add("Role", construct);
    });
    only(&template, "AWS::IAM::Role").clone()
}

#[test]
fn every_option() {
    let role = role(
        Role::new(Principal::service("ecs-tasks.amazonaws.com"))
            .trusted_when("StringEquals", "aws:SourceAccount", "111122223333")
            .name("app")
            .describe("what it is for")
            .path("/apps/")
            .managed_policy(ManagedPolicy::aws("ReadOnlyAccess"))
            .managed_policy(ManagedPolicy::arn("arn:aws:iam::111122223333:policy/own"))
            .inline_policy("Own", Statement::allow(["s3:ListAllMyBuckets"]).on_all())
            .permissions_boundary(ManagedPolicy::aws("PowerUserAccess"))
            .max_session(Duration::from_secs(7200)),
    );
    assert_eq!(
        role,
        json!({
            "RoleName": "app",
            "Description": "what it is for",
            "Path": "/apps/",
            "AssumeRolePolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{
                    "Effect": "Allow",
                    "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                    "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}},
                }],
            },
            "ManagedPolicyArns": [
                {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess"},
                "arn:aws:iam::111122223333:policy/own",
            ],
            "Policies": [{
                "PolicyName": "Own",
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}],
                },
            }],
            "PermissionsBoundary": {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/PowerUserAccess"},
            "MaxSessionDuration": 7200,
        })
    );
}

fn trust(principal: Principal) -> serde_json::Value {
    let role = role(Role::new(principal));
    role["AssumeRolePolicyDocument"]["Statement"][0].clone()
}

#[test]
fn everybody_who_can_be_trusted() {
    let account = trust(Principal::account("111122223333"));
    assert_eq!(
        account["Principal"],
        json!({"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::111122223333:root"}})
    );
    let arn = "arn:aws:iam::111122223333:role/ci";
    assert_eq!(trust(Principal::arn(arn))["Principal"], json!({"AWS": arn}));
    assert_eq!(trust(Principal::anyone())["Principal"], json!({"AWS": "*"}));

    let provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    let federated = trust(Principal::federated(provider));
    assert_eq!(federated["Principal"], json!({"Federated": provider}));
    assert_eq!(federated["Action"], "sts:AssumeRoleWithWebIdentity");
}

#[test]
fn statements_as_they_are_said() {
    let statement = Statement::deny(["s3:*"])
        .sid("NoPlainText")
        .to(Principal::service("a.amazonaws.com"))
        .to(Principal::service("b.amazonaws.com"))
        .to(Principal::arn("arn:aws:iam::111122223333:role/ci"))
        .on(["arn:aws:s3:::a", "arn:aws:s3:::a/*"])
        .when("Bool", "aws:SecureTransport", "false")
        .when("StringEquals", "aws:PrincipalOrgID", "o-1")
        .when("StringEquals", "aws:PrincipalOrgID", "o-2")
        .when_any("StringEquals", "aws:SourceVpce", ["vpce-1", "vpce-2"]);
    let role = role(Role::new(Principal::anyone()).inline_policy("Own", statement));
    assert_eq!(
        role["Policies"][0]["PolicyDocument"]["Statement"][0],
        json!({
            "Sid": "NoPlainText",
            "Effect": "Deny",
            "Principal": {
                "Service": ["a.amazonaws.com", "b.amazonaws.com"],
                "AWS": "arn:aws:iam::111122223333:role/ci",
            },
            "Action": "s3:*",
            "Resource": ["arn:aws:s3:::a", "arn:aws:s3:::a/*"],
            "Condition": {
                "Bool": {"aws:SecureTransport": "false"},
                "StringEquals": {
                    "aws:PrincipalOrgID": ["o-1", "o-2"],
                    "aws:SourceVpce": ["vpce-1", "vpce-2"],
                },
            },
        })
    );
}
