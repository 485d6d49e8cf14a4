//! Two tags of one key.

use std::borrow::Cow;

use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL170",
        family: Family::Template,
        severity: Severity::Error,
        title: "two tags with the same key",
        why: "a resource has one value for each key; the service refuses the second",
        fix: "keep one of the two",
        link: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - Key: team
          Value: web
        - Key: team
          Value: test
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - Key: team
          Value: web
        - Key: stage
          Value: test
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for resource in deployment.resources() {
        let mut seen = HashSet::default();
        for tag in super::tags_of(&resource).known {
            let key = tag.get("Key");
            // What cannot be told apart may be different.
            let text = key.text().or_else(|| key.identity().map(Cow::Owned));
            if text.is_some_and(|text| !text.is_empty() && !seen.insert(text)) {
                findings.report(
                    key.place(),
                    format!("the key {} is given twice", key.shown()),
                );
            }
        }
    }
}
