//! Repositories whose images nobody looks at.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS506",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "repository without scanning of its images",
        why: "known weaknesses in the images are found by somebody else first",
        fix: "set `ImageScanningConfiguration: {ScanOnPush: true}`, or configure scanning for the registry as a whole",
        link: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
        bad: r#"
Resources:
  Repository:
    Type: AWS::ECR::Repository
    Properties:
      ImageScanningConfiguration:
        ScanOnPush: false
"#,
        good: r#"
Resources:
  Repository:
    Type: AWS::ECR::Repository
    Properties:
      ImageScanningConfiguration:
        ScanOnPush: true
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut of_registry = deployment.resources_of("AWS::ECR::RegistryScanningConfiguration");
    if of_registry.next().is_some() {
        return;
    }
    for repository in deployment.resources_of("AWS::ECR::Repository") {
        let scan = repository.get("ImageScanningConfiguration/ScanOnPush");
        if scan.is_absent() || scan.flag() == Some(false) {
            let message = format!("the images of `{}` are not scanned", repository.id());
            findings.report(scan.place(), message);
        }
    }
}
