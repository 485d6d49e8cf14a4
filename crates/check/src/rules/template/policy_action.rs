//! Action that is none: a text that names no service and no action of it.

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL151",
        family: Family::Template,
        severity: Severity::Error,
        title: "action that is none",
        why: "IAM refuses the document",
        fix: "write `service:Action`",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html",
        bad: r#"
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: GetObject
            Resource: '*'
"#,
        good: r#"
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: [s3:Get*, '*']
            Resource: '*'
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for policy in model.policies() {
        for statement in &policy.statements {
            for element in ["Action", "NotAction"] {
                for action in statement.each(element) {
                    if let Some(problem) = action.as_str().and_then(problem) {
                        findings.report(statement.place_of(action), problem);
                    }
                }
            }
        }
    }
}

fn problem(action: &str) -> Option<String> {
    if action == "*" {
        return None;
    }
    let (mut named, mut strange) = (false, false);
    for byte in action.as_bytes() {
        match byte {
            b'$' | b'&' | b'{' => return None,
            b':' => named = true,
            b'-' | b'*' | b'?' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {}
            _ => strange = true,
        }
    }
    if !named {
        return Some(format!("the action \"{}\" names no service", short(action)));
    }
    // A service has no colon in its name, and an action may have.
    let is_part_missing = action.starts_with(':') || !has_name(action);
    (strange || is_part_missing).then(|| format!("\"{}\" is no action", short(action)))
}

/// Whether something stands behind the first colon.
fn has_name(action: &str) -> bool {
    action
        .split_once(':')
        .is_some_and(|(_, name)| !name.is_empty())
}
