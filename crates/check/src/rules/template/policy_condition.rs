//! Condition of a statement that IAM does not know.

use crate::Place;
use crate::model::is_broken_call;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Key, Node, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL157",
        family: Family::Template,
        severity: Severity::Error,
        title: "condition of a statement that IAM does not know",
        why: "IAM refuses the document",
        fix: "give each operator an object of keys and values",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
        bad: r#"
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: s3:ListBucket
            Resource: '*'
            Condition:
              StringEqual:
                aws:PrincipalTag/team: web
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
            Action: s3:ListBucket
            Resource: '*'
            Condition:
              StringEquals:
                aws:PrincipalTag/team: web
              ForAnyValue:StringLikeIfExists:
                s3:prefix: [a/*, b/*]
"#,
    },
    check,
};

const OPERATORS: &[&str] = &[
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "BinaryEquals",
    "Bool",
    "DateEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateNotEquals",
    "IpAddress",
    "NotIpAddress",
    "Null",
    "NumericEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericNotEquals",
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotEquals",
    "StringNotEqualsIgnoreCase",
    "StringNotLike",
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for policy in model.policies() {
        for statement in &policy.statements {
            for node in statement.each("Condition") {
                let path = || statement.path_of(node);
                let Some(map) = node.as_map().filter(|_| !is_broken_call(node)) else {
                    if node.as_call().is_none() && node.value != Value::Null {
                        let message = format!("{} is no condition of a policy", shown(node));
                        findings.report(Place::new(path(), node.span), message);
                    }
                    continue;
                };
                for (key, keys) in map.iter().filter(|(key, _)| is_fixed(key)) {
                    let path = format!("{}/{}", path(), key.as_str());
                    operator(key, Place::new(&path, key.span), findings);
                    operands(keys, &path, findings);
                }
            }
        }
    }
}

fn operator(key: &Key, place: Place, findings: &mut Findings<'_>) {
    let name = key.as_str();
    let sets = ["ForAllValues:", "ForAnyValue:"];
    let bare = sets
        .iter()
        .find_map(|set| name.strip_prefix(set))
        .unwrap_or(name);
    let bare = bare.strip_suffix("IfExists").unwrap_or(bare);
    if !OPERATORS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(bare))
    {
        let nearest = stackwright_facts::nearest(bare, OPERATORS.iter().copied());
        findings
            .report(place, format!("there is no operator `{}`", short(name)))
            .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
    }
}

fn operands(node: &Node, path: &str, findings: &mut Findings<'_>) {
    let Some(keys) = node.as_map().filter(|_| !is_broken_call(node)) else {
        if node.as_call().is_none() {
            let message = format!("an operator takes an object of keys, not {}", shown(node));
            findings.report(Place::new(path, node.span), message);
        }
        return;
    };
    for (key, value) in keys.iter().filter(|(key, _)| is_fixed(key)) {
        let name = key.as_str();
        let place = Place::new(format_args!("{path}/{name}"), key.span);
        if !name.contains(':') {
            let message = format!("the condition key `{}` names no service", short(name));
            findings
                .report(place, message)
                .help("write `aws:Key` or `service:Key`");
        } else if value.as_map().is_some() && !is_broken_call(value) {
            let message = format!("`{}` is compared with an object", short(name));
            findings.report(place, message);
        }
    }
}

/// Whether a key is no macro, and holds nothing that is put in.
fn is_fixed(key: &Key) -> bool {
    !key.is_macro() && !key.as_str().contains(['$', '&', '{'])
}
