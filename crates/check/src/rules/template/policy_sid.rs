//! Statement id that IAM does not take.

use crate::Place;
use crate::model::PolicyKind;
use crate::rule::BuiltIn;
use crate::schema::shown;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL158",
        family: Family::Template,
        severity: Severity::Error,
        title: "statement id that IAM does not take",
        why: "IAM refuses the document",
        fix: "give each statement an id of its own, of letters and digits, or none",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html",
        bad: r#"
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: ReadOnly
            Effect: Allow
            Action: s3:GetObject
            Resource: '*'
          - Sid: ReadOnly
            Effect: Allow
            Action: s3:ListBucket
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
          - Sid: ReadObjects
            Effect: Allow
            Action: s3:GetObject
            Resource: '*'
          - Sid: ReadBuckets
            Effect: Allow
            Action: s3:ListBucket
            Resource: '*'
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for policy in model.policies() {
        // Services are more lenient with the policies of their resources.
        if policy.kind == PolicyKind::Resource {
            continue;
        }
        let mut seen = HashSet::default();
        for statement in &policy.statements {
            let sid = statement.map.get("Sid");
            let Some((node, text)) = sid.and_then(|node| Some((node, node.as_str()?))) else {
                continue;
            };
            if text.contains(['$', '&', '{']) {
                continue;
            }
            let place = Place::new(format_args!("{}/Sid", statement.path), node.span);
            // Of the branches of a condition only one is there.
            let certain = !statement.path.contains("/Fn::If/");
            if !text.bytes().all(|c| c.is_ascii_alphanumeric()) {
                let message = format!("the id {} has more than letters and digits", shown(node));
                findings.report(place, message);
            } else if certain && !seen.insert(text) {
                findings.report(place, format!("there is another statement {}", shown(node)));
            }
        }
    }
}
