//! Pseudo parameter that is written as a text.

use stackwright_template::{Segment, Severity, Walk};

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model, PSEUDO_PARAMETERS, Place};

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
    model.template().walk(|path, node| {
        // What a function is called with has rules of its own.
        let value = matches!(
            path.segments(),
            [Segment::Key("Resources"), _, Segment::Key("Properties"), .., Segment::Key(last)]
                if !matches!(*last, "Ref" | "Fn::Sub" | "Fn::GetAtt")
        );
        if let Some(name) = node
            .as_str()
            .filter(|text| value && PSEUDO_PARAMETERS.contains(text))
        {
            let message = format!("`{name}` is nothing but a text here");
            findings.report(Place::new(path, node.span), message);
        }
        Walk::Into
    });
}
