//! File system that is not encrypted.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS509",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "file system without encryption",
        why: "files lie on disk as they are, and encryption cannot be turned on later: the file system would have to be replaced",
        fix: "set `Encrypted: true`",
        link: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
        bad: r#"
Resources:
  Files:
    Type: AWS::EFS::FileSystem
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      ThroughputMode: elastic
      Encrypted: false
"#,
        good: r#"
Resources:
  Files:
    Type: AWS::EFS::FileSystem
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      ThroughputMode: elastic
      Encrypted: true
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for files in deployment.resources_of("AWS::EFS::FileSystem") {
        let encrypted = files.get("Encrypted");
        let key = files.get("KmsKeyId");
        if encrypted.flag() == Some(false) || (encrypted.is_absent() && key.is_absent()) {
            let message = format!("`{}` keeps its files as they are", files.id());
            findings.report(encrypted.place(), message);
        }
    }
}
