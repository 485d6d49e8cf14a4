//! Stacks that other tools have deployed, moved here: nothing of them is replaced or goes.

pub(crate) mod by_hand;
pub(crate) mod cdk;
pub(crate) mod forms;
pub(crate) mod included;
mod page;
pub(crate) mod systems;

use stackwright::prelude::*;
use stackwright::template::Template;
use stackwright_cli::adopt::Adoption;
use stackwright_cli::diff::{Difference, StackTemplates};
use stackwright_cli::report::Style;

use crate::support::shown;

/// A template that AWS CDK has made.
fn deployed(text: &str) -> Template {
    Template::from_json(text).expect("a template of AWS CDK")
}

/// What `stackwright diff` says when the only stack of a program takes the place of a deployed one.
fn difference(build: impl FnOnce(&App), old: &Template) -> String {
    let app = App::new();
    build(&app);
    let mut synthesis = app.synth();
    assert_eq!(shown(&synthesis.diagnostics), "");
    let stack = synthesis.stacks.remove(0);
    let before = StackTemplates::of(&*stack.name, old.clone());
    let after = StackTemplates::of(&*stack.name, stack.template);
    Difference::between(&before, &after).to_text(Style::Plain)
}

/// The lines that keep a deployed stack where it is when the only stack of a program takes its place, and the
/// difference that is left then.
fn adopted(build: impl FnOnce(&App), old: &Template) -> String {
    let app = App::new();
    build(&app);
    let synthesis = app.synth();
    assert_eq!(shown(&synthesis.diagnostics), "");
    let stack = synthesis.stacks[0].origin.path.clone();
    let adoption = Adoption::of(&app, &stack, old).expect("the app has the stack");
    let after = app.synth();
    assert_eq!(shown(&after.diagnostics), "");
    let after = StackTemplates::of(&*stack, after.stacks[0].template.clone());
    let difference = Difference::between(&StackTemplates::of(stack, old.clone()), &after);
    adoption.to_rust("deployed.json") + &difference.to_text(Style::Plain)
}
