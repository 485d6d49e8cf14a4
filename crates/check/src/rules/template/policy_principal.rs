//! Principal where it does not belong, or none where it does.

use crate::Place;
use crate::model::{PolicyKind, is_no_value};
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL152",
        family: Family::Template,
        severity: Severity::Error,
        title: "principal where it does not belong, or none where it does",
        why: "IAM refuses the document",
        fix: "say who in policies of resources and roles, and nowhere else",
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
            Principal: '*'
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

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for policy in model.policies() {
        for statement in &policy.statements {
            let map = statement.map;
            if map.keys().any(|key| key.is_macro()) {
                continue;
            }
            let given = map
                .get_entry("Principal")
                .or_else(|| map.get_entry("NotPrincipal"));
            let place = |span| Place::new(&statement.path, span);
            match (policy.kind, given) {
                (PolicyKind::Identity, Some((key, node))) if !is_no_value(node) => {
                    let name = key.as_str();
                    findings.report(
                        place(key.span),
                        format!("the policy is of a principal already, and has a `{name}`"),
                    );
                }
                (PolicyKind::Trust | PolicyKind::Resource, None) => {
                    let message = "the statement does not say who: it has no `Principal`";
                    findings.report(place(statement.node.span), message);
                }
                _ => {}
            }
        }
    }
}
