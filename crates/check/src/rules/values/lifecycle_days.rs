//! Objects that end before they are moved.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL203",
        family: Family::Template,
        severity: Severity::Error,
        title: "objects that end before they are moved",
        why: "Amazon S3 refuses a rule that deletes objects no later than it moves them",
        fix: "let `ExpirationInDays` be greater than the days of every transition",
        link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html",
        bad: r#"
Resources:
  Logs:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            ExpirationInDays: 30
            Transitions:
              - StorageClass: GLACIER
                TransitionInDays: 60
"#,
        good: r#"
Resources:
  Logs:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      LifecycleConfiguration:
        Rules:
          - Status: Enabled
            ExpirationInDays: 90
            Transitions:
              - StorageClass: GLACIER
                TransitionInDays: 60
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for bucket in deployment.resources_of("AWS::S3::Bucket") {
        for rule in bucket.get("LifecycleConfiguration/Rules").items().known {
            let end = rule.get("ExpirationInDays");
            let Some(last) = end.number() else { continue };
            let moves = rule.get("Transitions").items().known.into_iter();
            for moved in moves.chain([rule.get("Transition")]) {
                let days = moved.get("TransitionInDays").number();
                if let Some(days) = days.filter(|days| *days >= last) {
                    let message = format!("objects end after {last} days, and move after {days}");
                    findings.report(end.place(), message);
                    break;
                }
            }
        }
    }
}
