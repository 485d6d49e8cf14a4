//! Action that a policy of this kind does not take.

use crate::model::PolicyKind;
use crate::rule::BuiltIn;
use crate::schema::shown;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL154",
        family: Family::Template,
        severity: Severity::Error,
        title: "action that a policy of this kind does not take",
        why: "the service takes actions of its own in the policies of its resources, and a trust policy takes those that assume a role",
        fix: "name actions of the service that the policy is attached to",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
        bad: r#"
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks.amazonaws.com
            Action: ecs:RunTask
"#,
        good: r#"
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks.amazonaws.com
            Action: [sts:AssumeRole, sts:TagSession]
"#,
    },
    check,
};

/// Types whose policies take the actions of one service only.
const SERVICES: &[(&str, &str)] = &[
    ("AWS::ECR::PublicRepository", "ecr-public"),
    ("AWS::ECR::Repository", "ecr"),
    ("AWS::S3::AccessPoint", "s3"),
    ("AWS::S3::BucketPolicy", "s3"),
    ("AWS::SNS::TopicInlinePolicy", "sns"),
    ("AWS::SNS::TopicPolicy", "sns"),
    ("AWS::SQS::QueueInlinePolicy", "sqs"),
    ("AWS::SQS::QueuePolicy", "sqs"),
    ("AWS::SecretsManager::ResourcePolicy", "secretsmanager"),
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for policy in model.policies() {
        let trust = policy.kind == PolicyKind::Trust;
        let by_type = SERVICES.iter().find(|(name, _)| *name == policy.of_type);
        let service = match by_type {
            _ if trust => "sts",
            Some((_, service)) => service,
            None => continue,
        };
        for statement in &policy.statements {
            for element in ["Action", "NotAction"] {
                for node in statement.each(element) {
                    let action = node.as_str().and_then(|action| action.split_once(':'));
                    let Some((given, name)) = action else {
                        continue;
                    };
                    let place = || statement.place_of(node);
                    if !given.eq_ignore_ascii_case(service) {
                        // The service may be a wildcard or a word that is put in.
                        if given.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                            let message = format!(
                                "{} is no action of `{service}`, and the policy takes no others",
                                shown(node)
                            );
                            findings.report(place(), message);
                        }
                    } else if trust && !assumes(name) {
                        let message = format!("{} does not assume a role", shown(node));
                        findings
                            .report(place(), message)
                            .help("use `sts:AssumeRole`");
                    }
                }
            }
        }
    }
}

/// Whether an action of the Security Token Service can stand in a trust policy.
fn assumes(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let taken = [
        "assumerole",
        "assumerolewithsaml",
        "assumerolewithwebidentity",
        "setcontext",
        "setsourceidentity",
        "tagsession",
    ];
    taken.contains(&&*name) || name.contains(['*', '?', '$', '&', '{'])
}
