//! Function of a transform that is not declared.

use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Function;
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL119",
        family: Family::Template,
        severity: Severity::Error,
        title: "function of a transform that is not declared",
        why: "CloudFormation knows the function only with `AWS::LanguageExtensions`",
        fix: "add `Transform: AWS::LanguageExtensions`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html",
        bad: r#"
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Length [a, b]
"#,
        good: r#"
Transform: AWS::LanguageExtensions
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Length [a, b]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    if template.has_transform("AWS::LanguageExtensions") || model.is_rewritten() {
        return;
    }
    for (spot, call) in model.nodes().calls() {
        let name = call.function.name();
        let extended = match call.function {
            Function::Length | Function::ToJsonString => true,
            Function::FindInMap => call.find_in_map().is_some_and(|f| f.default.is_some()),
            _ => false,
        };
        if extended {
            let message = format!("`{name}` needs the transform `AWS::LanguageExtensions`");
            findings.report(spot.place(), message);
        }
    }
    for (spot, map) in model.nodes().function_maps() {
        for key in map.keys() {
            if key.as_str().starts_with("Fn::ForEach::") {
                findings.report(
                    Place::new(format_args!("{}/{}", spot.path(), key.as_str()), key.span),
                    "`Fn::ForEach` needs the transform `AWS::LanguageExtensions`",
                );
            }
        }
    }
}
