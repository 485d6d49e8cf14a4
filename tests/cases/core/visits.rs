//! Changes of every resource of a type.

use stackwright_core::App;

use crate::support::{thing, yaml};

/// The template of the only stack.
fn only(app: &App) -> String {
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    yaml(&synthesis.stacks[0])
}

#[test]
pub(crate) fn every_resource_of_the_type_is_changed_once_also_what_comes_later() {
    let app = App::new();
    let web = app.stack("Web");
    let inner = web.scope("Inner");
    web.add("One", thing());
    inner.each_of_type("Test::Thing", |props| {
        let before = props
            .get("Marks")
            .and_then(|marks| marks.as_str())
            .unwrap_or_default();
        let marks = format!("{before}a");
        props.set("Marks", marks.into());
    });
    inner.each_of_type("Test::Other", |props| props.set("Never", "x".into()));
    inner.add("Two", thing());
    let first = only(&app);
    assert_eq!(first.matches("Marks: a\n").count(), 1, "{first}");
    // A second synthesis changes only what was added between them.
    assert_eq!(only(&app), first);
    inner.add("Three", thing());
    let second = only(&app);
    assert_eq!(second.matches("Marks: a\n").count(), 2, "{second}");
}

#[test]
fn changes_are_made_in_the_order_in_which_they_are_asked_for() {
    let app = App::new();
    let web = app.stack("Web");
    web.each_of_type("Test::Thing", |props| props.set("Mark", "first".into()));
    web.each_of_type("Test::Thing", |props| props.set("Mark", "second".into()));
    let thing = web.add("Thing", thing());
    web.edit_props(thing, |props| props.set("Mark", "edited".into()));
    let template = only(&app);
    assert!(template.contains("Mark: second\n"), "{template}");
}
