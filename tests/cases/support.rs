//! What the cases share.

use stackwright::check::{Options, check_app};
use stackwright::codes;
use stackwright_core::{App, RawResource, Severity, SourceLine, StackTemplate, TagShape};

/// A resource of a type that nothing knows.
pub fn thing() -> RawResource {
    RawResource::new("Test::Thing")
}

/// The same, with tags.
pub fn taggable() -> RawResource {
    thing().taggable(TagShape::List)
}

/// The template of the only stack that `build` makes; there must be nothing to say about it.
pub fn template(build: impl FnOnce(stackwright_core::Scope<'_>)) -> String {
    let app = App::new();
    build(*app.stack("Test"));
    let synthesis = app.synth();
    assert_eq!(shown(&synthesis.diagnostics), "");
    assert_eq!(synthesis.stacks.len(), 1);
    yaml(&synthesis.stacks[0])
}

/// The templates of all stacks, in the order of their deployment.
pub fn templates(app: &App) -> String {
    let synthesis = app.synth();
    assert_eq!(shown(&synthesis.diagnostics), "");
    let stacks = synthesis.stacks.iter().map(|stack| {
        let needs = match stack.dependencies.join(", ") {
            none if none.is_empty() => String::new(),
            names => format!(" after {names}"),
        };
        format!("# {}{needs}\n{}", stack.name, yaml(stack))
    });
    stacks.collect()
}

/// What synthesis says about the program that `build` is.
pub fn findings(build: impl FnOnce(&App)) -> String {
    let app = App::new();
    build(&app);
    shown(&app.synth().diagnostics)
}

/// What `app check` shows of the program that `build` is, without the advice of the checker.
pub fn mistakes(build: impl FnOnce(&App)) -> String {
    let app = App::new();
    build(&app);
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    let is_program = |code| codes::code(code).is_some();
    found.retain(|found| found.severity == Severity::Error || is_program(found.code));
    shown(&found)
}

/// A stack as YAML, without the line that all of them have.
pub fn yaml(stack: &StackTemplate) -> String {
    let yaml = stack.template.to_yaml();
    let body = yaml.strip_prefix("AWSTemplateFormatVersion: '2010-09-09'\n");
    body.expect("the version comes first").to_owned()
}

/// Findings as they are printed, without lines of the program: those move with every edit of a
/// case. Cases that are about lines compare them with [`line`].
pub fn shown(diagnostics: &[stackwright_core::Diagnostic]) -> String {
    let blocks = diagnostics.iter().map(|found| {
        let mut found = found.clone();
        assert!(
            !found.source.is_empty(),
            "a finding without a line: {found}"
        );
        let lines = found.source.len();
        found.source.clear();
        match lines {
            1 => format!("{found}\n"),
            _ => format!("{found}\n  lines: {lines}\n"),
        }
    });
    blocks.collect()
}

/// The lines of findings, as `(line, code)`.
pub fn lines(app: &App) -> Vec<(Vec<u32>, &'static str)> {
    let diagnostics = app.synth().diagnostics;
    let line = |source: &SourceLine| {
        assert!(
            source.file.contains("cases/core"),
            "not the user's file: {source}"
        );
        source.line
    };
    diagnostics
        .iter()
        .map(|found| (found.source.iter().map(line).collect(), found.code))
        .collect()
}
