//! Log groups that are kept for ever.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS517",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "log group without retention",
        why: "what is written there is kept, and paid for, until somebody deletes it",
        fix: "set `RetentionInDays`",
        link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
        bad: r#"
Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
"#,
        good: r#"
Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties:
      RetentionInDays: 30
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for group in deployment.resources_of("AWS::Logs::LogGroup") {
        if group.get("RetentionInDays").is_absent() {
            let message = format!("`{}` keeps its logs for ever", group.id());
            findings.report(group.place(), message);
        }
    }
}
