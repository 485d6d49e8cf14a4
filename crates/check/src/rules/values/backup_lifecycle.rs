//! Backup that is deleted too early.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL196",
        family: Family::Template,
        severity: Severity::Error,
        title: "backup that is deleted too soon after it went to cold storage",
        why: "backups stay in cold storage for 90 days at least; AWS Backup refuses the plan",
        fix: "delete at least 90 days after the move",
        link: "https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html",
        bad: r#"
Resources:
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties:
      BackupPlan:
        BackupPlanName: nightly
        BackupPlanRule:
          - RuleName: nightly
            TargetBackupVault: Default
            Lifecycle:
              MoveToColdStorageAfterDays: 30
              DeleteAfterDays: 60
"#,
        good: r#"
Resources:
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties:
      BackupPlan:
        BackupPlanName: nightly
        BackupPlanRule:
          - RuleName: nightly
            TargetBackupVault: Default
            Lifecycle:
              MoveToColdStorageAfterDays: 30
              DeleteAfterDays: 120
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for plan in deployment.resources_of("AWS::Backup::BackupPlan") {
        for rule in plan.get("BackupPlan/BackupPlanRule").items().known {
            let copies = rule.get("CopyActions").items().known.into_iter();
            for holder in copies.chain([rule]) {
                let cold = holder.get("Lifecycle/MoveToColdStorageAfterDays").number();
                let deleted = holder.get("Lifecycle/DeleteAfterDays");
                if let (Some(cold), Some(days)) = (cold, deleted.number())
                    && days < cold + 90.0
                {
                    let message = format!("{days} is less than 90 days after {cold}");
                    findings.report(deleted.place(), message);
                }
            }
        }
    }
}
