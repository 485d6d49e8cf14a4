//! Action of a service that does not exist.

use stackwright_template::Severity;
use crate::Place;
use crate::model::Policy;
use crate::schema::short;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL151",
        family: Family::Template,
        severity: Severity::Error,
        title: "action of a service that does not exist",
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
    for policy in Policy::all(model.template()) {
        for statement in policy.statements() {
            for element in ["Action", "NotAction"] {
                let Some(node) = statement.map.get(element) else {
                    continue;
                };
                let path = format!("{}/{element}", statement.path);
                let actions = node.as_list().unwrap_or(std::slice::from_ref(node));
                for action in actions {
                    if let Some(problem) = action.as_str().and_then(problem) {
                        findings.report(Place::new(&path, action.span), problem);
                    }
                }
            }
        }
    }
}

fn problem(action: &str) -> Option<String> {
    if action == "*" || action.contains("${") || action.contains("{{") {
        return None;
    }
    let Some((service, name)) = action.split_once(':') else {
        return Some(format!("the action \"{}\" names no service", short(action)));
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '*' | '?');
    let known = !service.is_empty() && service.chars().all(plain);
    let strange = !name.chars().all(|c| plain(c) || c == ':');
    (!known || name.is_empty() || strange)
        .then(|| format!("\"{}\" is no action", short(action)))
}
