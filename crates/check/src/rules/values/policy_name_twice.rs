//! Two policies of one name in a role, a user or a group.

use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL210",
        family: Family::Template,
        severity: Severity::Error,
        title: "two policies of one name in a role, a user or a group",
        why: "IAM knows inline policies by their names: the later overwrites the earlier, and its rights are lost",
        fix: "give each policy a name of its own, or put the statements into one",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
        bad: r#"
Resources:
  Reader:
    Type: AWS::IAM::User
    Properties:
      Policies:
        - PolicyName: files
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource: 'arn:aws:s3:::assets/*'
        - PolicyName: files
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:PutObject
                Resource: 'arn:aws:s3:::uploads/*'
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
                Resource: 'arn:aws:s3:::assets/*'
        - PolicyName: write
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:PutObject
                Resource: 'arn:aws:s3:::uploads/*'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for holder in deployment.holders() {
        let mut seen: HashMap<String, Property<'d>> = HashMap::default();
        for policy in &holder.inline {
            let name = policy.name();
            // What cannot be told apart may be different.
            let Some(text) = name.identity().filter(|text| !text.is_empty()) else {
                continue;
            };
            if let Some(other) = seen.insert(text, policy.properties) {
                let (word, holder, shown) = (holder.kind.word, &holder.shown, name.shown());
                let of = match other.resource_type() == policy.properties.resource_type()
                    && other.id() == policy.properties.id()
                {
                    true => String::new(),
                    false => format!(", from `{}`", other.id()),
                };
                let message =
                    format!("the {word} {holder} has a policy named \"{shown}\" already{of}");
                findings.report(name.place(), message);
            }
        }
    }
}
