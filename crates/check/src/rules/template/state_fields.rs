//! State with fields that its type does not have, or without those that it needs.

use stackwright_template::{Node, Severity, Span};

use super::state_machine::definitions;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL205",
        family: Family::Template,
        severity: Severity::Error,
        title: "state of a machine with the wrong fields",
        why: "AWS Step Functions refuses the definition",
        fix: "give the state the fields of its type, in the language that the machine is written in",
        link: "https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html",
        bad: r#"
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/machine
      Definition:
        StartAt: Wait
        States:
          Wait:
            Type: Wait
            End: true
"#,
        good: r#"
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/machine
      Definition:
        StartAt: Wait
        States:
          Wait:
            Type: Wait
            Seconds: 10
            End: true
"#,
    },
    check,
};

/// Fields that states of any type have.
const COMMON: [&str; 3] = ["Type", "Comment", "QueryLanguage"];

/// Fields of states that lead on.
const ONWARD: [&str; 6] = ["Next", "End", "InputPath", "OutputPath", "Output", "Assign"];

/// Fields that only the language JSONPath has.
const OF_PATHS: [&str; 14] = [
    "InputPath",
    "OutputPath",
    "ResultPath",
    "ResultSelector",
    "Parameters",
    "ItemsPath",
    "SecondsPath",
    "TimestampPath",
    "TimeoutSecondsPath",
    "HeartbeatSecondsPath",
    "MaxConcurrencyPath",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentagePath",
    "Result",
];

/// The other fields of a type, and groups of which the state must have one.
fn fields(kind: &str) -> Option<(&'static [&'static str], &'static [&'static [&'static str]])> {
    Some(match kind {
        "Task" => (
            &[
                "Resource",
                "Parameters",
                "Arguments",
                "Credentials",
                "ResultPath",
                "ResultSelector",
                "Retry",
                "Catch",
                "TimeoutSeconds",
                "TimeoutSecondsPath",
                "HeartbeatSeconds",
                "HeartbeatSecondsPath",
            ],
            &[&["Resource"]],
        ),
        "Pass" => (&["Result", "ResultPath", "Parameters"], &[]),
        "Choice" => (&["Choices", "Default"], &[&["Choices"]]),
        "Wait" => (
            &["Seconds", "Timestamp", "SecondsPath", "TimestampPath"],
            &[&["Seconds", "Timestamp", "SecondsPath", "TimestampPath"]],
        ),
        "Succeed" => (&[], &[]),
        "Fail" => (&["Error", "Cause", "ErrorPath", "CausePath"], &[]),
        "Parallel" => (
            &[
                "Branches",
                "Parameters",
                "Arguments",
                "ResultPath",
                "ResultSelector",
                "Retry",
                "Catch",
            ],
            &[&["Branches"]],
        ),
        "Map" => (
            &[
                "Iterator",
                "ItemProcessor",
                "ItemReader",
                "ItemBatcher",
                "ItemSelector",
                "Items",
                "ItemsPath",
                "Label",
                "MaxConcurrency",
                "MaxConcurrencyPath",
                "Parameters",
                "ResultPath",
                "ResultSelector",
                "ResultWriter",
                "Retry",
                "Catch",
                "ToleratedFailureCount",
                "ToleratedFailureCountPath",
                "ToleratedFailurePercentage",
                "ToleratedFailurePercentagePath",
            ],
            &[&["ItemProcessor", "Iterator"]],
        ),
        _ => return None,
    })
}

/// Whether states of a type have a field that many have.
fn has_onward(kind: &str, field: &str) -> bool {
    match kind {
        "Fail" => false,
        "Succeed" => !matches!(field, "Next" | "End" | "Assign"),
        "Choice" => !matches!(field, "Next" | "End"),
        _ => true,
    }
}

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for definition in definitions(model) {
        if let Some(machine) = &definition.machine {
            states(machine, "", false, &mut |way, span, message| {
                definition.report(way, span, message, findings);
            });
        }
    }
}

/// Looks at the states of a machine, or of one inside a state of another.
fn states(machine: &Node, way: &str, jsonata: bool, report: &mut dyn FnMut(&str, Span, String)) {
    let jsonata = is_jsonata(machine).unwrap_or(jsonata);
    let Some(all) = machine.get("States").and_then(Node::as_map) else {
        return;
    };
    for (key, state) in all.iter() {
        let way = format!("{way}/States/{}", key.as_str());
        let jsonata = is_jsonata(state).unwrap_or(jsonata);
        one(key.as_str(), state, &way, jsonata, report);
        let branches = state.get("Branches").and_then(Node::as_list);
        for (index, branch) in branches.unwrap_or_default().iter().enumerate() {
            states(branch, &format!("{way}/Branches/{index}"), jsonata, report);
        }
        for inner in ["Iterator", "ItemProcessor"] {
            if let Some(machine) = state.get(inner) {
                states(machine, &format!("{way}/{inner}"), jsonata, report);
            }
        }
    }
}

fn is_jsonata(node: &Node) -> Option<bool> {
    Some(node.get("QueryLanguage")?.as_str()? == "JSONata")
}

fn one(
    name: &str,
    state: &Node,
    way: &str,
    jsonata: bool,
    report: &mut dyn FnMut(&str, Span, String),
) {
    let name = short(name);
    let (Some(kind), Some(map)) = (state.get("Type").and_then(Node::as_str), state.as_map()) else {
        return;
    };
    let Some((own, needed)) = fields(kind) else {
        return;
    };
    if map.keys().any(|key| key.is_macro()) {
        return;
    }
    for (key, value) in map.iter() {
        let field = key.as_str();
        let way = format!("{way}/{field}");
        let onward = ONWARD.contains(&field) && has_onward(kind, field);
        if !COMMON.contains(&field) && !own.contains(&field) && !onward {
            let message = format!(
                "the state `{name}` of the type `{kind}` has `{}`",
                short(field)
            );
            report(&way, key.span, message);
        } else if jsonata && OF_PATHS.contains(&field) {
            let message = format!("the state `{name}` has `{field}`, and is written in JSONata");
            report(&way, key.span, message);
        } else if matches!(field, "InputPath" | "OutputPath" | "ResultPath")
            && let Some(path) = value.as_str()
            && !path.starts_with('$')
        {
            report(&way, value.span, format!("\"{}\" is no path", short(path)));
        }
    }
    for group in needed {
        if !group.iter().any(|field| map.contains_key(field)) {
            let first = group.first().copied().unwrap_or_default();
            report(
                way,
                state.span,
                format!("the state `{name}` has no `{first}`"),
            );
        }
    }
    for list in ["Retry", "Catch"] {
        let items = map.get(list).and_then(Node::as_list).unwrap_or_default();
        for (index, item) in items.iter().enumerate() {
            if item.as_map().is_some() && item.get("ErrorEquals").is_none() {
                let way = format!("{way}/{list}/{index}");
                report(
                    &way,
                    item.span,
                    format!("`{list}` of `{name}` has no `ErrorEquals`"),
                );
            }
        }
    }
}
