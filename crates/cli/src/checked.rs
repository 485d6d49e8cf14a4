use std::collections::BTreeSet;

use stackwright_assembly::Format;
use stackwright_check::{Inspection, Options, inspect};
use stackwright_codes::{self as codes, Code};
use stackwright_core::{StackTemplate, Synthesis};
use stackwright_template::{Diagnostic, Severity, Span, Text};

use crate::at_once::at_once;

/// Checks the templates of an app. The findings are added to those of synthesis, each with the
/// construct and the line of the program that made what it is about; what the program
/// acknowledges is kept apart.
///
/// A stack that names its region is checked for that region, unless the options name others.
/// Errors of synthesis keep no stack from being checked, so that all mistakes are told in one
/// round; what the checker says of the same fault ([`echoes`](Code::echoes())) is
/// left out. What stops synthesis cannot be ignored.
///
/// ```
/// use stackwright_check::Options;
/// use stackwright_cli::check_app;
/// use stackwright_core::{App, Parameter};
///
/// let app = App::new();
/// app.stack("Web").add("Unused", Parameter::string());
/// let synthesis = check_app(app.synth(), &Options::new());
/// assert!(synthesis.diagnostics.iter().any(|found| found.code == "TPL122"));
/// ```
pub fn check_app(synthesis: Synthesis, options: &Options) -> Synthesis {
    check_each(synthesis, options, |_, stack, options| {
        check_stack(stack, options)
    })
}

/// The same for templates that are written with so many bytes, each.
pub(crate) fn check_written(synthesis: Synthesis, options: &Options, sizes: &[usize]) -> Synthesis {
    check_each(synthesis, options, |index, stack, options| {
        let options = match sizes.get(index) {
            Some(bytes) => &options.clone().written_bytes(*bytes),
            None => options,
        };
        check_stack(stack, options)
    })
}

fn check_each(
    mut synthesis: Synthesis,
    options: &Options,
    check: impl Fn(usize, &StackTemplate, &Options) -> Inspection + Sync,
) -> Synthesis {
    let stays =
        |found: &Diagnostic| found.severity == Severity::Error || !options.ignores(found.code);
    synthesis.diagnostics.retain(stays);
    let templates = synthesis.stacks.iter().map(|stack| &stack.template);
    let options = match synthesis.stacks.len() {
        // Others may import what a single stack exports.
        0 | 1 => options.clone(),
        _ => options.clone().together(templates),
    };
    let reported = Reported::of(&synthesis.diagnostics);
    let stacks: Vec<(usize, &StackTemplate)> = synthesis.stacks.iter().enumerate().collect();
    let inspections = at_once(&stacks, |(index, stack)| check(*index, stack, &options));
    for ((_, stack), inspection) in stacks.iter().zip(inspections) {
        let told = inspection.findings.into_iter();
        let is_there = |found: &Diagnostic| exists(&synthesis.existing, stack, found);
        let news = told.filter(|found| !reported.echo(found) && !is_there(found));
        synthesis.diagnostics.extend(news);
        synthesis.acknowledged.extend(inspection.acknowledged);
    }
    synthesis.diagnostics.sort_by(Diagnostic::order);
    synthesis.acknowledged.sort_by(Diagnostic::order);
    synthesis
}

/// The rules that miss what a name stands for.
const MISSES: [&str; 2] = ["OPS438", "OPS516"];

/// Whether a finding misses what the program says exists, as a log group that was imported.
fn exists(existing: &BTreeSet<Text>, stack: &StackTemplate, found: &Diagnostic) -> bool {
    let named = || {
        let value = stack.template.at(found.path.as_deref()?)?;
        Some(existing.contains(value.as_str()?))
    };
    MISSES.contains(&found.code) && named() == Some(true)
}

/// What synthesis has reported, and the rules that would say the same of the template.
struct Reported(Vec<(&'static Code, String)>);

impl Reported {
    fn of(found: &[Diagnostic]) -> Self {
        let with_echoes = found.iter().filter_map(|found| {
            let code = codes::code(found.code).filter(|code| !code.echoes.is_empty())?;
            Some((code, found.construct.clone()?))
        });
        Reported(with_echoes.collect())
    }

    /// Whether a finding about a template says what was reported of its construct, or of one
    /// that it is a part of.
    fn echo(&self, found: &Diagnostic) -> bool {
        let construct = found.construct.as_deref().unwrap_or_default();
        self.0.iter().any(|(code, path)| {
            let below = construct.strip_prefix(path.as_str());
            code.echoes.contains(&found.code)
                && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

/// Checks the template of a stack; see [`check_app`]. Its size is that of the JSON that is written,
/// unless the options have [another](Options::written_bytes).
pub fn check_stack(stack: &StackTemplate, options: &Options) -> Inspection {
    let mut options = options.clone();
    if let Some(region) = stack
        .region
        .as_ref()
        .filter(|_| options.regions().is_empty())
    {
        options = options.region(region.to_string());
    }
    if options.size().is_none() {
        options = options.written_bytes(Format::Json.render(stack).len());
    }
    let mut inspection = inspect(&stack.template, &options);
    for found in [&mut inspection.findings, &mut inspection.acknowledged] {
        for found in found.iter_mut() {
            let origin = stack.origin_at(found.path.as_deref().unwrap_or_default());
            found.stack = Some(stack.id.to_string());
            found.construct = Some(origin.path.clone());
            found.source = vec![origin.source];
            found.span = Span::NONE;
        }
        found.sort_by(Diagnostic::order);
    }
    inspection
}
