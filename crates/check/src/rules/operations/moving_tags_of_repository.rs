//! Repositories that let tags be pushed again.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS507",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "repository that lets tags be pushed again",
        why: "a tag can mean another image than the one that was tested, and nobody can tell what has been running",
        fix: "set `ImageTagMutability: IMMUTABLE`",
        link: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
        bad: r#"
Resources:
  Repository:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: MUTABLE
"#,
        good: r#"
Resources:
  Repository:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: IMMUTABLE
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for repository in deployment.resources_of("AWS::ECR::Repository") {
        let mutability = repository.get("ImageTagMutability");
        if mutability.is_absent() || mutability.is("MUTABLE") {
            let message = format!("tags of `{}` can be pushed again", repository.id());
            findings.report(mutability.place(), message);
        }
    }
}
