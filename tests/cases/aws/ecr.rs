use serde_json::json;
use stackwright::aws::ecr::Encryption;
use stackwright::prelude::*;

use super::{made, only};

const REPOSITORY: &str = "AWS::ECR::Repository";

fn repository(construct: EcrRepository) -> serde_json::Value {
    let template = made(|stack| {
        stack.add("Repo", construct);
    });
    only(&template, REPOSITORY).clone()
}

#[test]
fn it_scans_and_keeps_tags_where_they_are() {
    assert_eq!(
        repository(EcrRepository::new()),
        json!({
            "ImageTagMutability": "IMMUTABLE",
            "ImageScanningConfiguration": {"ScanOnPush": true},
        })
    );
}

#[test]
fn every_option() {
    let repository = repository(
        EcrRepository::new()
            .name("team/app")
            .tag_mutability(TagMutability::Mutable)
            .no_scan_on_push()
            .encryption(Encryption::Kms(
                "arn:aws:kms:eu-west-1:111122223333:key/1".into_value(),
            ))
            .empty_on_delete(),
    );
    assert_eq!(
        repository,
        json!({
            "RepositoryName": "team/app",
            "ImageTagMutability": "MUTABLE",
            "ImageScanningConfiguration": {"ScanOnPush": false},
            "EncryptionConfiguration": {
                "EncryptionType": "KMS",
                "KmsKey": "arn:aws:kms:eu-west-1:111122223333:key/1",
            },
            "EmptyOnDelete": true,
        })
    );
}

#[test]
fn encryption_with_a_key_of_awss() {
    let with = |encryption| {
        let repository = repository(EcrRepository::new().encryption(encryption));
        repository["EncryptionConfiguration"].clone()
    };
    assert_eq!(
        with(Encryption::Aes256),
        json!({"EncryptionType": "AES256"})
    );
    assert_eq!(
        with(Encryption::KmsManaged),
        json!({"EncryptionType": "KMS"})
    );
}

#[test]
fn lifecycle_rules_in_order_and_the_one_for_all_last() {
    let repository = repository(
        EcrRepository::new()
            .keep_last(100)
            .expire_untagged_after_days(1)
            .lifecycle_rule(
                LifecycleRule::keep_last(5, Tags::prefixed(["v", "rc"])).describe("releases"),
            )
            .lifecycle_rule(LifecycleRule::older_than_days(14, Tags::matching(["pr-*"]))),
    );
    let text = repository["LifecyclePolicy"]["LifecyclePolicyText"].as_str();
    let policy: serde_json::Value =
        serde_json::from_str(text.expect("it is text")).expect("it is JSON");
    let expire = json!({"type": "expire"});
    assert_eq!(
        policy,
        json!({"rules": [
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
        ]})
    );
}

#[test]
fn images_by_tag_and_by_digest() {
    let template = made(|stack| {
        let repo = stack.add("Repo", EcrRepository::new());
        let task = super::small()
            .container(Container::new("a", repo.image("v1")).without_logs())
            .container(Container::new("b", repo.image_digest("sha256:0123")).without_logs());
        stack.add("Task", task);
        stack.add("Uri", Output::new(repo.uri()));
    });
    let containers = &only(&template, "AWS::ECS::TaskDefinition")["ContainerDefinitions"];
    assert_eq!(
        containers[0]["Image"],
        json!({"Fn::Sub": "${Repo.RepositoryUri}:v1"})
    );
    assert_eq!(
        containers[1]["Image"],
        json!({"Fn::Sub": "${Repo.RepositoryUri}@sha256:0123"})
    );
    assert_eq!(
        template["Outputs"]["Uri"]["Value"],
        json!({"Fn::GetAtt": ["Repo", "RepositoryUri"]})
    );
}

#[test]
fn the_right_to_push_includes_the_right_to_pull() {
    let template = made(|stack| {
        let repo = stack.add("Repo", EcrRepository::new());
        let role = stack.add(
            "Ci",
            Role::new(Principal::service("codebuild.amazonaws.com")),
        );
        stack.grant(role, repo.push());
    });
    let statements =
        &only(&template, "AWS::IAM::Role")["Policies"][0]["PolicyDocument"]["Statement"];
    assert_eq!(
        *statements,
        json!([
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
        ])
    );
}
