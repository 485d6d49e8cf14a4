//! Runtime that is not supported any more.

use super::runtime_blocked::{is_past, old_runtimes};
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH127",
        family: Family::Schema,
        severity: Severity::Warning,
        title: "runtime that is not supported any more",
        why: "it gets no fixes, and from a day on no function can be created or changed",
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
      Runtime: python3.8
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
      Runtime: python3.14
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for old in old_runtimes(model) {
        let blocked = old.life.create_block.as_deref();
        let Some(since) = old
            .life
            .deprecated
            .filter(|_| !blocked.is_some_and(is_past))
        else {
            continue;
        };
        let mut message = format!("`{}` is not supported since {since}", old.name);
        if let Some(until) = blocked {
            message.push_str(&format!(
                "; from {until} on no function can be created with it"
            ));
        }
        findings.report(old.place, message).help_if(old.help);
    }
}
