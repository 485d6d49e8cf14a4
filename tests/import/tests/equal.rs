//! Every program synthesizes to its template.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::process::Command;

use stackwright::core::App;
use stackwright::template::{Node, Template, Value};
use stackwright_tests_import::{ALL, Imported, PROGRAMS};

/// Templates that CloudFormation would not take, and what synthesis says of them.
const REFUSED: [(&str, &str); 1] = [("ids-that-are-none", "APP106")];

/// The template that a program comes to, and the codes of what is found.
fn synthesized(imported: &Imported) -> (Template, Vec<&'static str>) {
    let app = App::new();
    (imported.build)(&app);
    let synthesis = app.synth();
    let codes = synthesis.diagnostics.iter().map(|found| found.code);
    let codes = codes.collect();
    let stack = synthesis.stacks.first().unwrap();
    (
        Template::from_json(&stack.template.to_json()).unwrap(),
        codes,
    )
}

/// Where two values differ.
fn differences(one: &Node, other: &Node, at: &str, found: &mut Vec<String>) {
    match (&one.value, &other.value) {
        (Value::Map(one), Value::Map(other)) => {
            for (key, value) in one.iter() {
                let at = format!("{at}/{}", key.as_str());
                match other.get(key.as_str()) {
                    Some(other) => differences(value, other, &at, found),
                    None => found.push(format!("{at} is lost")),
                }
            }
            let new = other.keys().filter(|key| !one.contains_key(key.as_str()));
            found.extend(new.map(|key| format!("{at}/{} is new", key.as_str())));
        }
        (Value::List(one), Value::List(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                differences(one, other, &format!("{at}/{index}"), found);
            }
        }
        (Value::Call(one), Value::Call(other)) if one.function == other.function => {
            let at = format!("{at}/{}", one.function.name());
            differences(&one.argument, &other.argument, &at, found);
        }
        (one, other) if one == other => {}
        (one, other) => found.push(format!("{at}: {one:?} became {other:?}")),
    }
}

/// What a template says whether it is written or not.
fn normal(template: &Template) -> Node {
    let mut root = template.root().clone();
    root.remove("AWSTemplateFormatVersion");
    let is_empty = |node: &Node| node.as_map().is_some_and(|map| map.is_empty());
    let empty = root.iter().filter(|(_, node)| is_empty(node));
    let empty: Vec<String> = empty.map(|(key, _)| key.as_str().to_owned()).collect();
    for key in empty {
        root.remove(&key);
    }
    // A list of one macro says the same as the macro.
    if let Some([single]) = root.get("Transform").and_then(Node::as_list)
        && single.as_str().is_some()
    {
        let single = single.clone();
        root.insert("Transform", single);
    }
    Node::from(root)
}

#[test]
fn every_program_synthesizes_to_its_template() {
    let mut wrong = Vec::new();
    for imported in &ALL {
        let original = match imported.notation {
            "json" => Template::from_json(imported.text).unwrap(),
            _ => Template::from_yaml(imported.text).unwrap(),
        };
        let (template, codes) = synthesized(imported);
        let mut found = Vec::new();
        let refused = REFUSED
            .iter()
            .filter(|(file, _)| imported.file.contains(file));
        let refused: Vec<&str> = refused.map(|(_, code)| *code).collect();
        if codes.iter().any(|code| !refused.contains(code))
            || codes.is_empty() != refused.is_empty()
        {
            found.push(format!("synthesis says {codes:?}"));
        }
        differences(&normal(&original), &normal(&template), "", &mut found);
        if !found.is_empty() {
            let (file, notation) = (imported.file, imported.notation);
            wrong.push(format!(
                "{file} as {notation}:\n    {}",
                found.join("\n    ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn both_notations_of_at_least_sixty_templates_are_there() {
    let yaml = ALL.iter().filter(|imported| imported.notation == "yaml");
    let json = ALL.iter().filter(|imported| imported.notation == "json");
    assert!(yaml.count() >= 60);
    assert!(json.count() >= 60);
}

#[test]
fn programs_are_as_rustfmt_has_them() {
    let files = (1..=ALL.len()).map(|count| format!("{PROGRAMS}/m{count}.rs"));
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args([
        "--edition",
        "2024",
        "--style-edition",
        "2024",
        "--check",
        "-l",
    ]);
    // Where there is no rustfmt there is nothing to compare with.
    if let Ok(output) = rustfmt.args(files).output() {
        let differ = String::from_utf8_lossy(&output.stdout);
        assert_eq!(differ, "", "rustfmt would change these");
    }
}
