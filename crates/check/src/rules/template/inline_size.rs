//! Template that is too long to be passed inline.

use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::{Severity, Template};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL163",
        family: Family::Template,
        severity: Severity::Info,
        title: "template that is too long to be passed inline",
        why: "CloudFormation takes at most 51,200 bytes in the call itself",
        fix: "upload the template to S3 and pass its address, as the AWS CDK and `aws cloudformation deploy --s3-bucket` do",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
        bad: r#"
# ... 51200 bytes more
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
# ... 51000 bytes more
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let (bytes, inline) = (model.bytes(), Template::INLINE_BYTES);
    // What is too long for S3 as well has an error of its own.
    if bytes > inline && bytes <= Template::MAX_BYTES {
        let message = format!("the template has {bytes} bytes; only {inline} can be passed inline");
        findings.report(Place::whole(), message);
    }
}
