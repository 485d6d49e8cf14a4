//! Pseudo parameter that is written as a text.

use stackwright_template::{Segment, Severity};

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model, PSEUDO_PARAMETERS};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL194",
        family: Family::Template,
        severity: Severity::Warning,
        title: "pseudo parameter that is written as a text",
        why: "it stays a text: CloudFormation puts nothing in",
        fix: "refer to it, as `!Ref AWS::Region`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: AWS::StackName
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Ref AWS::StackName
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let texts = model.nodes().texts();
    for (spot, text) in texts.filter(|(_, text)| PSEUDO_PARAMETERS.contains(text)) {
        // What a function is called with has rules of its own.
        if let [
            Segment::Key("Resources"),
            _,
            Segment::Key("Properties"),
            ..,
            Segment::Key(last),
        ] = spot.path().segments()
            && !matches!(*last, "Ref" | "Fn::Sub" | "Fn::GetAtt")
        {
            let message = format!("`{text}` is nothing but a text here");
            findings.report(spot.place(), message);
        }
    }
}
