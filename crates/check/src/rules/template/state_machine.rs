//! State machine that cannot run.

use std::borrow::Cow;
use std::collections::HashSet;

use stackwright_template::{Key, Map, Node, Severity, Span, Template};

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

/// The types of states.
const TYPES: [&str; 8] = [
    "Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map",
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for definition in definitions(model) {
        match &definition.machine {
            Some(machine) => steps(machine, "", &mut |way, span, message| {
                definition.report(way, span, message, findings);
            }),
            None => {
                let place = Place::new(&definition.path, definition.span);
                findings.report(place, "the definition is no JSON");
            }
        }
    }
}

/// What defines a machine.
pub(super) struct Definition<'a> {
    path: String,
    span: Span,
    is_text: bool,
    /// Nothing where a text is no JSON.
    pub(super) machine: Option<Cow<'a, Node>>,
}

impl Definition<'_> {
    pub(super) fn report(
        &self,
        way: &str,
        span: Span,
        message: String,
        findings: &mut Findings<'_>,
    ) {
        if self.is_text {
            let way = way.trim_start_matches('/');
            let message = match way {
                "" => message,
                way => format!("{message}, at `{way}` of the definition"),
            };
            findings.report(Place::new(&self.path, self.span), message);
        } else {
            findings.report(
                Place::new(format_args!("{}{way}", self.path), span),
                message,
            );
        }
    }
}

/// Every definition of a machine that can be read.
pub(super) fn definitions<'a>(model: &Model<'a>) -> Vec<Definition<'a>> {
    let mut found = Vec::new();
    for machine in model.resources_of("AWS::StepFunctions::StateMachine") {
        let path = format!("Resources/{}/Properties", machine.id());
        if let Some(definition) = machine.property("Definition") {
            found.push(Definition {
                path: format!("{path}/Definition"),
                span: definition.span,
                is_text: false,
                machine: Some(Cow::Borrowed(definition)),
            });
        }
        let Some(node) = machine.property("DefinitionString") else {
            continue;
        };
        // Variables stand in texts only, or it is no JSON before they are put in.
        let sub = node
            .as_call()
            .and_then(|call| call.sub())
            .map(|sub| sub.text);
        let Some(text) = node.as_str().or(sub) else {
            continue;
        };
        let read = Template::from_json(text).ok();
        if read.is_some() || !text.contains("${") && !text.contains("{{resolve:") {
            found.push(Definition {
                path: format!("{path}/DefinitionString"),
                span: node.span,
                is_text: true,
                machine: read.map(|read| Cow::Owned(Node::from(read.into_root()))),
            });
        }
    }
    found
}

/// Looks at a machine, or at one inside a state of another.
fn steps(machine: &Node, way: &str, report: &mut dyn FnMut(&str, Span, String)) {
    let Some(states) = machine.get("States").and_then(Node::as_map) else {
        let written = machine.get("States").is_some();
        let made = machine
            .as_map()
            .is_none_or(|map| map.keys().any(Key::is_macro));
        if !written && !made {
            report(way, machine.span, "the machine has no `States`".to_owned());
        }
        return;
    };
    // What a macro or a loop puts in is not known.
    if states.keys().any(Key::is_macro) {
        return;
    }
    if machine.get("StartAt").is_none() {
        report(way, machine.span, "the machine has no `StartAt`".to_owned());
    }
    let targets = targets(machine, states, way);
    for (way, node) in &targets {
        if let Some(name) = node.as_str().filter(|name| !is_open(name))
            && !states.contains_key(name)
        {
            report(
                way,
                node.span,
                format!("there is no state `{}`", short(name)),
            );
        }
    }
    for (key, state) in states.iter().filter(|(_, state)| state.as_map().is_some()) {
        let name = short(key.as_str());
        let way = format!("{way}/States/{}", key.as_str());
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
    // A variable may stand for any of them.
    if targets
        .iter()
        .any(|(_, node)| node.as_str().is_none_or(is_open))
        || targets.is_empty()
    {
        return;
    }
    let reached: HashSet<&str> = targets
        .iter()
        .filter_map(|(_, node)| node.as_str())
        .collect();
    for key in states.keys().filter(|key| !reached.contains(key.as_str())) {
        let way = format!("{way}/States/{}", key.as_str());
        let name = short(key.as_str());
        report(
            &way,
            key.span,
            format!("nothing leads to the state `{name}`"),
        );
    }
}

/// Whether what a name is will be known at deployment only.
fn is_open(name: &str) -> bool {
    name.contains("${")
}

/// Everything that names a state, with the way to it.
fn targets<'n>(machine: &'n Node, states: &'n Map, way: &str) -> Vec<(String, &'n Node)> {
    let mut found = Vec::new();
    let mut add = |way: String, node: Option<&'n Node>| found.extend(node.map(|node| (way, node)));
    add(format!("{way}/StartAt"), machine.get("StartAt"));
    for (key, state) in states.iter() {
        let way = format!("{way}/States/{}", key.as_str());
        for next in ["Next", "Default"] {
            add(format!("{way}/{next}"), state.get(next));
        }
        for list in ["Choices", "Catch"] {
            let items = state.get(list).and_then(Node::as_list).unwrap_or_default();
            for (index, item) in items.iter().enumerate() {
                add(format!("{way}/{list}/{index}/Next"), item.get("Next"));
            }
        }
    }
    found
}
