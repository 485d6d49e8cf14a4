use serde_json::json;
use stackwright::aws::iam::{BoundaryExt, Policy};
use stackwright::prelude::*;
use stackwright_assert::{Matcher, Template, exact, like};

use super::{made, only};

#[track_caller]
fn comes_to(construct: Role, properties: impl Into<Matcher>) {
    let template = made(|stack| {
        stack.add("Role", construct);
    });
    only(&template, "AWS::IAM::Role", properties);
}

#[test]
pub(crate) fn every_option() {
    comes_to(
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
        exact(json!({
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
        })),
    );
}

/// Whoever is trusted is named like this, and nobody beside them.
#[track_caller]
fn trusts(principal: Principal, action: &str, named: impl Into<Matcher>) {
    let statement = like!({ "Principal": exact(named), "Action": action });
    let trust = like!({ "AssumeRolePolicyDocument": { "Statement": [statement] } });
    comes_to(Role::new(principal), trust);
}

#[test]
pub(crate) fn everybody_who_can_be_trusted() {
    let assume = "sts:AssumeRole";
    let root = "arn:${AWS::Partition}:iam::111122223333:root";
    let account = Principal::account("111122223333");
    trusts(account, assume, like!({ "AWS": { "Fn::Sub": root } }));
    let arn = "arn:aws:iam::111122223333:role/ci";
    trusts(Principal::arn(arn), assume, like!({ "AWS": arn }));
    trusts(Principal::anyone(), assume, like!({ "AWS": "*" }));
    let provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    trusts(
        Principal::federated(provider),
        "sts:AssumeRoleWithWebIdentity",
        like!({ "Federated": provider }),
    );
}

#[test]
pub(crate) fn statements_as_they_are_said() {
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
    let expected = exact(json!({
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
    }));
    let policy = like!({ "PolicyDocument": { "Statement": [expected] } });
    comes_to(
        Role::new(Principal::anyone()).inline_policy("Own", statement),
        like!({ "Policies": [policy] }),
    );
}

#[test]
pub(crate) fn roles_of_all_constructs_get_the_boundary_unless_they_have_one() {
    let app = App::new();
    let web = app.stack("Web");
    web.permissions_boundary(ManagedPolicy::aws("PowerUserAccess"));
    let trust = || Principal::service("ecs-tasks.amazonaws.com");
    web.add("Plain", Role::new(trust()));
    web.add(
        "Own",
        Role::new(trust()).permissions_boundary(ManagedPolicy::aws("ReadOnlyAccess")),
    );
    web.add(
        "Typed",
        cfn::iam::Role::new().assume_role_policy_document(json!({})),
    );
    app.stack("Other").add("Free", Role::new(trust()));
    let synthesis = app.synth();
    let template = Template::of(&synthesis.stacks[0]);
    let policy = |name: &str| like!({ "PermissionsBoundary": { "Fn::Sub": format!("arn:${{AWS::Partition}}:iam::aws:policy/{name}") } });
    template.resource_properties_count_is("AWS::IAM::Role", policy("PowerUserAccess"), 2);
    template.resource_properties_count_is("AWS::IAM::Role", policy("ReadOnlyAccess"), 1);
    let other = Template::of(&synthesis.stacks[1]);
    other.resource_properties_count_is("AWS::IAM::Role", policy("PowerUserAccess"), 0);
}

#[test]
pub(crate) fn a_policy_beside_roles_users_and_groups() {
    let template = made(|stack| {
        let role = stack.add(
            "Role",
            Role::new(Principal::service("ecs-tasks.amazonaws.com")),
        );
        let list = Statement::allow(["s3:ListAllMyBuckets"]).on_all();
        let policy = Policy::new("list", list)
            .role(role)
            .user("ann")
            .group("staff");
        stack.add("List", policy);
    });
    only(
        &template,
        "AWS::IAM::Policy",
        exact(json!({
            "PolicyName": "list",
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}],
            },
            "Roles": [{"Ref": "Role"}],
            "Users": ["ann"],
            "Groups": ["staff"],
        })),
    );
}
