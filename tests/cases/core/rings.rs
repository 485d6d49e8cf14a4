//! Handles of another app, and constructs that define themselves: findings, no panic, no hang.

use insta::assert_snapshot;
use stackwright_core::{
    App, Condition, DeletionPolicy, Mapping, Output, Parameter, Str, Value, if_, json_string,
    length, sub,
};

use crate::support::{findings, thing};

#[test]
fn handles_of_another_app() {
    let other = App::new();
    let stack = other.stack("Other");
    let foreign = stack.add("Thing", thing());
    let condition = stack.add("Is", Condition::equals("a", "b"));
    let mapping = stack.add("Map", Mapping::new().entry("a", "b", 1));
    let parameter = stack.add("Name", Parameter::string());

    let text = findings(|app| {
        let here = app.stack("Here");
        let thing = here.add(
            "Uses",
            thing()
                .property("Ref", foreign.reference::<Str>())
                .property("Arn", foreign.attribute::<Str>("Arn"))
                .property("If", if_::<Str>(condition, "a", "b"))
                .property("Map", mapping.find::<Str>("a", "b"))
                .property("Sub", sub!("{parameter}-x")),
        );
        here.of(thing).depends_on(foreign).condition(condition);
    });
    assert_snapshot!(text, @"
    error[APP103]: a handle of another app is used here
      at Here/Uses
      help: a handle is good only for the app whose scope returned it
    error[APP103]: this handle belongs to another app
      help: a handle is good only for the app whose scope returned it
    ");

    let text = findings(|app| {
        let here = app.stack("Here");
        here.of(foreign).deletion_policy(DeletionPolicy::Retain);
    });
    assert_snapshot!(text, @"
    error[APP103]: this handle belongs to another app
      help: a handle is good only for the app whose scope returned it
    ");
    let text = findings(|app| {
        let here = app.stack("Here");
        here.pin_id(foreign, "Id");
    });
    assert_snapshot!(text, @"
    error[APP103]: this handle belongs to another app
      help: a handle is good only for the app whose scope returned it
    ");
    for use_it in [
        (|here, foreign| here.moved(foreign, "A/B")) as fn(stackwright_core::Stack, _),
        |here, foreign| here.override_property(foreign, "/A", "b"),
        |here, foreign| here.edit_props(foreign, |_| {}),
        |here, foreign| here.at(foreign).tag("a", "b"),
        |here, foreign| here.at(foreign).untag("a"),
        |here, foreign| {
            here.at(foreign).stack().describe("a");
        },
        |here, foreign| {
            here.at(foreign).stack().deploy_after(here);
        },
        |here, foreign| {
            here.deploy_after(here.at(foreign).stack());
        },
        |here, foreign| {
            here.at(foreign).add("Lost", thing());
        },
    ] {
        let text = findings(|app| use_it(app.stack("Here"), foreign));
        assert_eq!(text.matches("APP103").count(), 1, "{text}");
    }
    let text = findings(|app| {
        let here = app.stack("Here");
        here.scope("Part").set_primary(foreign);
        let lost = here.at(foreign).add("Lost", thing());
        here.add("Shown", Output::new(lost.reference::<Str>()));
    });
    assert_snapshot!(text, @"
    error[APP103]: this handle belongs to another app
      help: a handle is good only for the app whose scope returned it
    ");
}

#[test]
fn an_attribute_that_is_defined_by_itself() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let (a, b) = (stack.scope("A"), stack.scope("B"));
        let of_a: Value<Str> = Value::attribute(a.node(), "Name");
        let of_b: Value<Str> = Value::attribute(b.node(), "Name");
        // Twice, so that following each would take for ever.
        a.define("Name", sub!("{of_b}{of_b}"));
        b.define("Name", sub!("{of_a}{of_a}"));
        let itself: Value<Str> = Value::reference(a.node());
        a.define("Ref", itself.clone());
        stack.add("Text", thing().property("P", sub!("{of_a}-x")));
        stack.add("Value", thing().property("P", of_a.clone()));
        stack.add("Json", thing().property("P", json_string(of_a.clone())));
        let user = stack.add("Ref", thing().property("P", itself));
        let node = stackwright_core::Handle::node(user);
        assert!(!app.needs(node, stack.node()));
    });
    assert_snapshot!(text, @"
    error[APP116]: `Test/A` defines its attribute `Name` by itself
      at Test/Text
      help: define it by an attribute of a resource, a parameter or a literal
    error[APP116]: `Test/A` defines its attribute `Name` by itself
      at Test/Value
      help: define it by an attribute of a resource, a parameter or a literal
    error[APP116]: `Test/A` defines its attribute `Name` by itself
      at Test/Json
      help: define it by an attribute of a resource, a parameter or a literal
    error[APP116]: `Test/A` defines its reference by itself
      at Test/Ref
      help: define it by an attribute of a resource, a parameter or a literal
    ");
}

#[test]
fn a_construct_that_is_its_own_main_one() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let (a, b) = (stack.scope("A"), stack.scope("B"));
        a.set_primary(b.node());
        b.set_primary(a.node());
        let name: Value<Str> = Value::attribute(a.node(), "Name");
        stack.add("Thing", thing().property("P", name));
        stack.of(a.node()).deletion_policy(DeletionPolicy::Retain);
    });
    assert_snapshot!(text, @"
    error[APP113]: `Test/A` has no attribute `Name`
      at Test/Thing
      help: an imported construct has only the attributes it was imported with
    error[APP104]: `Test/A` has no resource that could be changed
      at Test/A
      help: an imported construct belongs to somebody else; change it where it is made
    ");
}

#[test]
fn what_a_construct_does_not_have() {
    let text = findings(|app| {
        let stack = app.stack("Test");
        let part = stack.scope("Part");
        let name: Value<Str> = Value::attribute(part.node(), "Name");
        let list: Value<stackwright_core::List<Str>> = Value::reference(part.node());
        stack.add(
            "Thing",
            thing().property("P", name).property("Q", length(list)),
        );
        let parameter = stack.add("Parameter", Parameter::string());
        let arn: Value<Str> = Value::attribute(stackwright_core::Handle::node(parameter), "Arn");
        stack.add("Other", thing().property("P", arn));
    });
    assert_snapshot!(text, @"
    error[APP113]: `Test/Part` has no attribute `Name`
      at Test/Thing
      help: an imported construct has only the attributes it was imported with
    error[APP113]: `Test/Part` has no value that `Ref` could return
      at Test/Thing
      help: refer to one of its attributes
    error[APP113]: `Test/Parameter` has no attribute `Arn`
      at Test/Other
      help: an imported construct has only the attributes it was imported with
    ");
}
