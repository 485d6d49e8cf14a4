//! Acknowledgement that cannot be read.

use stackwright_template::Severity;

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "ACK101",
        family: Family::Acknowledgement,
        severity: Severity::Error,
        title: "acknowledgement that cannot be read",
        why: "what cannot be read acknowledges nothing, though somebody meant it to",
        fix: "write `Acknowledge` as an object of codes and reasons, or as a list of objects with `Code`, `Reason` and, perhaps, `Resources`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html",
        bad: r#"
Metadata:
  Stackwright:
    Acknowledge: TPL122
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Metadata:
  Stackwright:
    Acknowledge:
      - Code: TPL122
        Reason: the pipeline passes it to every stack
        Resources: [Owner]
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
    for malformed in &model.acknowledgements().malformed {
        findings
            .report(malformed.place.clone(), malformed.message.as_str())
            .help_if(malformed.help.clone());
    }
}
