//! A tag whose key is reserved.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL171",
        family: Family::Template,
        severity: Severity::Error,
        title: "tag with a reserved key",
        why: "keys that begin with `aws:` are made by AWS alone; the service refuses them",
        fix: "choose another key",
        link: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - Key: team
          Value: web
        - Key: aws:stage
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
        for tag in super::tags_of(&resource).known {
            // Of a map it is the name of the entry.
            let (key, reserved) = match tag.key() {
                Some(name) => (tag, is_reserved(name)),
                None => {
                    let key = tag.get("Key");
                    let text = key.symbolic();
                    let reserved = text.is_some_and(|text| is_reserved(text.beginning()));
                    (key, reserved)
                }
            };
            if !reserved {
                continue;
            }
            let place = key.place();
            if !findings.is_told(&place) {
                findings.report(place, "keys of tags do not begin with `aws:`");
            }
        }
    }
}

fn is_reserved(key: &str) -> bool {
    let beginning = key.get(..4);
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case("aws:"))
}
