//! Dynamic reference of the wrong shape.

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL131",
        family: Family::Template,
        severity: Severity::Error,
        title: "dynamic reference of the wrong shape",
        why: "CloudFormation cannot resolve it",
        fix: "write it as `{{resolve:ssm:name}}` or `{{resolve:secretsmanager:id:SecretString:key}}`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{resolve:smm:/name}}'
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{resolve:ssm:/name:1}}'
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for (spot, text) in model.nodes().braced_texts() {
        for found in text.split("{{resolve:").skip(1) {
            // Without its end it is text like any other.
            let Some((inner, _)) = found.split_once("}}") else {
                continue;
            };
            if let Some(problem) = problem(inner)
                && !matches!(spot.section(), "Metadata" | "Parameters")
            {
                let message = format!("in `{{{{resolve:{}}}}}` {problem}", short(inner));
                findings.report(spot.place(), message);
            }
        }
    }
}

fn problem(inner: &str) -> Option<&'static str> {
    // Variables of `Fn::Sub` may be any of the parts.
    if inner.contains("${") {
        return None;
    }
    let (service, rest) = inner.split_once(':').unwrap_or((inner, ""));
    match service {
        "ssm" | "ssm-secure" => {
            let (name, version) = match rest.starts_with("arn:") {
                true => (rest, None),
                false => match rest.split_once(':') {
                    Some((name, version)) => (name, Some(version)),
                    None => (rest, None),
                },
            };
            if name.is_empty() {
                return Some("there is no name of a parameter");
            }
            let digits = |version: &str| version.bytes().all(|b| b.is_ascii_digit());
            (!version.is_none_or(digits)).then_some("the version is no number")
        }
        "secretsmanager" => {
            let after = match rest.starts_with("arn:") {
                true => rest.splitn(8, ':').nth(7),
                false => rest.split_once(':').map(|(_, after)| after),
            };
            if rest.is_empty() {
                return Some("there is no name of a secret");
            }
            let kind = after.map(|after| after.split(':').next().unwrap_or_default());
            (!matches!(kind, None | Some("" | "SecretString")))
                .then_some("`SecretString` is expected behind the name")
        }
        _ => Some("the service is none of `ssm`, `ssm-secure` and `secretsmanager`"),
    }
}
