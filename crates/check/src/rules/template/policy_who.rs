//! Principal that cannot be one.

use crate::Place;
use crate::model::{PolicyKind, is_broken_call, one_by_one, path_below};
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Function, Node, SubPart, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL155",
        family: Family::Template,
        severity: Severity::Error,
        title: "principal that cannot be one",
        why: "the service refuses the document",
        fix: "name accounts and ARNs under `AWS`, services by their domain under `Service`, or `*`",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
        bad: r#"
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks
            Action: sts:AssumeRole
"#,
        good: r#"
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks.amazonaws.com
              AWS: !Ref AWS::AccountId
            Action: sts:AssumeRole
"#,
    },
    check,
};

const KINDS: &[&str] = &["AWS", "CanonicalUser", "Federated", "Service"];

/// How the names of services end, in all partitions.
const DOMAINS: &[&str] = &[
    ".amazonaws.com",
    ".amazonaws.com.cn",
    ".amazonaws.eu",
    ".amazon.com",
    ".aws.internal",
    ".c2s.ic.gov",
    ".sc2s.sgov.gov",
    ".csp.hci.ic.gov",
    ".cloud.adc-e.uk",
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for policy in model.policies() {
        if policy.kind == PolicyKind::Identity {
            continue;
        }
        for statement in &policy.statements {
            for element in ["Principal", "NotPrincipal"] {
                for node in statement.each(element) {
                    whole(model, &statement.path_of(node), node, findings);
                }
            }
        }
    }
}

fn whole(model: &Model<'_>, path: &str, node: &Node, findings: &mut Findings<'_>) {
    let map = match &node.value {
        Value::Map(map) if !is_broken_call(node) => map,
        Value::String(text) if text != "*" && !text.contains(['$', '&', '{']) => {
            let message = format!("{} is no principal", shown(node));
            let help = "write `AWS:`, `Service:` or `Federated:` before it, or `*` alone";
            findings
                .report(Place::new(path, node.span), message)
                .help(help);
            return;
        }
        _ => return,
    };
    for (key, value) in map.iter().filter(|(key, _)| !key.is_macro()) {
        let name = key.as_str();
        let path = format!("{path}/{name}");
        if !KINDS.contains(&name) {
            let nearest = stackwright_facts::nearest(name, KINDS.iter().copied());
            findings
                .report(
                    Place::new(path, key.span),
                    format!("there are no principals of the kind `{}`", short(name)),
                )
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
            continue;
        }
        for one in one_by_one(value) {
            let problem = match name {
                "AWS" => account(model, one),
                "Service" => service(one),
                _ => None,
            };
            if let Some((message, help)) = problem {
                let place = Place::new(path_below(&path, value, one), one.span);
                findings.report(place, message).help_if(help);
            }
        }
    }
}

type Problem = (String, Option<String>);

/// What is wrong with an account, user or role.
fn account(model: &Model<'_>, node: &Node) -> Option<Problem> {
    let digits = |text: &str| text.len() == 12 && text.bytes().all(|c| c.is_ascii_digit());
    let text = match &node.value {
        Value::String(text) => Some(text.as_ref()),
        // YAML reads an account without quotes as a number, and zeros at its front get lost.
        Value::Number(_) => {
            let text = model.text(node)?;
            let message = format!("{text} is no account: those have 12 digits");
            return (!digits(&text)).then(|| (message, Some("write it in quotes".to_owned())));
        }
        _ => None,
    };
    // What deleted users and roles turn into, and what begins like an account.
    let id = |text: &str| {
        text.len() >= 16
            && text
                .bytes()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    if text.is_some_and(|text| digits(text) || id(text))
        || node.as_call().and_then(|call| call.reference()) == Some("AWS::AccountId")
        || text.is_none() && begins_with_account(node)
    {
        return None;
    }
    if let Some(text) = text.filter(|text| is_misshapen(text)) {
        return Some((format!("\"{}\" is nobody's ARN", short(text)), None));
    }
    let no_arn = model.no_arn(node)?;
    let message = match text {
        Some(_) => format!("{} is no account and no ARN", no_arn.instead),
        None => format!("no account and no ARN can come of this: {}", no_arn.instead),
    };
    Some((message, no_arn.help))
}

/// Whether a whole ARN names neither an account nor somebody in one.
fn is_misshapen(text: &str) -> bool {
    if !text.starts_with("arn:") || text.contains(['*', '?', '$', '&', '{']) {
        return false;
    }
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [_, _, service, _, account, who] = parts.as_slice() else {
        return true;
    };
    let digits = account.len() == 12 && account.bytes().all(|c| c.is_ascii_digit());
    let named = ["user/", "role/", "assumed-role/", "federated-user/"];
    let somebody = *who == "root" || named.iter().any(|start| who.starts_with(start));
    !matches!(*service, "iam" | "sts") || !(digits || *account == "cloudfront") || !somebody
}

/// Whether a text that is put together can still be an account's number.
fn begins_with_account(node: &Node) -> bool {
    let Some(call) = node.as_call() else {
        return false;
    };
    let first = call.sub().and_then(|sub| sub.parts().into_iter().next());
    match first {
        Some(SubPart::Variable(variable)) => variable.name == "AWS::AccountId",
        Some(SubPart::Literal(text)) => text.bytes().all(|c| c.is_ascii_digit()),
        None => call.function == Function::Join,
    }
}

/// What is wrong with a service.
fn service(node: &Node) -> Option<Problem> {
    let text = node
        .as_str()
        .filter(|text| !text.contains(['*', '$', '&', '{']))?;
    if DOMAINS.iter().any(|domain| text.ends_with(domain)) {
        return None;
    }
    let first = text.split('.').next().unwrap_or(text);
    let message = format!("{} is no service", shown(node));
    Some((
        message,
        Some(format!("did you mean `{}.amazonaws.com`?", short(first))),
    ))
}
