use std::fs;
use std::path::Path;

use serde_json::json;
use stackwright::aws::patterns::{GithubDeployRole, GithubProvider, GithubRepository};
use stackwright::core::Bootstrap;
use stackwright::prelude::*;
use stackwright_assert::{absent, exact, like};

use super::{made, only};

const ROLE: &str = "AWS::IAM::Role";
const PROVIDER: &str = "AWS::IAM::OIDCProvider";

fn shop() -> GithubRepository {
    GithubRepository::new("acme", "shop")
}

fn trusts(subjects: serde_json::Value) -> serde_json::Value {
    json!({ "StringEquals": {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": subjects,
    } })
}

/// A condition on the repository alone, as `repo:acme/shop:*`, lets every branch deploy.
#[test]
pub(crate) fn a_role_for_deployments_is_for_one_branch_or_environment() {
    let of = |role: GithubDeployRole, subjects: serde_json::Value| {
        let template = made(|stack| {
            stack.add("Deploy", role);
        });
        only(
            &template,
            ROLE,
            like!({ "AssumeRolePolicyDocument": { "Statement": [{
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Principal": { "Federated": { "Fn::GetAtt": ["DeployProvider", "Arn"] } },
                "Condition": exact(trusts(subjects)),
            }] } }),
        );
    };
    let role = || GithubDeployRole::new(shop());
    of(
        role().branch("main"),
        json!("repo:acme/shop:ref:refs/heads/main"),
    );
    of(
        role().github_environment("prod"),
        json!("repo:acme/shop:environment:prod"),
    );
    of(
        role().branch("main").tag("v1"),
        json!([
            "repo:acme/shop:ref:refs/heads/main",
            "repo:acme/shop:ref:refs/tags/v1",
        ]),
    );
}

/// Tokens of repositories made since July 2026 have numbers behind the names: without them no workflow
/// gets in.
#[test]
pub(crate) fn a_repository_is_known_by_its_numbers() {
    let template = made(|stack| {
        let role = GithubDeployRole::new(shop().ids(1234567, 7654321)).branch("main");
        stack.add("Deploy", role);
    });
    let subject = "repo:acme@1234567/shop@7654321:ref:refs/heads/main";
    only(
        &template,
        ROLE,
        like!({ "AssumeRolePolicyDocument": { "Statement": [{
            "Condition": exact(trusts(json!(subject))),
        }] } }),
    );
}

/// No thumbprint, and no function that fetches it.
#[test]
pub(crate) fn a_provider_is_of_the_native_type() {
    let template = made(|stack| {
        stack.add("Deploy", GithubDeployRole::new(shop()).branch("main"));
    });
    only(
        &template,
        PROVIDER,
        like!({
            "Url": "https://token.actions.githubusercontent.com",
            "ClientIdList": exact(json!(["sts.amazonaws.com"])),
            "ThumbprintList": absent(),
        }),
    );
    template.resource_count_is("AWS::Lambda::Function", 0);
}

/// An account has one provider for GitHub.
#[test]
pub(crate) fn a_provider_of_the_account_is_used_again() {
    let template = made(|stack| {
        let github = stack.add("Github", GithubProvider::imported());
        let role = || GithubDeployRole::new(shop()).provider(github);
        stack.add("Staging", role().branch("main"));
        stack.add("Production", role().github_environment("prod"));
    });
    template.resource_count_is(PROVIDER, 0);
    template.resource_count_is(ROLE, 2);
    let text = template.json().to_string();
    assert!(text.contains("oidc-provider/token.actions.githubusercontent.com"));
}

/// It may take on four roles by their names, and pass none.
#[test]
pub(crate) fn a_role_for_deployments_takes_on_the_roles_of_the_bootstrap_alone() {
    let template = made(|stack| {
        let role = GithubDeployRole::new(shop())
            .branch("main")
            .bootstrap(Bootstrap::new().qualifier("sandbox"))
            .also_in("us-east-1")
            .max_session(2.hours());
        stack.add("Deploy", role);
    });
    only(&template, ROLE, like!({ "MaxSessionDuration": 7200 }));
    let text = template.json()["Resources"].to_string();
    for purpose in ["deploy", "file-publishing", "image-publishing", "lookup"] {
        let here = format!("role/cdk-sandbox-{purpose}-role-${{AWS::AccountId}}-${{AWS::Region}}");
        let there = format!("role/cdk-sandbox-{purpose}-role-${{AWS::AccountId}}-us-east-1");
        assert!(text.contains(&here) && text.contains(&there), "{text}");
    }
    assert!(
        !text.contains("iam:PassRole") && !text.contains("\"*\""),
        "{text}"
    );
}

/// What a task's role is passed by is said where it is wanted.
#[test]
pub(crate) fn a_role_for_deployments_pushes_where_it_is_let() {
    let template = made(|stack| {
        let images = stack.add("Images", EcrRepository::new());
        let role = GithubDeployRole::new(shop()).branch("main");
        stack.add("Deploy", role.push_to(images));
    });
    let text = template.json()["Resources"].to_string();
    assert!(text.contains("ecr:PutImage"));
}

/// `docs/deploy.yml` is what a role says.
#[test]
pub(crate) fn the_workflow_file_is_that_of_the_role() {
    let role = GithubDeployRole::new(shop()).github_environment("prod");
    let written = role.workflow("eu-west-1").to_yaml();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/deploy.yml");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &written).expect("it can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, written, "run it with UPDATE_DOCS=1");
    let read: serde_yaml::Value = serde_yaml::from_str(&written).expect("it is YAML");
    let deploy = &read["jobs"]["deploy"];
    assert_eq!(deploy["environment"], "prod");
    assert_eq!(deploy["permissions"]["id-token"], "write");
    assert_eq!(deploy["permissions"]["contents"], "read");
    assert_eq!(read["permissions"]["contents"], "read");
    assert_eq!(
        read["jobs"]["check"]["permissions"],
        serde_yaml::Value::Null
    );
    let steps = deploy["steps"].as_sequence().expect("steps");
    let uses = steps.iter().filter_map(|step| step["uses"].as_str());
    for action in uses {
        let version = action.split_once("@v").map(|(_, version)| version);
        assert!(
            version.is_some_and(|it| it.parse::<u32>().is_ok()),
            "{action}"
        );
    }
    let of_branch = GithubDeployRole::new(shop())
        .branch("release's")
        .branch("main");
    let of_branch = of_branch.workflow("eu-west-1").stacks("Shop").to_yaml();
    let read: serde_yaml::Value = serde_yaml::from_str(&of_branch).expect("it is YAML");
    assert_eq!(read["on"]["push"]["branches"][0], "release's");
    assert_eq!(
        read["jobs"]["deploy"]["environment"],
        serde_yaml::Value::Null
    );
}
