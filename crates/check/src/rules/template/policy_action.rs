//! Action of a service that does not exist.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

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
    for policy in model.policies() {
        for statement in &policy.statements {
            for element in ["Action", "NotAction"] {
                for (path, action) in statement.each(element) {
                    let place = Place::new(path, action.span);
                    let Some(text) = action.as_str() else {
                        continue;
                    };
                    if let Some(problem) = problem(text) {
                        findings.report(place, problem);
                    } else if let Some((service, _)) = text.split_once(':')
                        && let Some(nearest) = misspelt_service(service)
                    {
                        findings
                            .report(place, format!("there is no service `{}`", short(service)))
                            .help(format!("did you mean `{nearest}`?"));
                    }
                }
            }
        }
    }
}

fn problem(action: &str) -> Option<String> {
    if action == "*" || action.contains(['$', '&', '{']) {
        return None;
    }
    let Some((service, name)) = action.split_once(':') else {
        return Some(format!("the action \"{}\" names no service", short(action)));
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '*' | '?');
    let known = !service.is_empty() && service.chars().all(plain);
    let strange = !name.chars().all(|c| plain(c) || c == ':');
    (!known || name.is_empty() || strange).then(|| format!("\"{}\" is no action", short(action)))
}

/// The service that was meant, where a name is that of none and nearly that of another. Names
/// that are like no other may be those of services that are new, or gone.
pub(super) fn misspelt_service(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let written = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !written || stackwright_facts::is_iam_service(&name) {
        return None;
    }
    let alike = |service: &&str| service.len().abs_diff(name.len()) <= 1;
    stackwright_facts::nearest(&name, stackwright_facts::iam_services().filter(alike))
}
