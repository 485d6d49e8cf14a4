//! Families with names that Amazon ECS refuses.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS331",
        family: Family::Operations,
        severity: Severity::Error,
        title: "family with a name that Amazon ECS refuses",
        why: "a family has up to 255 letters, digits, `_` and `-`",
        fix: "take the other characters out, or leave `Family` out",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop/web
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop-web
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let family = task.get("Family");
        let wrong_part = match family.symbolic() {
            Some(text) if !text.is_known() => {
                text.literals().any(|part| !part.bytes().all(is_part))
            }
            _ => false,
        };
        if wrong_part || family.all_values(|family| !is_family(family)) {
            let message = format!("\"{}\" is no name of a family", family.shown());
            findings.report(family.place(), message);
        }
    }
}

fn is_family(family: &str) -> bool {
    family.bytes().all(is_part) && (1..=255).contains(&family.len())
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
