//! Policy document of the wrong shape.

use crate::Place;
use crate::model::{Policy, PolicyKind, Statement, is_no_value, path_below};
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::{Node, Severity, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL150",
        family: Family::Template,
        severity: Severity::Error,
        title: "policy document of the wrong shape",
        why: "IAM refuses the document",
        fix: "give each statement an effect, actions and, where they belong, resources",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html",
        bad: r#"
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: allow
            Action: s3:GetObject
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
            Action: s3:GetObject
            Resource: '*'
"#,
    },
    check,
};

const KNOWN: &[&str] = &[
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/// Types of policies that name the resource that they belong to.
const NAMING: [&str; 3] = [
    "AWS::S3::BucketPolicy",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for policy in model.policies() {
        let Some(document) = policy.node.as_map() else {
            continue;
        };
        let at = |name: &str, span| Place::new(format_args!("{}/{name}", policy.path), span);
        for (key, _) in document.iter().filter(|(key, _)| !key.is_macro()) {
            let name = key.as_str();
            if !matches!(name, "Version" | "Id" | "Statement") && !name.starts_with("Fn::") {
                let message = format!("policy documents have no element `{}`", short(name));
                findings.report(at(name, key.span), message);
            }
        }
        if let Some(version) = document.get("Version")
            && let Some(text) = version.as_str()
            && !matches!(text, "2012-10-17" | "2008-10-17")
            && !text.contains("${")
        {
            findings
                .report(
                    at("Version", version.span),
                    format!("\"{}\" is no version of policies", short(text)),
                )
                .help("write `2012-10-17`");
        }
        if document.get("Statement").is_none() && !document.keys().any(|key| key.is_macro()) {
            let place = Place::new(&policy.path, policy.node.span);
            findings.report(place, "the policy document has no `Statement`");
        }
        if let Some(statement) = document.get("Statement") {
            check_is_statement(policy, statement, findings);
        }
        for statement in &policy.statements {
            check_texts(statement, findings);
            check_statement(policy, statement, findings);
        }
    }
}

fn check_statement(policy: &Policy<'_>, statement: &Statement<'_>, findings: &mut Findings<'_>) {
    let map = statement.map;
    if map.keys().any(|key| key.is_macro()) {
        return;
    }
    let whole = || Place::new(&statement.path, statement.node.span);
    for (key, _) in map.iter() {
        let name = key.as_str();
        if !KNOWN.contains(&name) {
            let nearest = stackwright_facts::nearest(name, KNOWN.iter().copied());
            let place = Place::new(format_args!("{}/{name}", statement.path), key.span);
            findings
                .report(
                    place,
                    format!("statements have no element `{}`", short(name)),
                )
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
        }
    }
    match map.get("Effect") {
        None => {
            findings.report(whole(), "the statement has no `Effect`");
        }
        Some(effect) => {
            let text = effect.as_str();
            let wrong =
                text.is_some_and(|text| !matches!(text, "Allow" | "Deny") && !text.contains("${"));
            if wrong || text.is_none() && effect.as_call().is_none() {
                let place = Place::new(format_args!("{}/Effect", statement.path), effect.span);
                findings
                    .report(place, format!("{} is no effect", shown(effect)))
                    .help("write `Allow` or `Deny`");
            }
        }
    }
    // An element may be taken away by a condition; only what is not written at all is missing.
    let is = |name: &str| map.contains_key(name);
    let mut pair = |name: &str, not: &str, needed: bool| {
        if needed && !is(name) && !is(not) {
            findings.report(whole(), format!("the statement has no `{name}`"));
        } else if [name, not]
            .iter()
            .all(|n| map.get(n).is_some_and(|v| v.as_call().is_none()))
        {
            let message = format!("the statement has both `{name}` and `{not}`");
            findings.report(whole(), message);
        }
    };
    pair("Action", "NotAction", true);
    // Key policies and the like may leave out what they belong to.
    let needed = policy.kind == PolicyKind::Identity || NAMING.contains(&policy.of_type);
    pair("Resource", "NotResource", needed);
    if policy.kind == PolicyKind::Trust && (is("Resource") || is("NotResource")) {
        let message = "the statement says who may become the role, and has a `Resource`";
        findings
            .report(whole(), message)
            .help("take the resource out");
    }
}

/// A statement is a map; a text in its place is not looked at as one.
fn check_is_statement(policy: &Policy<'_>, node: &Node, findings: &mut Findings<'_>) {
    let place = || Place::new(path_below(&policy.path, policy.node, node), node.span);
    match &node.value {
        Value::List(items) if items.is_empty() => {
            findings.report(place(), "the policy document has no statement");
        }
        Value::List(items) => {
            for item in items {
                check_is_statement(policy, item, findings);
            }
        }
        Value::Map(_) | Value::Call(_) => {}
        _ => {
            let message = format!("{} is no statement", shown(node));
            findings.report(place(), message);
        }
    }
}

/// What actions, resources and principals are named by is a text, or a list of texts, and there is
/// one at least.
fn check_texts(statement: &Statement<'_>, findings: &mut Findings<'_>) {
    for (key, node) in statement.map.iter() {
        let name = key.as_str();
        match name {
            "Action" | "NotAction" | "Resource" | "NotResource" => {
                check_named(name, statement, node, findings);
            }
            "Principal" | "NotPrincipal" => check_principals(name, statement, node, findings),
            _ => {}
        }
    }
}

/// What an element names that has principals by their kinds, in every branch.
fn check_principals(
    name: &str,
    statement: &Statement<'_>,
    node: &Node,
    findings: &mut Findings<'_>,
) {
    if let Some(if_) = node.as_call().and_then(|call| call.if_()) {
        check_principals(name, statement, if_.then, findings);
        check_principals(name, statement, if_.otherwise, findings);
        return;
    }
    let Some(kinds) = node.as_map() else {
        check_named(name, statement, node, findings);
        return;
    };
    if kinds.is_empty() {
        report_empty(name, statement, node, findings);
    }
    for (kind, node) in kinds.iter() {
        let name = format!("{name}/{}", kind.as_str());
        check_named(&name, statement, node, findings);
    }
}

/// What one element names, in every branch. An element that is taken away is another matter.
fn check_named(name: &str, statement: &Statement<'_>, node: &Node, findings: &mut Findings<'_>) {
    if let Some(if_) = node.as_call().and_then(|call| call.if_()) {
        check_named(name, statement, if_.then, findings);
        check_named(name, statement, if_.otherwise, findings);
        return;
    }
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    if node.as_list().is_some() && items.iter().all(is_nothing) {
        report_empty(name, statement, node, findings);
    } else if let Some(map) = items.iter().find(|item| item.as_map().is_some()) {
        let message = format!("{} stands where a text is wanted", shown(map));
        findings.report(Place::new(statement.path_of(node), map.span), message);
    }
}

/// Whether an item of a list is taken away in every case.
fn is_nothing(node: &Node) -> bool {
    match node.as_call().and_then(|call| call.if_()) {
        Some(if_) => is_nothing(if_.then) && is_nothing(if_.otherwise),
        None => is_no_value(node),
    }
}

fn report_empty(name: &str, statement: &Statement<'_>, node: &Node, findings: &mut Findings<'_>) {
    findings
        .report(
            statement.place_of(node),
            format!("the `{name}` of the statement names nothing"),
        )
        .help("name at least one, or take the statement out");
}
