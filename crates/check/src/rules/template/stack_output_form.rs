//! `!GetStackOutput` around other short forms.

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::{Function, Node, Severity, Source, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL207",
        family: Family::Template,
        severity: Severity::Warning,
        title: "`!GetStackOutput` around another short form",
        why: "CloudFormation does not take its short form when other short forms stand inside",
        fix: "write the full name, `Fn::GetStackOutput:`, on a line of its own",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html",
        bad: r#"
Parameters:
  Network:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !GetStackOutput
        StackName: !Ref Network
        OutputName: Name
"#,
        good: r#"
Parameters:
  Network:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName:
        Fn::GetStackOutput:
          StackName: !Ref Network
          OutputName: Name
"#,
    },
    check,
};

/// Only the text of a file tells one form from the other.
fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let Some(source) = model.template().source() else {
        return;
    };
    for (spot, call) in model.nodes().calls() {
        if call.function != Function::GetStackOutput || !is_short(source, spot.node()) {
            continue;
        }
        if let Some(inner) = short_form_in(source, &call.argument) {
            let message = format!(
                "`!{}` stands inside `!{}`",
                inner.tag(),
                call.function.tag()
            );
            findings.report(spot.place(), message);
        }
    }
}

/// Whether a call is written with a tag.
fn is_short(source: &Source, node: &Node) -> bool {
    source
        .slice(node.span)
        .is_some_and(|text| text.starts_with('!'))
}

/// The first function inside a node that is written in its short form.
fn short_form_in(source: &Source, node: &Node) -> Option<Function> {
    match &node.value {
        Value::Call(call) if is_short(source, node) => Some(call.function),
        Value::Call(call) => short_form_in(source, &call.argument),
        Value::List(items) => items.iter().find_map(|item| short_form_in(source, item)),
        Value::Map(map) => map.values().find_map(|value| short_form_in(source, value)),
        _ => None,
    }
}
