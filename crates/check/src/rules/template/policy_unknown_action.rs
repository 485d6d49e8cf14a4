//! Action that its service does not have.

use crate::model::{PolicyKind, Statement, like};
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL153",
        family: Family::Template,
        severity: Severity::Warning,
        title: "action that its service does not have",
        why: "IAM takes the document, but the statement allows and denies nothing",
        fix: "use an action of the service; the reference lists them",
        link: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
        bad: r#"
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: ecr:PullImage
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
            Action: [ecr:BatchGetImage, ECR:Get*, 'ecr:?atchGetImage']
            Resource: '*'
"#,
    },
    check,
};

/// Actions that services take in policies though no list has them any more: `sns:Receive` stands in
/// the policies that Amazon SNS writes itself.
///
/// <https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html>
const OLD: [&str; 1] = ["sns:receive"];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let mut services: HashMap<String, Option<&'static [&'static str]>> = HashMap::default();
    // What a trust policy takes is told closer.
    let policies = model.policies().iter();
    for policy in policies.filter(|policy| policy.kind != PolicyKind::Trust) {
        for statement in &policy.statements {
            for element in ["Action", "NotAction"] {
                for node in statement.each(element) {
                    let Some((prefix, name)) = node.as_str().and_then(parts) else {
                        continue;
                    };
                    let known = services
                        .entry(prefix.to_ascii_lowercase())
                        .or_insert_with_key(|prefix| stackwright_facts::iam_actions(prefix).ok());
                    let place = || statement.place_of(node);
                    let Some(known) = known else {
                        let message = format!("no service is known as `{}`", short(prefix));
                        findings
                            .report(place(), message)
                            .help_if(meant(prefix).map(|near| format!("did you mean `{near}`?")));
                        continue;
                    };
                    let (written, name) = (name, name.to_ascii_lowercase());
                    let is_old = |old: &&str| {
                        let (own, old) = old.split_once(':').unwrap_or_default();
                        prefix.eq_ignore_ascii_case(own) && like(&name, old)
                    };
                    if is_one_of(known, &name) || OLD.iter().any(is_old) {
                        continue;
                    }
                    let single = name
                        .strip_suffix("batch")
                        .filter(|name| known.contains(name));
                    if single.is_some_and(|one| names(statement, element, prefix, one)) {
                        continue;
                    }
                    let nearest = stackwright_facts::nearest(&name, known.iter().copied());
                    findings
                        .report(
                            place(),
                            format!("{} matches no action of `{prefix}`", shown(node)),
                        )
                        .help_if(nearest.map(|near| {
                            let near = in_case_of(written, near);
                            format!("did you mean `{prefix}:{near}`?")
                        }));
                }
            }
        }
    }
}

/// Whether one of a service's actions is as a name says, which may have wildcards.
fn is_one_of(actions: &[&str], name: &str) -> bool {
    // Most have none, and are passed without looking at every letter.
    actions.contains(&name) || name.contains(['*', '?']) && actions.iter().any(|a| like(name, a))
}

/// Services that are called otherwise than their actions: what people write, and what policies take.
///
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>
const CALLED: [(&str, &str); 7] = [
    ("alb", "elasticloadbalancing"),
    ("efs", "elasticfilesystem"),
    ("elb", "elasticloadbalancing"),
    ("elbv2", "elasticloadbalancing"),
    ("emr", "elasticmapreduce"),
    ("eventbridge", "events"),
    ("stepfunctions", "states"),
];

/// The service that was meant where a name is that of none: what is called so, or is spelt nearly so.
fn meant(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let called = CALLED.iter().find(|(called, _)| *called == name);
    let alike = |service: &&str| service.len().abs_diff(name.len()) <= 1;
    called.map(|(_, service)| *service).or_else(|| {
        stackwright_facts::nearest(&name, stackwright_facts::iam_services().filter(alike))
    })
}

/// Whether a statement names an action by its own name: what does the same for many things at once
/// needs no other right, as with `sqs:DeleteMessageBatch`, which AWS SAM's policies name, too.
///
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api.html>
fn names(statement: &Statement<'_>, element: &str, service: &str, action: &str) -> bool {
    let is_it = |text: &str| {
        parts(text).is_some_and(|(prefix, name)| {
            prefix.eq_ignore_ascii_case(service) && name.eq_ignore_ascii_case(action)
        })
    };
    let all = statement.each(element);
    all.iter().any(|node| node.as_str().is_some_and(is_it))
}

/// An action of which the case is not known, with the case of what was written where they agree.
fn in_case_of(written: &str, action: &str) -> String {
    let mut rest = written;
    let mut spelt = String::with_capacity(action.len());
    for letter in action.chars() {
        let near = rest.char_indices().take(3);
        let same = near
            .into_iter()
            .find(|(_, own)| own.eq_ignore_ascii_case(&letter));
        match same {
            Some((at, own)) => {
                spelt.push(own);
                rest = rest.get(at + own.len_utf8()..).unwrap_or_default();
            }
            None => spelt.push(letter),
        }
    }
    spelt
}

/// Service and name of an action that is written out; its own rule says where it is no action.
fn parts(action: &str) -> Option<(&str, &str)> {
    let (service, name) = action.split_once(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let written = |c: char| plain(c) || matches!(c, '*' | '?');
    (service.chars().all(plain) && name.chars().all(written) && !name.is_empty())
        .then_some((service, name))
}

#[cfg(test)]
mod tests {
    use super::{CALLED, in_case_of};

    #[test]
    fn what_is_called_otherwise_is_no_service_and_what_is_meant_is_one() {
        for (called, service) in CALLED {
            assert!(!stackwright_facts::is_iam_service(called), "{called}");
            assert!(stackwright_facts::is_iam_service(service), "{service}");
        }
    }

    #[test]
    fn an_action_is_spelt_as_what_was_written() {
        assert_eq!(in_case_of("AssumeRol", "assumerole"), "AssumeRole");
        assert_eq!(in_case_of("GetObjects", "getobject"), "GetObject");
        assert_eq!(in_case_of("PutObjct", "putobject"), "PutObject");
        assert_eq!(in_case_of("", "get"), "get");
    }
}
