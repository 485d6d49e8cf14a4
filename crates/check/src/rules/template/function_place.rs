//! Function where it cannot stand.

use crate::model::Spot;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Call, Function, Segment};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL117",
        family: Family::Template,
        severity: Severity::Error,
        title: "function where it cannot stand",
        why: "CloudFormation evaluates only some functions there",
        fix: "use a function that can stand there, or move the value",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html",
        bad: r#"
Conditions:
  Named: !Equals [!GetAtt Topic.TopicName, a]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !If [Named, a, b]
"#,
        good: r#"
Conditions:
  Named: !Equals [!Ref AWS::Region, a]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !If [Named, a, b]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for (spot, call) in model.nodes().calls() {
        let name = call.function.name();
        let message = match spot.section() {
            "Rules" if call.function == Function::If => Some(format!(
                "`{name}` can stand in `Resources` and `Outputs` only"
            )),
            "Conditions" | "Rules" => outside(call, model),
            "Resources" | "Outputs" => match call.function {
                Function::And | Function::Or | Function::Not | Function::Equals => Some(format!(
                    "`{name}` can stand in `Conditions` and `Rules` only"
                )),
                Function::Contains
                | Function::EachMemberEquals
                | Function::EachMemberIn
                | Function::RefAll
                | Function::ValueOf
                | Function::ValueOfAll => Some(format!("`{name}` can stand in `Rules` only")),
                _ if is_condition_name(spot) => {
                    Some(format!("the name of a condition is expected, not `{name}`"))
                }
                _ if is_export_name(spot) => in_export_name(call, model),
                _ => None,
            },
            _ => None,
        };
        if let Some(message) = message {
            findings.report(spot.place(), message);
        }
    }
}

/// Whether a function stands where a resource or an output names its condition.
fn is_condition_name(spot: Spot<'_, '_>) -> bool {
    if spot.step() != Segment::Key("Condition") {
        return false;
    }
    let path = spot.path();
    let mut within = path.segments().get(1..).unwrap_or_default();
    // What a loop repeats is the third part of it.
    while let [Segment::Key(name), Segment::Index(2), inner @ ..] = within
        && name.starts_with("Fn::ForEach::")
    {
        within = inner;
    }
    matches!(within, [_, Segment::Key("Condition")])
}

/// Whether a function is a part of the name of an export: where it is made, or where it is imported.
fn is_export_name(spot: Spot<'_, '_>) -> bool {
    let import = Segment::Key(Function::ImportValue.name());
    // The last step of a function's path leads to it, not into it.
    let mut around = Some(spot);
    while let Some(spot) = around {
        if spot.step() == import {
            return true;
        }
        around = spot.parent();
    }
    spot.section() == "Outputs"
        && matches!(
            spot.path().segments(),
            [_, _, Segment::Key("Export"), Segment::Key("Name"), ..]
        )
}

/// Names of exports must not depend on resources, on what other stacks export, nor on zones; on
/// outputs that are not exported they may, for all that is known.
fn in_export_name(call: &Call, model: &Model<'_>) -> Option<String> {
    match call.function {
        Function::GetAZs => Some(format!("`{}` cannot stand here", call.function.name())),
        Function::GetStackOutput => None,
        _ => outside(call, model),
    }
}

/// What is evaluated before there are resources cannot ask for one, or for another stack's output.
fn outside(call: &Call, model: &Model<'_>) -> Option<String> {
    let name = call.function.name();
    if matches!(
        call.function,
        Function::GetAtt | Function::GetStackOutput | Function::ImportValue
    ) {
        return Some(format!("`{name}` cannot stand here"));
    }
    let is_resource = |name: &str| model.template().resource(name).is_some();
    let resource = match call.function {
        Function::Ref => call.reference().filter(|name| is_resource(name)),
        Function::Sub => {
            let sub = call.sub()?;
            let own = |name: &str| sub.variables.is_some_and(|own| own.contains_key(name));
            let mut targets = sub
                .references()
                .filter(|v| !own(v.name))
                .map(|v| v.target());
            targets.find(|name| is_resource(name))
        }
        _ => None,
    };
    resource.map(|resource| format!("`{name}` cannot refer to the resource `{resource}` here"))
}
