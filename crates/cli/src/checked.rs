use std::borrow::Cow;
use std::collections::BTreeSet;

use stackwright_assembly::Format;
use stackwright_check::{Inspection, Options, inspect};
use stackwright_codes::{self as codes, Code};
use stackwright_core::{StackTemplate, Synthesis};
use stackwright_template::{Diagnostic, Map, Node, Parameter, Severity, Span, Text, Value};

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
        let options = match index.and_then(|index| sizes.get(index)) {
            Some(bytes) => &options.clone().written_bytes(*bytes),
            None => options,
        };
        check_stack(stack, options)
    })
}

fn check_each(
    mut synthesis: Synthesis,
    options: &Options,
    // Which of the stacks, unless it is in one.
    check: impl Fn(Option<usize>, &StackTemplate, &Options) -> Inspection + Sync,
) -> Synthesis {
    let stays =
        |found: &Diagnostic| found.severity == Severity::Error || !options.ignores(found.code);
    synthesis.diagnostics.retain(stays);
    let options = match synthesis.stacks.len() {
        // Others may import what a single stack exports.
        0 | 1 => options.clone(),
        _ => options
            .clone()
            .together(synthesis.templates().map(|stack| &stack.template)),
    };
    let reported = Reported::of(&synthesis.diagnostics);
    let stacks = synthesis.stacks.iter().enumerate();
    let stacks = stacks.flat_map(|(index, stack)| {
        let all = stack.with_nested().into_iter().enumerate();
        all.map(move |(depth, one)| ((depth == 0).then_some(index), one))
    });
    let stacks: Vec<(Option<usize>, &StackTemplate)> = stacks.collect();
    let given = given(&stacks);
    let inspections = at_once(&stacks, |(index, stack)| {
        let mut options = Cow::Borrowed(&options);
        for own in given.iter().filter(|given| given.stack == stack.id) {
            let more = options.into_owned();
            options = Cow::Owned(more.given(own.parameter, own.value.clone()));
        }
        check(*index, stack, &options)
    });
    let mut found = Vec::new();
    let mut acknowledged = Vec::new();
    for ((_, stack), inspection) in stacks.iter().zip(inspections) {
        let told = inspection.findings.into_iter();
        let is_there = |found: &Diagnostic| exists(&synthesis.existing, stack, found);
        found.extend(told.filter(|found| !reported.echo(found) && !is_there(found)));
        acknowledged.extend(inspection.acknowledged);
    }
    once_for_all(&mut found, &stacks);
    synthesis.diagnostics.extend(found);
    synthesis.acknowledged.extend(acknowledged);
    Diagnostic::sort(&mut synthesis.diagnostics);
    Diagnostic::sort(&mut synthesis.acknowledged);
    synthesis
}

/// What a nested stack is given for a parameter.
struct Given<'s> {
    stack: &'s str,
    parameter: &'s str,
    value: &'s Node,
}

/// What nested stacks are given that is known before deployment; but no secrets, which findings would
/// quote.
fn given<'s>(stacks: &[(Option<usize>, &'s StackTemplate)]) -> Vec<Given<'s>> {
    let mut given = Vec::new();
    for (_, around) in stacks {
        for inner in &around.nested {
            let Some(parameters) = parameters(around, inner) else {
                continue;
            };
            let known = parameters.iter().filter(|(name, value)| {
                let is_hidden = |parameter: Parameter<'_>| parameter.no_echo();
                let is_open = inner.template.parameter(&name.text).map(is_hidden) == Some(false);
                is_open && is_literal(value)
            });
            given.extend(known.map(|(name, value)| Given {
                stack: &inner.id,
                parameter: &name.text,
                value,
            }));
        }
    }
    given
}

/// What a nested stack is given.
fn parameters<'s>(around: &'s StackTemplate, inner: &StackTemplate) -> Option<&'s Map> {
    around.holder_of(inner)?.property("Parameters")?.as_map()
}

fn is_literal(value: &Node) -> bool {
    matches!(
        value.value,
        Value::String(_) | Value::Number(_) | Value::Bool(_)
    )
}

/// What is acknowledged for several templates, as of a stage or around a nested stack, is of no use
/// where it is of use in none of them, and that is said once.
fn once_for_all(found: &mut Vec<Diagnostic>, stacks: &[(Option<usize>, &StackTemplate)]) {
    const UNUSED: &str = "ACK105";
    let of_place = |found: &Diagnostic| {
        let line = found.source.first().copied();
        (found.message.clone(), found.construct.clone(), line)
    };
    let unused: Vec<_> = found
        .iter()
        .filter(|found| found.code == UNUSED)
        .map(of_place)
        .collect();
    let mut said = Vec::new();
    found.retain(|found| {
        if found.code != UNUSED {
            return true;
        }
        let place = of_place(found);
        let is_of = |stack: &StackTemplate| {
            stack.acknowledgements.iter().any(|origin| {
                Some(&origin.path) == place.1.as_ref() && Some(origin.source) == place.2
            })
        };
        let written = stacks.iter().filter(|(_, stack)| is_of(stack)).count();
        let told = unused.iter().filter(|other| **other == place).count();
        let is_new = told >= written && !said.contains(&place);
        said.push(place);
        is_new
    });
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
            found.source = origin.lines().collect();
            found.span = Span::NONE;
        }
        Diagnostic::sort(found);
    }
    inspection
}
