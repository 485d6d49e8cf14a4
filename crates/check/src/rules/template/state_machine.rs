//! State machine that cannot run.

use stackwright_template::{Key, Node, Severity, Span, Template};

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL185",
        family: Family::Template,
        severity: Severity::Error,
        title: "state machine whose states do not lead to one another",
        why: "AWS Step Functions refuses the definition",
        fix: "name states that are there, and give each a `Next` or an `End`",
        link: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html",
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
            Seconds: 10
            Next: Finish
          Finished:
            Type: Succeed
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
            Next: Finished
          Finished:
            Type: Succeed
"#,
    },
    check,
};

const TYPES: [&str; 8] = [
    "Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map",
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for machine in model.resources_of("AWS::StepFunctions::StateMachine") {
        let path = format!("Resources/{}/Properties", machine.id());
        if let Some(definition) = machine.property("Definition") {
            let mut report = |way: &str, span, message: String| {
                findings.report(
                    Place::new(format_args!("{path}/Definition{way}"), span),
                    message,
                );
            };
            steps(definition, "", &mut report);
        }
        let Some(node) = machine.property("DefinitionString") else {
            continue;
        };
        // Variables stand in texts only, or it is no JSON before they are put in.
        let sub = node
            .as_call()
            .and_then(|call| call.sub())
            .map(|sub| sub.text);
        if let Some(text) = node.as_str().or(sub)
            && let Ok(definition) = Template::from_json(text)
        {
            let mut report = |way: &str, _, message: String| {
                let way = way.trim_start_matches('/');
                let message = format!("{message}, at `{way}` of the definition");
                findings.report(
                    Place::new(format_args!("{path}/DefinitionString"), node.span),
                    message,
                );
            };
            steps(&Node::from(definition.into_root()), "", &mut report);
        }
    }
}

/// Looks at a machine, or at one inside a state of another.
fn steps(machine: &Node, way: &str, report: &mut dyn FnMut(&str, Span, String)) {
    let Some(states) = machine.get("States").and_then(Node::as_map) else {
        return;
    };
    // What a macro or a loop puts in is not known.
    if states.keys().any(Key::is_macro) {
        return;
    }
    let leads = |way: &str, node: Option<&Node>, report: &mut dyn FnMut(&str, Span, String)| {
        if let Some(node) = node
            && let Some(name) = node.as_str().filter(|name| !name.contains("${"))
            && !states.contains_key(name)
        {
            report(
                way,
                node.span,
                format!("there is no state `{}`", short(name)),
            );
        }
    };
    match machine.get("StartAt") {
        Some(start) => leads(&format!("{way}/StartAt"), Some(start), report),
        None => report(way, machine.span, "the machine has no `StartAt`".to_owned()),
    }
    for (key, state) in states.iter().filter(|(_, state)| state.as_map().is_some()) {
        let name = short(key.as_str());
        let way = format!("{way}/States/{}", key.as_str());
        for next in ["Next", "Default"] {
            leads(&format!("{way}/{next}"), state.get(next), report);
        }
        for list in ["Choices", "Catch"] {
            let items = state.get(list).and_then(Node::as_list).unwrap_or_default();
            for (index, item) in items.iter().enumerate() {
                leads(
                    &format!("{way}/{list}/{index}/Next"),
                    item.get("Next"),
                    report,
                );
            }
        }
        let branches = state
            .get("Branches")
            .and_then(Node::as_list)
            .unwrap_or_default();
        for (index, branch) in branches.iter().enumerate() {
            steps(branch, &format!("{way}/Branches/{index}"), report);
        }
        for inner in ["Iterator", "ItemProcessor"] {
            if let Some(machine) = state.get(inner) {
                steps(machine, &format!("{way}/{inner}"), report);
            }
        }
        let kind = match state.get("Type").map(|kind| (kind, kind.as_str())) {
            Some((_, Some(kind))) if TYPES.contains(&kind) => kind,
            Some((node, Some(kind))) if !kind.contains("${") => {
                let message = format!("there is no state of the type `{}`", short(kind));
                report(&format!("{way}/Type"), node.span, message);
                continue;
            }
            None => {
                report(&way, key.span, format!("the state `{name}` has no `Type`"));
                continue;
            }
            _ => continue,
        };
        let (next, end) = (state.get("Next"), state.get("End"));
        let goes_on = !matches!(kind, "Choice" | "Succeed" | "Fail");
        let message = match (next, end) {
            (Some(_), Some(end)) if goes_on && end.as_bool() == Some(true) => {
                "both `Next` and `End`"
            }
            (None, None) if goes_on => "neither `Next` nor `End`",
            (None, Some(end)) if goes_on && end.as_bool() == Some(false) => {
                "neither `Next` nor `End`"
            }
            _ => continue,
        };
        report(&way, key.span, format!("the state `{name}` has {message}"));
    }
}
