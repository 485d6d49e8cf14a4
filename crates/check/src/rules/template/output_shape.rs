//! Output of the wrong shape.

use crate::Place;
use crate::model::is_no_value;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Assumption, Declaration, Family, Findings, Kind, Model};
use stackwright_template::{Node, Output, Severity, Value};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL126",
        family: Family::Template,
        severity: Severity::Error,
        title: "output of the wrong shape",
        why: "CloudFormation refuses the template",
        fix: "give the output a `Value` that is a string, and attributes that exist",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Arn:
    Description: the topic
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Arn:
    Value: !Ref Topic
"#,
    },
    check,
};

const KNOWN: &[&str] = &["Value", "Description", "Export", "Condition"];

/// How many bytes the description of an output can have.
const DESCRIPTION: usize = 1024;

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for output in model.template().outputs() {
        let Some(map) = output.node().as_map() else {
            continue;
        };
        let id = output.id();
        let at = |name: &str, span| Place::new(format_args!("Outputs/{id}/{name}"), span);
        for (key, node) in map.iter().filter(|(key, _)| !key.is_macro()) {
            let name = key.as_str();
            if !KNOWN.contains(&name) {
                let nearest = stackwright_facts::nearest(name, KNOWN.iter().copied());
                findings
                    .report(
                        at(name, key.span),
                        format!("outputs have no attribute `{}`", short(name)),
                    )
                    .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
            } else if name == "Description"
                && let Some(bytes) = node.as_str().map(str::len).filter(|b| *b > DESCRIPTION)
            {
                let message =
                    format!("the description has {bytes} bytes, where {DESCRIPTION} are taken");
                findings
                    .report(at(name, node.span), message)
                    .help("say it in fewer words");
            } else if matches!(name, "Description" | "Condition")
                && !matches!(node.value, Value::String(_) | Value::Null)
                // Of functions it is said that they cannot stand there.
                && !(name == "Condition" && node.as_call().is_some())
            {
                let message = format!("`{name}` of an output is a string, not {}", shown(node));
                findings.report(at(name, node.span), message);
            } else if name == "Export" && node.get("Name").is_none_or(is_no_value) {
                let message = format!("the export of `{}` has no name", short(id));
                findings
                    .report(at(name, node.span), message)
                    .help("give it a `Name`");
            }
        }
        if let Some(name) = map.get("Export").and_then(|export| export.get("Name"))
            && matches!(model.kind(name), Kind::List | Kind::Object)
        {
            let message = format!("the name of the export of `{}` is no string", short(id));
            findings.report(at("Export/Name", name.span), message);
        }
        match output.value() {
            None if map.keys().any(|key| key.is_macro()) => {}
            None => {
                let place = Place::new(format_args!("Outputs/{id}"), output.span());
                findings.report(place, format!("the output `{}` has no value", short(id)));
            }
            Some(value) if is_no_value(value) => {
                let message = format!("the output `{}` has no value", short(id));
                findings.report(at("Value", value.span), message);
            }
            Some(value) if comes_to_nothing(model, output, value) => {
                let message = format!("the output `{}` can come to no value", short(id));
                findings
                    .report(at("Value", value.span), message)
                    .help("give the output a `Condition` instead, under which it is there");
            }
            Some(value) => {
                let kind = match model.kind(value) {
                    Kind::List => "a list",
                    Kind::Object => "an object",
                    _ => continue,
                };
                findings
                    .report(
                        at("Value", value.span),
                        format!("the value of the output `{}` is {kind}", short(id)),
                    )
                    .help("put the items together with `Fn::Join`");
            }
        }
    }
}

/// Whether a branch of `Fn::If` that can be taken while the output is there gives no value.
fn comes_to_nothing(model: &Model<'_>, output: Output<'_>, value: &Node) -> bool {
    let condition = |name| Assumption { name, holds: true };
    let assumed: Vec<Assumption<'_>> = output.condition().map(condition).into_iter().collect();
    model.values(value, &assumed).absent
}
