//! Runtime with which no function can be created any more.

use crate::Place;
use crate::model::{Body, along};
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_facts::Runtime;
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH126",
        family: Family::Schema,
        severity: Severity::Error,
        title: "runtime with which no function can be created any more",
        why: "Lambda refuses new functions with the runtime",
        fix: "move to a runtime that is supported",
        link: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
        bad: r#"
Resources:
  Job:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        S3Bucket: code
        S3Key: job.zip
      Handler: job.handler
      Role: arn:aws:iam::123456789012:role/job
      Runtime: nodejs12.x
"#,
        good: r#"
Resources:
  Job:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        S3Bucket: code
        S3Key: job.zip
      Handler: job.handler
      Role: arn:aws:iam::123456789012:role/job
      Runtime: nodejs24.x
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for old in old_runtimes(model) {
        if let Some(since) = old.life.create_block.filter(|since| is_past(since)) {
            let message = format!(
                "no function can be created with `{}` since {since}",
                old.name
            );
            findings.report(old.place, message).help_if(old.help);
        }
    }
}

/// A runtime that Lambda does not support any more.
pub(super) struct OldRuntime {
    pub(super) place: Place,
    pub(super) name: String,
    pub(super) life: Runtime,
    pub(super) help: Option<String>,
}

/// Every runtime of a function that is out of support on the day of the facts.
pub(super) fn old_runtimes(model: &Model<'_>) -> Vec<OldRuntime> {
    let types = ["AWS::Lambda::Function", "AWS::Serverless::Function"];
    let mut found = Vec::new();
    let is_function = |resource: &&Body<'_>| {
        let of_type = resource.resource_type();
        of_type.is_some_and(|name| types.contains(&name))
    };
    let mut functions = model.bodies().iter().filter(is_function).peekable();
    if functions.peek().is_none() {
        return found;
    }
    let Ok(runtimes) = stackwright_facts::lambda_runtimes() else {
        return found;
    };
    for function in functions {
        for (path, node) in along(function, "Runtime") {
            let texts = model.every_text(node).unwrap_or_default();
            let lives = texts.iter().map(|text| Some((text, runtimes.get(text)?)));
            // One that is supported, or not known, is a way out.
            let Some(lives) = lives.collect::<Option<Vec<_>>>() else {
                continue;
            };
            if !lives
                .iter()
                .all(|(_, life)| life.deprecated.as_deref().is_some_and(is_past))
            {
                continue;
            }
            found.extend(lives.into_iter().map(|(name, life)| OldRuntime {
                place: Place::new(&path, node.span),
                name: name.clone(),
                help: life.successor.as_ref().map(|next| format!("use `{next}`")),
                life: life.clone(),
            }));
        }
    }
    found
}

/// Whether a day is not after that of the facts; both are year-month-day.
pub(super) fn is_past(day: &str) -> bool {
    day <= stackwright_facts::as_of()
}
