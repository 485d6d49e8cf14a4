//! Findings come all at once, in the order of the program, each with its path and the line of
//! the user's.

use stackwright_core::{
    App, Construct, DeletionPolicy, Diagnostic, NodeId, Output, Parameter, Scope, Severity, Str,
    Value,
};

use crate::support::{lines, thing};

/// Makes every mistake that a construct can make for its user, three constructs deep.
struct Outer;

struct Middle;

struct Inner;

impl Construct for Outer {
    type Handle = NodeId;

    fn build(self, scope: Scope<'_>) -> NodeId {
        scope.add("Middle", Middle)
    }
}

impl Construct for Middle {
    type Handle = NodeId;

    fn build(self, scope: Scope<'_>) -> NodeId {
        scope.add("Inner", Inner)
    }
}

impl Construct for Inner {
    type Handle = NodeId;

    fn build(self, scope: Scope<'_>) -> NodeId {
        scope.report(Diagnostic::warning("TST100", "reported"));
        scope.tag("aws:x", "y");
        scope.add("Twice", thing());
        scope.add("Twice", thing());
        let nothing: Value<Str> = Value::attribute(scope.node(), "Nothing");
        let thing = scope.add("Thing", thing().property("P", nothing));
        scope.override_property(thing, "bad", "x");
        scope
            .of(scope.node())
            .deletion_policy(DeletionPolicy::Retain);
        scope.pin_id(thing, "-");
        scope.node()
    }
}

/// The line of this file, from 1, that begins with these words for the nth time.
fn line_of(words: &str, nth: usize) -> u32 {
    let lines = include_str!("diagnostics.rs").lines().zip(1..);
    let mut found = lines.filter(|(line, _)| line.trim_start().starts_with(words));
    found.nth(nth).map_or(0, |(_, number)| number)
}

#[test]
fn the_outermost_line_of_the_user_and_the_innermost() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.add("Outer", Outer);
    let line = line!() - 1;
    let mut found = lines(&app);
    found.sort_by_key(|(_, code)| *code);
    let twins = [0, 1].map(|nth| line_of("scope.add(\"Twice\"", nth));
    let thing = line_of("let thing = scope.add(\"Thing\"", 0);
    assert_eq!(
        found,
        [
            (vec![line, twins[1], line, twins[0]], "APP101"),
            (vec![line, line_of(".of(scope.node())", 0)], "APP104"),
            (vec![line, thing], "APP106"),
            (vec![line, line_of("scope.tag(\"aws:x\"", 0)], "APP107"),
            (vec![line, thing], "APP113"),
            (vec![line, thing], "APP114"),
            (vec![line, line_of("scope.add(\"Inner\"", 0)], "TST100"),
        ]
    );
}

/// The column too: that of the method's name.
#[test]
fn the_place_in_the_line() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.add("Outer", Outer);
    let found = &app.synth().diagnostics[0];
    assert_eq!(found.source[0].column, 11);
    assert!(found.source[0].file.ends_with("cases/core/diagnostics.rs"));
}

#[test]
fn settings_made_inside_a_construct_count_as_the_users() {
    struct Waits(NodeId);

    impl Construct for Waits {
        type Handle = ();

        fn build(self, scope: Scope<'_>) {
            let thing = scope.add("Thing", thing());
            scope.of(thing).depends_on(self.0);
        }
    }

    let app = App::new();
    let (one, two) = (app.stack("One"), app.stack("Two"));
    let a = one.add("A", thing());
    two.add("Waits", Waits(stackwright_core::Handle::node(a)));
    let line = line!() - 1;
    one.deploy_after(two);
    assert_eq!(lines(&app), [(vec![line + 2, line], "APP112")]);
}

#[test]
fn all_at_once_in_the_order_of_the_program() {
    let app = App::new();
    let stack = app.stack("Test");
    let line = line!();
    stack.add("A-B", Parameter::string());
    stack.add("AB", Parameter::string());
    stack.tag("aws:x", "y");
    let nothing: Value<Str> = Value::attribute(stack.node(), "Nothing");
    stack.add("Output", Output::new(nothing));
    app.stack("not valid");
    assert_eq!(
        lines(&app),
        [
            (vec![line + 2, line + 1], "APP105"),
            (vec![line + 3], "APP107"),
            (vec![line + 5], "APP113"),
            (vec![line + 6], "APP110"),
        ]
    );
}

#[test]
fn a_finding_names_the_construct_and_its_weight() {
    let app = App::new();
    let stack = app.stack("Test");
    stack
        .scope("Part")
        .report(Diagnostic::warning("TST100", "careful"));
    let synthesis = app.synth();
    assert!(!synthesis.has_errors());
    assert_eq!(
        synthesis.diagnostics[0].construct.as_deref(),
        Some("Test/Part")
    );
    assert_eq!(synthesis.diagnostics[0].severity, Severity::Warning);
    stack.report(Diagnostic::error("TST101", "wrong"));
    assert!(app.synth().has_errors());
}

#[test]
fn where_everything_comes_from() {
    let app = App::new();
    let stack = app.stack("Test");
    let line = line!() + 1;
    stack.add("Outer", Outer);
    let synthesis = app.synth();
    let stack = synthesis.stack("Test").expect("the stack");
    assert!(!stack.origins.is_empty());
    for origin in stack.origins.values() {
        assert!(
            origin.path.starts_with("Test/Outer/Middle/Inner/"),
            "{}",
            origin.path
        );
        assert_eq!(origin.source.line, line);
    }
}
