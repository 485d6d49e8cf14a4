//! Ten thousand levels of anything overflow no stack: they work, or they are refused.

use insta::assert_snapshot;
use stackwright_core::{App, Condition, Expr, Props, Str, Value, base64, sub};

use crate::support::{findings, lines, template, thing};

const LEVELS: usize = 10_000;

fn deep() -> Value<Str> {
    (0..LEVELS).fold(Value::from_expr(Expr::from("x")), |value: Value<Str>, _| {
        base64(value)
    })
}

#[test]
fn scopes_may_be_nested_as_deep_as_one_likes() {
    let app = App::new();
    let mut scope = *app.stack("Test");
    for _ in 0..LEVELS {
        scope = scope.scope("a");
    }
    let thing = scope.add("Thing", thing());
    app.stack("Test2").add(
        "User",
        crate::support::thing().property("P", thing.reference::<Str>()),
    );
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    assert_eq!(synthesis.stacks[0].origins.len(), 1);
}

#[test]
fn an_expression_too_deep_is_refused_where_it_enters() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.add("Thing", thing().property("P", deep()));
    let line = line!() - 1;
    assert_eq!(lines(&app), [(vec![line], "APP117")]);

    let text = findings(|app| {
        let stack = app.stack("Test");
        stack.metadata("M", deep());
        stack.tag("T", deep());
        stack.scope("Part").define("Name", deep());
        let thing = stack.add("Thing", thing());
        stack
            .of(thing)
            .metadata("M", deep())
            .override_property("/P", deep());
        stack.edit_props(thing, |props| props.set("P", deep().into_expr()));
        stack.add(
            "Shown",
            stackwright_core::Output::new(deep()).export(deep()),
        );
        let condition = (0..LEVELS).fold(Condition::equals("a", "b"), |c, _| c.not());
        stack.add("Is", condition);
    });
    assert_snapshot!(text, @"
    error[APP117]: a value is nested more than 150 levels deep
      at Test
      help: build it flat: one list of many items, one text of many pieces
    error[APP117]: a value is nested more than 150 levels deep
      at Test
      help: build it flat: one list of many items, one text of many pieces
    error[APP117]: a value is nested more than 150 levels deep
      at Test/Part
      help: build it flat: one list of many items, one text of many pieces
    error[APP117]: a value is nested more than 150 levels deep
      at Test/Thing
      help: build it flat: one list of many items, one text of many pieces
    error[APP117]: a value is nested more than 150 levels deep
      at Test/Thing
      help: build it flat: one list of many items, one text of many pieces
    error[APP117]: a value is nested more than 150 levels deep
      at Test/Shown
      help: build it flat: one list of many items, one text of many pieces
    error[APP117]: a value is nested more than 150 levels deep
      at Test/Is
      help: build it flat: one list of many items, one text of many pieces
    ");
}

#[test]
fn every_container_counts() {
    let wrap: [fn(Expr) -> Expr; 5] = [
        |inner| Expr::List(vec![inner]),
        |inner| Expr::Map(Props::from_iter([("A", inner)])),
        |inner| Expr::JsonString(Box::new(inner)),
        |inner| {
            let piece = stackwright_core::Piece::Value {
                name: "A".into(),
                value: inner,
            };
            Expr::Sub(vec![stackwright_core::Piece::Text("t".into()), piece])
        },
        |inner| Expr::FindInMapOr(Box::new((inner, Expr::Null))),
    ];
    for wrap in wrap {
        let deep = (0..LEVELS).fold(Expr::from("x"), |inner, _| wrap(inner));
        let text = findings(|app| {
            app.stack("Test").add("Thing", thing().property("P", deep));
        });
        assert_eq!(text.matches("APP117").count(), 1, "{text}");
    }
}

#[test]
fn what_people_write_is_not_too_deep() {
    let template = template(|stack| {
        let value = (0..100).fold(Value::from_expr(Expr::from("x")), |v: Value<Str>, _| {
            base64(v)
        });
        stack.add("Thing", thing().property("P", value));
    });
    assert_eq!(template.matches("Base64").count(), 100);
}

#[test]
fn definitions_that_add_up_are_refused() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let mut last: Value<Str> = Value::from_expr(Expr::from("x"));
        for number in 0..LEVELS {
            let part = stack.scope(format!("Part{number}"));
            part.define("Name", last);
            last = Value::attribute(part.node(), "Name");
        }
        let user = stack.add("Plain", thing().property("P", last.clone()));
        assert!(!app.needs(stackwright_core::Handle::node(user), stack.node()));
        stack.add("Text", thing().property("P", sub!("{last}-x")));
        stack.add(
            "Json",
            thing().property("P", stackwright_core::json_string(last)),
        );
    });
    assert_snapshot!(text, @"
    error[APP117]: a value comes to more than 150 levels
      at Test/Plain
      help: each construct on the way adds its own; define attributes by resources
    error[APP117]: a value comes to more than 150 levels
      at Test/Text
      help: each construct on the way adds its own; define attributes by resources
    error[APP117]: a value comes to more than 150 levels
      at Test/Json
      help: each construct on the way adds its own; define attributes by resources
    ");
}

#[test]
fn a_text_that_grows_in_a_loop_stays_flat() {
    let template = template(|stack| {
        let mut text = sub!("x");
        for _ in 0..1_000 {
            text = sub!("{text}{AWS::Region}");
        }
        stack.add("Thing", thing().property("P", text));
    });
    assert_eq!(template.matches("${AWS::Region}").count(), 1_000);
}

/// Deeper than any stack: a value that was never added is dropped level by level.
#[test]
fn what_was_never_added_is_dropped() {
    const FAR: usize = 300_000;
    let start = || Value::<Str>::from_expr(Expr::from("x"));
    drop((0..FAR).fold(start(), |inner, _| base64(inner)));
    let listed = (0..FAR).fold(Expr::Null, |inner, _| Expr::List(vec![Expr::Null, inner]));
    drop(thing().property("P", listed));
    drop((0..FAR).fold(Condition::equals("a", "b"), |inner, _| inner.not()));
}
