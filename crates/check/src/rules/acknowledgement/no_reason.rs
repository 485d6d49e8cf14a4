//! Acknowledgement without a reason.

use stackwright_template::Severity;

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "ACK102",
        family: Family::Acknowledgement,
        severity: Severity::Error,
        title: "acknowledgement without a reason",
        why: "whoever reads it next cannot tell whether it still holds",
        fix: "say why it is meant to be so",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html",
        bad: r#"
Metadata:
  Stackwright:
    Acknowledge:
      TPL122: ''
Parameters:
  Owner:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Metadata:
  Stackwright:
    Acknowledge:
      TPL122: the pipeline passes it to every stack
Parameters:
  Owner:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let entries = model.acknowledgements().entries.iter();
    for entry in entries.filter(|entry| !entry.has_reason) {
        let message = format!("`{}` is acknowledged without a reason", short(entry.code));
        findings.report(entry.place.clone(), message);
    }
}
