use serde_json::json;
use stackwright::aws::ecr::{CreationTemplate, PullThroughCache, Registry};
use stackwright::prelude::*;
use stackwright_assert::{absent, exact, like};

use super::{at, made, only, small};

const CACHE: &str = "AWS::ECR::PullThroughCacheRule";

#[test]
pub(crate) fn an_image_through_a_cache_brings_the_rights_of_the_first_pull() {
    let template = made(|stack| {
        let cache = stack.add("Public", PullThroughCache::ecr_public("public"));
        let web = Container::new("web", cache.image("nginx/nginx:1.27"));
        stack.add("Task", small().container(web));
    });
    only(
        &template,
        CACHE,
        exact(json!({
            "EcrRepositoryPrefix": "public",
            "UpstreamRegistry": "ecr-public",
            "UpstreamRegistryUrl": "public.ecr.aws",
        })),
    );
    let json = template.json();
    let resources = json["Resources"].as_object().expect("resources");
    let task = resources
        .values()
        .find(|one| one["Type"] == "AWS::ECS::TaskDefinition");
    let image = &task.expect("a task")["Properties"]["ContainerDefinitions"][0]["Image"];
    assert_eq!(
        *image,
        json!({"Fn::Sub":
            "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/${Public}/nginx/nginx:1.27"
        })
    );
    let statements = resources.values().filter_map(|one| {
        one["Properties"]["Policies"][0]["PolicyDocument"]["Statement"].as_array()
    });
    let first = statements.flatten().find(|statement| {
        let actions = statement["Action"].as_array();
        actions.is_some_and(|actions| actions.contains(&json!("ecr:BatchImportUpstreamImage")))
    });
    let first = first.expect("the right to import").to_string();
    assert!(first.contains("ecr:CreateRepository"), "{first}");
    assert!(first.contains("/nginx/nginx\""), "{first}");
}

#[test]
pub(crate) fn registries_that_want_a_login_get_a_secret() {
    let login =
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/x-AbCdEf";
    let upstream = |cache: fn(
        &'static str,
        stackwright::aws::secretsmanager::SecretHandle,
    ) -> PullThroughCache| {
        let template = made(|stack| {
            let secret = stack.add("Login", Secret::imported(login));
            stack.add("Cache", cache("cached", secret));
        });
        let json = template.json();
        let resources = json["Resources"].as_object().expect("resources");
        let rule = resources
            .values()
            .find(|one| one["Type"] == CACHE)
            .expect("a rule");
        assert_eq!(rule["Properties"]["CredentialArn"], login);
        let properties = &rule["Properties"];
        format!(
            "{} {}",
            properties["UpstreamRegistry"], properties["UpstreamRegistryUrl"]
        )
    };
    assert_eq!(
        upstream(PullThroughCache::docker_hub),
        r#""docker-hub" "registry-1.docker.io""#
    );
    assert_eq!(
        upstream(PullThroughCache::github),
        r#""github-container-registry" "ghcr.io""#
    );
    assert_eq!(
        upstream(PullThroughCache::gitlab),
        r#""gitlab-container-registry" "registry.gitlab.com""#
    );
    assert_eq!(
        upstream(|prefix, secret| PullThroughCache::azure(prefix, "shop.azurecr.io", secret)),
        r#""azure-container-registry" "shop.azurecr.io""#
    );
}

#[test]
pub(crate) fn another_account_is_pulled_from_by_a_role() {
    let template = made(|stack| {
        let address = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
        let role = "arn:aws:iam::444455556666:role/pull";
        let cache = PullThroughCache::ecr("cached", address)
            .role(role)
            .upstream_prefix("shop");
        stack.add("Cache", cache);
    });
    only(
        &template,
        CACHE,
        exact(json!({
            "EcrRepositoryPrefix": "cached",
            "UpstreamRegistry": "ecr",
            "UpstreamRegistryUrl": "111122223333.dkr.ecr.eu-west-1.amazonaws.com",
            "CustomRoleArn": "arn:aws:iam::444455556666:role/pull",
            "UpstreamRepositoryPrefix": "shop",
        })),
    );
}

#[test]
pub(crate) fn all_that_is_said_of_a_registry() {
    let profile = "arn:aws:signer:eu-west-1:111122223333:/signing-profiles/shop";
    let scanner = "arn:aws:iam::111122223333:role/scanner";
    let template = made(|stack| {
        let registry = Registry::new()
            .scan_on_push(["*"])
            .scan_continuously(["prod/*"])
            .replicate_to("eu-west-1", ["prod/"])
            .replicate_to_account("444455556666", "us-east-1", [""; 0])
            .sign_with(profile, ["prod/*"])
            .without_pull_times_of("Scanner", scanner);
        stack.add("Registry", registry);
    });
    let wildcard = |filter: &str| json!([{"Filter": filter, "FilterType": "WILDCARD"}]);
    only(
        &template,
        "AWS::ECR::RegistryScanningConfiguration",
        exact(json!({
            "Rules": [
                {"RepositoryFilters": wildcard("*"), "ScanFrequency": "SCAN_ON_PUSH"},
                {"RepositoryFilters": wildcard("prod/*"), "ScanFrequency": "CONTINUOUS_SCAN"},
            ],
            "ScanType": "ENHANCED",
        })),
    );
    only(
        &template,
        "AWS::ECR::ReplicationConfiguration",
        exact(json!({"ReplicationConfiguration": {"Rules": [
            {
                "Destinations": [{"RegistryId": {"Ref": "AWS::AccountId"}, "Region": "eu-west-1"}],
                "RepositoryFilters": [{"Filter": "prod/", "FilterType": "PREFIX_MATCH"}],
            },
            {"Destinations": [{"RegistryId": "444455556666", "Region": "us-east-1"}]},
        ]}})),
    );
    only(
        &template,
        "AWS::ECR::SigningConfiguration",
        exact(json!({"Rules": [{
            "SigningProfileArn": profile,
            "RepositoryFilters": [{"Filter": "prod/*", "FilterType": "WILDCARD_MATCH"}],
        }]})),
    );
    only(
        &template,
        "AWS::ECR::PullTimeUpdateExclusion",
        exact(json!({"PrincipalArn": scanner})),
    );
}

#[test]
pub(crate) fn scanning_on_push_alone_costs_nothing_more() {
    let template = made(|stack| {
        stack.add("Registry", Registry::new().scan_on_push(["*"]));
    });
    only(
        &template,
        "AWS::ECR::RegistryScanningConfiguration",
        exact(json!({
            "Rules": [{
                "RepositoryFilters": [{"Filter": "*", "FilterType": "WILDCARD"}],
                "ScanFrequency": "SCAN_ON_PUSH",
            }],
            "ScanType": "BASIC",
        })),
    );
}

/// aws-cdk has no construct for it, and AWS no role: tags and keys of KMS need one.
#[test]
pub(crate) fn repositories_that_are_made_by_themselves_are_as_a_template_says() {
    let key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    let template = made(|stack| {
        let kept = EcrRepository::new()
            .keep_last(20)
            .tag_mutability(TagMutability::Mutable)
            .encrypted_with(key);
        let template = CreationTemplate::new("public", kept)
            .for_caches()
            .tag("Team", "platform");
        stack.add("Kept", template);
        stack.add(
            "Pushed",
            CreationTemplate::new("apps", EcrRepository::new()),
        );
    });
    let of_type = "AWS::ECR::RepositoryCreationTemplate";
    at(
        &template,
        "Kept",
        of_type,
        like!({
            "Prefix": "public",
            "AppliedFor": ["PULL_THROUGH_CACHE"],
            "ImageTagMutability": "MUTABLE",
            "CustomRoleArn": { "Fn::GetAtt": ["KeptRole", "Arn"] },
            "ResourceTags": [{ "Key": "Team", "Value": "platform" }],
            "EncryptionConfiguration": { "EncryptionType": "KMS", "KmsKey": key },
        }),
    );
    at(
        &template,
        "Pushed",
        of_type,
        like!({
            "AppliedFor": ["CREATE_ON_PUSH", "PULL_THROUGH_CACHE", "REPLICATION"],
            "ImageTagMutability": "IMMUTABLE",
            "CustomRoleArn": absent(),
        }),
    );
    let text = template.json()["Resources"].to_string();
    for right in [
        "ecr:CreateRepository",
        "ecr:TagResource",
        "kms:CreateGrant",
        "repository/public*",
    ] {
        assert!(text.contains(right), "{right}: {text}");
    }
    template.resource_count_is("AWS::IAM::Role", 1);
}

/// The other half of replication between accounts.
#[test]
pub(crate) fn a_registry_lets_another_account_copy_images_here() {
    let template = made(|stack| {
        let registry = Registry::new().replicated_from("444455556666", ["prod/"]);
        stack.add("Registry", registry);
    });
    only(
        &template,
        "AWS::ECR::RegistryPolicy",
        like!({ "PolicyText": { "Statement": [{
            "Effect": "Allow",
            "Action": ["ecr:CreateRepository", "ecr:ReplicateImage"],
        }] } }),
    );
    let text = template.json()["Resources"].to_string();
    assert!(
        text.contains(":iam::444455556666:root") && text.contains("repository/prod/*"),
        "{text}"
    );
}
