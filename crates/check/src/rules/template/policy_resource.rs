//! Resource of a statement that is no ARN.

use crate::model::PolicyKind;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Node, SubPart, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL156",
        family: Family::Template,
        severity: Severity::Error,
        title: "resource of a statement that is no ARN",
        why: "IAM refuses the document",
        fix: "name the resource by its ARN, or write `*`",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
        bad: r#"
Resources:
  Bucket:
    Type: AWS::S3::Bucket
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: s3:ListBucket
            Resource: !Ref Bucket
"#,
        good: r#"
Resources:
  Bucket:
    Type: AWS::S3::Bucket
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: s3:ListBucket
            Resource: !GetAtt Bucket.Arn
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for policy in model.policies() {
        // The policies of APIs have a short form of ARNs; trust policies have no resources.
        if policy.kind == PolicyKind::Trust || policy.of_type == "AWS::ApiGateway::RestApi" {
            continue;
        }
        for statement in &policy.statements {
            for element in ["Resource", "NotResource"] {
                for node in statement.each(element) {
                    let place = || statement.place_of(node);
                    if let Some(no_arn) = model.no_arn(node) {
                        let message = match node.as_str() {
                            Some(_) => format!("{} is no ARN", no_arn.instead),
                            None => format!("no ARN can come of this: {}", no_arn.instead),
                        };
                        findings.report(place(), message).help_if(no_arn.help);
                    } else if let Some(text) = written(node)
                        && let Some(problem) = problem(&text)
                    {
                        findings.report(place(), problem);
                    }
                }
            }
        }
    }
}

/// The text of an ARN, as far as its colons are known: without wildcards and with no other
/// variables than those of which none is in them.
fn written(node: &Node) -> Option<String> {
    let text = match &node.value {
        Value::String(text) => text.to_string(),
        Value::Call(call) => {
            let parts = call.sub()?.parts();
            let parts = parts.iter().map(|part| match part {
                SubPart::Literal(text) => Some(*text),
                SubPart::Variable(variable) => match variable.name {
                    "AWS::Partition" => Some("aws"),
                    "AWS::Region" | "AWS::AccountId" | "AWS::StackName" => Some("x"),
                    _ => None,
                },
            });
            parts.collect::<Option<String>>()?
        }
        _ => return None,
    };
    (text.starts_with("arn:") && !text.contains(['*', '?', '$', '&', '{'])).then_some(text)
}

fn problem(arn: &str) -> Option<String> {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let partition = parts.get(1).copied().unwrap_or_default();
    if parts.len() < 6 {
        return Some(format!("\"{}\" has too few parts for an ARN", short(arn)));
    }
    (partition != "aws" && !partition.starts_with("aws-"))
        .then(|| format!("\"{}\" is in no partition of AWS", short(arn)))
}
