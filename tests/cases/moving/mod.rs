//! Stacks that other tools have deployed, moved here: nothing of them is replaced or goes.

pub(crate) mod included;

use stackwright::prelude::*;
use stackwright::template::Template;
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
