//! More of IAM's policies than an account has room for by default.

use std::collections::BTreeSet;

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};
use stackwright_deployment::iam::{Holder, least_size};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL209",
        family: Family::Template,
        severity: Severity::Warning,
        title: "more policies than IAM takes by default",
        why: "IAM refuses it in accounts whose quota was not raised",
        fix: "put the policies together, or have the quota raised before",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
        bad: r#"
Resources:
  Operators:
    Type: AWS::IAM::Group
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess
        - arn:aws:iam::aws:policy/AmazonECS_FullAccess
        - arn:aws:iam::aws:policy/AmazonRDSReadOnlyAccess
        - arn:aws:iam::aws:policy/AmazonRoute53ReadOnlyAccess
        - arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
        - arn:aws:iam::aws:policy/AmazonSNSReadOnlyAccess
        - arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess
        - arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess
        - arn:aws:iam::aws:policy/AmazonVPCReadOnlyAccess
        - arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess
        - arn:aws:iam::aws:policy/IAMReadOnlyAccess
"#,
        good: r#"
Resources:
  Operators:
    Type: AWS::IAM::Group
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/ReadOnlyAccess
        - arn:aws:iam::aws:policy/AmazonECS_FullAccess
"#,
    },
    check,
};

/// How many managed policies can be attached before somebody raises the quota.
const ATTACHED: usize = 10;
/// How long the trust policy of a role can be, before the same.
const TRUST: usize = 2_048;

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for holder in deployment.holders() {
        if holder.attached.len() <= ATTACHED {
            continue;
        }
        let count = different(holder);
        let Some(last) = holder.attached.last().filter(|_| count > ATTACHED) else {
            continue;
        };
        let place = match holder.resource {
            Some(resource) if resource.get("ManagedPolicyArns").is_given() => {
                resource.get("ManagedPolicyArns")
            }
            _ => *last,
        };
        let (word, shown) = (holder.kind.word, &holder.shown);
        let message = format!(
            "{count} managed policies are attached to the {word} {shown}, where {ATTACHED} are taken by default"
        );
        findings.report(place.place(), message);
    }
    for role in deployment.resources_of("AWS::IAM::Role") {
        let document = role.get("AssumeRolePolicyDocument");
        let size = least_size(&document);
        if (TRUST + 1..=super::policy_size::LONGEST_TRUST).contains(&size) {
            let message = format!(
                "the trust policy has at least {size} characters, where {TRUST} are taken by default"
            );
            findings
                .report(document.place(), message)
                .help("name fewer principals, or have the quota raised before");
        }
    }
}

/// How many attached policies are certain to be different ones.
fn different(holder: &Holder<'_>) -> usize {
    let named = |policy: &Property<'_>| match policy.resource_type() {
        "AWS::IAM::ManagedPolicy" => Some(policy.id().to_owned()),
        _ => policy.identity(),
    };
    let names: BTreeSet<String> = holder.attached.iter().filter_map(named).collect();
    names.len()
}
