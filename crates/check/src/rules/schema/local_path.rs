//! Path to a file that has to be uploaded first.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::{What, short};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH132",
        family: Family::Schema,
        severity: Severity::Warning,
        title: "path to a file that has to be uploaded first",
        why: "CloudFormation knows nothing of the files beside a template; `aws cloudformation package` uploads them, and writes another template that names where they are",
        fix: "deploy what `aws cloudformation package` or `sam build` makes of the template",
        link: "https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html",
        bad: r#"
Parameters:
  Role:
    Type: String
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: main.handler
      Runtime: python3.13
      Role: !Ref Role
      Code: ./worker
"#,
        good: r#"
Parameters:
  Role:
    Type: String
  Bucket:
    Type: String
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: main.handler
      Runtime: python3.13
      Role: !Ref Role
      Code:
        S3Bucket: !Ref Bucket
        S3Key: worker.zip
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    tell(model, findings, |what| match what {
        What::LocalPath { path } => Some(format!(
            "\"{}\" is a path, not a place in a bucket",
            short(path)
        )),
        _ => None,
    });
}
