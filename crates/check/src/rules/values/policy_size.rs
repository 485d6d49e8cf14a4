//! Policies that are too long.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};
use stackwright_deployment::iam::least_size;

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL208",
        family: Family::Template,
        severity: Severity::Error,
        title: "policy that is too long",
        why: "the service refuses a policy above its limit, which cannot be raised",
        fix: "name less: use wildcards, or divide the policy into managed policies",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
        bad: r#"
Resources:
  Reader:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource:
                  - arn:aws:s3:::assets-of-the-shop-in-berlin/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-hamburg/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-munich/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-cologne/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-frankfurt/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-stuttgart/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-leipzig/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-dresden/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-hanover/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-nuremberg/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-bremen/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-essen/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-dortmund/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-duisburg/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-bochum/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-bonn/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-muenster/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-mannheim/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-augsburg/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-wiesbaden/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-aachen/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-kiel/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-freiburg/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-krefeld/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-mainz/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-luebeck/pictures/of/articles/and/of/places/*
                  - arn:aws:s3:::assets-of-the-shop-in-erfurt/pictures/of/articles/and/of/places/*
"#,
        good: r#"
Resources:
  Reader:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource: 'arn:aws:s3:::assets-of-the-shop-*/*'
"#,
    },
    check,
};

/// How long a trust policy can be where the quota was raised as far as it can be.
pub(super) const LONGEST_TRUST: usize = 8_192;

/// What the policies inside a holder may have in sum.
const INLINE: [(&str, usize); 3] = [("role", 10_240), ("user", 2_048), ("group", 5_120)];

/// How long single documents may be: type, property, and the most. Each limit is told by the
/// documentation or the API of its service; what counts white space counts the same or more.
const DOCUMENTS: [(&str, &str, usize); 19] = [
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    ("AWS::IAM::ManagedPolicy", "PolicyDocument", 6_144),
    ("AWS::IAM::Role", "AssumeRolePolicyDocument", LONGEST_TRUST),
    // https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html
    ("AWS::SSO::PermissionSet", "InlinePolicy", 32_768),
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
    ("AWS::SQS::QueuePolicy", "PolicyDocument", 8_192),
    ("AWS::SQS::QueueInlinePolicy", "PolicyDocument", 8_192),
    // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
    ("AWS::SNS::TopicPolicy", "PolicyDocument", 30_720),
    ("AWS::SNS::TopicInlinePolicy", "PolicyDocument", 30_720),
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html
    ("AWS::S3::BucketPolicy", "PolicyDocument", 20_480),
    // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
    ("AWS::KMS::Key", "KeyPolicy", 32_768),
    ("AWS::KMS::ReplicaKey", "KeyPolicy", 32_768),
    // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html
    ("AWS::ECR::Repository", "RepositoryPolicyText", 10_240),
    ("AWS::ECR::PublicRepository", "RepositoryPolicyText", 10_240),
    ("AWS::ECR::RegistryPolicy", "PolicyText", 10_240),
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html
    (
        "AWS::SecretsManager::ResourcePolicy",
        "ResourcePolicy",
        20_480,
    ),
    // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    ("AWS::EC2::VPCEndpoint", "PolicyDocument", 20_480),
    // https://docs.aws.amazon.com/efs/latest/ug/API_PutFileSystemPolicy.html
    ("AWS::EFS::FileSystem", "FileSystemPolicy", 20_000),
    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutResourcePolicy.html
    (
        "AWS::DynamoDB::Table",
        "ResourcePolicy/PolicyDocument",
        20_480,
    ),
    // https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_PutDomainPermissionsPolicy.html
    (
        "AWS::CodeArtifact::Domain",
        "PermissionsPolicyDocument",
        7_168,
    ),
    (
        "AWS::CodeArtifact::Repository",
        "PermissionsPolicyDocument",
        7_168,
    ),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (of_type, way, most) in DOCUMENTS {
        for resource in deployment.resources_of(of_type) {
            let document = resource.get(way);
            let size = least_size(&document);
            if size > most {
                let message =
                    format!("the policy has at least {size} characters, where {most} are taken");
                findings.report(document.place(), message);
            }
        }
    }
    for holder in deployment.holders() {
        let kind = holder.kind;
        let Some((_, most)) = INLINE.iter().find(|(word, _)| *word == kind.word) else {
            continue;
        };
        let sizes = holder.inline.iter().map(|own| least_size(&own.document()));
        let size: usize = sizes.sum();
        let last: Option<Property<'d>> = holder.inline.last().map(|own| own.document());
        let (Some(last), true) = (last, size > *most) else {
            continue;
        };
        let place = match (holder.inline.as_slice(), holder.resource) {
            ([_], _) | (_, None) => last,
            (_, Some(resource)) => resource.get("Policies"),
        };
        let (word, shown) = (kind.word, &holder.shown);
        let message = format!(
            "the policies inside the {word} {shown} have at least {size} characters in sum, where {most} are taken"
        );
        findings.report(place.place(), message);
    }
}
