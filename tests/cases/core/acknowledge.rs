//! What a program acknowledges: warnings of constructs are put aside, and the rest stands in the
//! template's metadata, where the checker reads it.

use insta::assert_snapshot;
use stackwright_core::{App, Construct, Diagnostic, NodeId, Output, Parameter, Scope, Synthesis};

use crate::support::{findings, lines, template, templates, thing};

/// Two things, and a warning about each.
struct Pair;

impl Construct for Pair {
    type Handle = NodeId;

    fn build(self, scope: Scope<'_>) -> NodeId {
        scope.add("Left", thing());
        let right = scope.scope("Right");
        right.add("Thing", thing());
        right.report(Diagnostic::warning("TST100", "odd"));
        scope.report(Diagnostic::warning("TST100", "odd"));
        scope.node()
    }
}

/// The paths of what is left and of what is acknowledged.
fn paths(synthesis: &Synthesis) -> (Vec<&str>, Vec<&str>) {
    fn of(found: &[Diagnostic]) -> Vec<&str> {
        let paths = found.iter().map(|found| found.construct.as_deref());
        paths.flatten().collect()
    }
    (of(&synthesis.diagnostics), of(&synthesis.acknowledged))
}

#[test]
pub(crate) fn the_metadata_says_what_for_whom_and_why() {
    let template = template(|stack| {
        stack.acknowledge("DES301", "a stack for one account");
        stack.add("Owner", Parameter::string());
        let pair = stack.add("Pair", Quiet);
        stack.at(pair).acknowledge("OPS501", "one is enough");
        let output = stack.add("Shown", Output::new("x"));
        stack.at(output).acknowledge("DES106", "people read it");
        stack.scope("Nothing").acknowledge("OPS502", "not yet");
    });
    assert_snapshot!(template, @r"
    Metadata:
      Stackwright:
        Acknowledge:
          - Code: DES301
            Reason: a stack for one account
          - Code: OPS501
            Reason: one is enough
            Resources:
              - PairLeftDFAEA69F
              - PairRightThing6CCE6BD4
          - Code: DES106
            Reason: people read it
            Resources:
              - Shown
          - Code: OPS502
            Reason: not yet
            Resources: []
    Parameters:
      Owner:
        Type: String
    Resources:
      PairLeftDFAEA69F:
        Type: Test::Thing
      PairRightThing6CCE6BD4:
        Type: Test::Thing
    Outputs:
      Shown:
        Value: x
    ");
}

/// Logical ids are those of the same program without an acknowledgement.
#[test]
fn nothing_else_of_the_template_changes() {
    let build = |acknowledged: bool| {
        template(|stack| {
            let pair = stack.add("Pair", Quiet);
            if acknowledged {
                stack.at(pair).acknowledge("OPS501", "one is enough");
                stack.stack().metadata("Other", "mine");
            }
            stack.add("Shown", Output::new("x"));
        })
    };
    let with = build(true);
    assert!(with.contains("OPS501") && with.contains("mine"));
    assert!(with.ends_with(&build(false)), "{with}");
}

struct Quiet;

impl Construct for Quiet {
    type Handle = NodeId;

    fn build(self, scope: Scope<'_>) -> NodeId {
        scope.add("Left", thing());
        scope.scope("Right").add("Thing", thing());
        scope.node()
    }
}

#[test]
pub(crate) fn a_warning_of_a_construct_is_put_aside_and_not_written() {
    let app = App::new();
    let stack = app.stack("Test");
    let pair = stack.add("Pair", Pair);
    stack.add("PairOfMine", Pair);
    stack.at(pair).acknowledge("TST100", "they are odd");
    let synthesis = app.synth();
    assert_eq!(
        paths(&synthesis),
        (
            vec!["Test/PairOfMine", "Test/PairOfMine/Right"],
            vec!["Test/Pair", "Test/Pair/Right"]
        )
    );
    let template = &synthesis.stacks[0].template;
    assert!(template.metadata().is_none());

    // What is further out counts, too, and what comes twice is of use twice.
    stack.acknowledge("TST100", "we know");
    stack.acknowledge("TST101", "we know");
    let synthesis = app.synth();
    assert_eq!(
        (synthesis.diagnostics.len(), synthesis.acknowledged.len()),
        (0, 4)
    );
    let json = synthesis.stacks[0].template.to_json();
    assert!(
        json.contains("TST101") && !json.contains("TST100"),
        "{json}"
    );
}

#[test]
fn an_error_of_synthesis_stays() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.tag("aws:x", "y");
    stack.acknowledge("APP107", "we like it");
    let synthesis = app.synth();
    assert!(synthesis.has_errors());
    assert!(synthesis.acknowledged.is_empty());
}

#[test]
fn a_reason_is_asked_for() {
    assert_snapshot!(findings(|app| {
        let stack = app.stack("Test");
        let thing = stack.add("Thing", thing());
        stack.at(thing).acknowledge("OPS501", " \n");
        stack.acknowledge("TST100", "");
        stack.report(Diagnostic::warning("TST100", "odd"));
    }), @r"
    warning[TST100]: odd
      at Test
    error[APP120]: `OPS501` is acknowledged without a reason
      at Test/Thing
      help: say why it is meant to be so, for whoever reads it next
    error[APP120]: `TST100` is acknowledged without a reason
      at Test
      help: say why it is meant to be so, for whoever reads it next
    ");
}

#[test]
fn the_name_in_the_metadata_is_taken() {
    assert_snapshot!(findings(|app| {
        let stack = app.stack("Test");
        stack.metadata("Stackwright", "mine");
        stack.acknowledge("OPS501", "one is enough");
        app.stack("Other").metadata("Stackwright", "mine");
    }), @r"
    error[APP121]: the metadata `Stackwright` is where acknowledgements are written
      at Test
      help: give the metadata of your own another name
    ");
}

#[test]
fn the_line_is_that_of_the_call() {
    let app = App::new();
    let stack = app.stack("Test");
    let line = line!() + 1;
    stack.acknowledge("OPS501", "");
    assert_eq!(lines(&app), [(vec![line], "APP120")]);

    let app = App::new();
    let stack = app.stack("Test");
    stack.add("Thing", thing());
    let line = line!() + 1;
    stack.acknowledge("OPS501", "one is enough");
    stack.acknowledge("OPS502", "one is enough");
    let synthesis = app.synth();
    let stack = &synthesis.stacks[0];
    let at = |path: &str| stack.origin_at(path).source.line;
    assert_eq!(at("Metadata/Stackwright/Acknowledge/0/Code"), line);
    assert_eq!(at("Metadata/Stackwright/Acknowledge/1"), line + 1);
    assert_eq!(at("Resources/Thing/Properties/X"), line - 2);
    // What nothing made is the stack's.
    for path in [
        "",
        "Resources",
        "Outputs/Exported",
        "Metadata/Stackwright/Acknowledge/2",
    ] {
        assert_eq!(at(path), line - 3, "{path}");
    }
    assert_eq!(stack.origin_at("").path, "Test");
}

#[test]
fn each_stack_has_its_own() {
    let app = App::new();
    let (one, two) = (app.stack("One"), app.stack("Two"));
    one.add("Thing", thing());
    two.add("Thing", thing());
    two.acknowledge("OPS501", "one is enough");
    let templates = templates(&app);
    let (first, second) = templates.split_once("# Two").expect("two stacks");
    assert!(!first.contains("Acknowledge") && second.contains("Acknowledge"));
}
