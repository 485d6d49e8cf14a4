use serde_json::json;
use stackwright::aws::ecr::Encryption;
use stackwright::prelude::*;
use stackwright_assert::{Matcher, exact, like, serialized_json};

use super::{made, only};

const REPOSITORY: &str = "AWS::ECR::Repository";

#[track_caller]
fn comes_to(construct: EcrRepository, properties: impl Into<Matcher>) {
    let template = made(|stack| {
        stack.add("Repo", construct);
    });
    only(&template, REPOSITORY, properties);
}

#[test]
pub(crate) fn it_scans_and_keeps_tags_where_they_are() {
    comes_to(
        EcrRepository::new(),
        exact(json!({
            "ImageTagMutability": "IMMUTABLE",
            "ImageScanningConfiguration": {"ScanOnPush": true},
        })),
    );
}

#[test]
pub(crate) fn every_option() {
    comes_to(
        EcrRepository::new()
            .name("team/app")
            .tag_mutability(TagMutability::Mutable)
            .without_scan_on_push()
            .encrypted_with(Encryption::Kms(
                "arn:aws:kms:eu-west-1:111122223333:key/1".into_value(),
            ))
            .empty_on_delete(),
        exact(json!({
            "RepositoryName": "team/app",
            "ImageTagMutability": "MUTABLE",
            "ImageScanningConfiguration": {"ScanOnPush": false},
            "EncryptionConfiguration": {
                "EncryptionType": "KMS",
                "KmsKey": "arn:aws:kms:eu-west-1:111122223333:key/1",
            },
            "EmptyOnDelete": true,
        })),
    );
}

#[test]
pub(crate) fn encryption_with_a_key_of_awss() {
    for (encryption, word) in [
        (Encryption::Aes256, "AES256"),
        (Encryption::KmsManaged, "KMS"),
    ] {
        let configuration = exact(like!({ "EncryptionType": word }));
        comes_to(
            EcrRepository::new().encrypted_with(encryption),
            like!({ "EncryptionConfiguration": configuration }),
        );
    }
}

#[test]
pub(crate) fn lifecycle_rules_in_order_and_the_one_for_all_last() {
    let repository = EcrRepository::new()
        .keep_last(100)
        .expire_untagged_after(1.days())
        .lifecycle_rule(
            LifecycleRule::keep_last(5, Tags::prefixed(["v", "rc"])).describe("releases"),
        )
        .lifecycle_rule(LifecycleRule::older_than(
            14.days(),
            Tags::matching(["pr-*"]),
        ));
    let expire = json!({"type": "expire"});
    let policy = exact(json!({"rules": [
        {
            "rulePriority": 1,
            "selection": {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 1},
            "action": expire,
        },
        {
            "rulePriority": 2,
            "description": "releases",
            "selection": {"tagStatus": "tagged", "tagPrefixList": ["v", "rc"], "countType": "imageCountMoreThan", "countNumber": 5},
            "action": expire,
        },
        {
            "rulePriority": 3,
            "selection": {"tagStatus": "tagged", "tagPatternList": ["pr-*"], "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14},
            "action": expire,
        },
        {
            "rulePriority": 4,
            "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 100},
            "action": expire,
        },
    ]}));
    let policy = like!({ "LifecyclePolicyText": serialized_json(policy) });
    comes_to(repository, like!({ "LifecyclePolicy": policy }));
}

#[test]
pub(crate) fn images_by_tag_and_by_digest() {
    let template = made(|stack| {
        let repo = stack.add("Repo", EcrRepository::new());
        let task = super::small()
            .container(Container::new("a", repo.image("v1")).without_logs())
            .container(Container::new("b", repo.image_digest("sha256:0123")).without_logs());
        stack.add("Task", task);
        stack.add("Uri", Output::new(repo.uri()));
    });
    only(
        &template,
        "AWS::ECS::TaskDefinition",
        like!({
            "ContainerDefinitions": [
                { "Image": { "Fn::Sub": "${Repo.RepositoryUri}:v1" } },
                { "Image": { "Fn::Sub": "${Repo.RepositoryUri}@sha256:0123" } },
            ],
        }),
    );
    let uri = like!({ "Value": { "Fn::GetAtt": ["Repo", "RepositoryUri"] } });
    template.has_output("Uri", uri);
}

#[test]
pub(crate) fn the_right_to_push_includes_the_right_to_pull() {
    let template = made(|stack| {
        let repo = stack.add("Repo", EcrRepository::new());
        let role = stack.add(
            "Ci",
            Role::new(Principal::service("codebuild.amazonaws.com")),
        );
        stack.grant(role, repo.push());
    });
    let statements = exact(json!([
        {
            "Effect": "Allow",
            "Action": [
                "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage",
                "ecr:CompleteLayerUpload", "ecr:GetDownloadUrlForLayer",
                "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
            ],
            "Resource": {"Fn::GetAtt": ["Repo", "Arn"]},
        },
        {"Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"},
    ]));
    let policy = like!({ "PolicyDocument": { "Statement": statements } });
    only(&template, "AWS::IAM::Role", like!({ "Policies": [policy] }));
}
