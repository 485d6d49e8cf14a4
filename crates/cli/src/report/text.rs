use std::borrow::Cow;
use std::fmt::Write;

use stackwright_template::{Diagnostic, Severity, SourceLine};

use super::excerpt::{gutter, is_plain, printable};
use super::{Checked, FileReport, Report};

/// How many bytes of text a finding takes, where it takes many.
const FINDING: usize = 640;

/// How a text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// Without colours, as for a file.
    #[default]
    Plain,
    /// With the colours of a terminal.
    Colour,
}

impl Style {
    pub(crate) fn paint<'t>(self, colour: &str, text: &'t str) -> Cow<'t, str> {
        match self {
            Style::Plain => Cow::Borrowed(text),
            Style::Colour => Cow::Owned(format!("\x1b[{colour}m{text}\x1b[0m")),
        }
    }
}

const BOLD: &str = "1";
const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const BLUE: &str = "1;34";
const CYAN: &str = "1;36";

impl Report {
    /// The report for people: every finding with the line that it is about and the way out, and
    /// how many there are.
    pub fn to_text(&self, style: Style) -> String {
        let checked = match self.checked {
            Checked::Files(count) => many(count, "file"),
            Checked::Stacks(count) => many(count, "stack"),
        };
        let (findings, counts) = (self.findings(style), self.counts());
        format!("{findings}checked {checked}: {counts}\n")
    }

    /// Every finding, with a line between them: errors first, because they are what has to be mended, and
    /// beside them no infos, which are counted. What several stacks have alike is told once.
    pub(crate) fn findings(&self, style: Style) -> String {
        let mut text = String::with_capacity(self.diagnostics().count() * FINDING);
        let mut told: Vec<&Diagnostic> = Vec::new();
        let errors = self.errors();
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            if severity == Severity::Info && errors > 0 {
                break;
            }
            for file in &self.files {
                let of_it = |found: &&Diagnostic| found.severity == severity;
                for found in file.diagnostics.iter().filter(of_it) {
                    let is_told = |other: &&Diagnostic| is_alike(other, found);
                    if told.iter().any(&is_told) {
                        continue;
                    }
                    finding(&mut text, file, found, style);
                    if found.stack.is_some() {
                        let others = file.diagnostics.iter().filter(is_told);
                        also_in(&mut text, others);
                        told.push(found);
                    }
                    text.push('\n');
                }
            }
        }
        text
    }

    /// Every finding of an app, in no more than what is wrong and which line made it.
    pub(crate) fn short_findings(&self, style: Style) -> String {
        let mut text = String::new();
        for found in self.diagnostics() {
            head(&mut text, found, style);
            if let Some(line) = found.source.first() {
                line_of_program(&mut text, line, found.construct.as_deref(), style);
            }
        }
        text
    }

    /// As `1 error, 3 warnings, 2 acknowledged`.
    pub(crate) fn counts(&self) -> String {
        let counts = [
            (self.errors(), "error"),
            (self.warnings(), "warning"),
            (self.count(Severity::Info), "info"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let mut counts: Vec<String> = counts.map(|(count, word)| many(count, word)).collect();
        if counts.is_empty() {
            counts.push("nothing found".to_owned());
        }
        if self.acknowledged > 0 {
            counts.push(format!("{} acknowledged", self.acknowledged));
        }
        counts.join(", ")
    }
}

fn many(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}

/// Whether two findings say the same of what one line makes in two stacks.
fn is_alike(one: &Diagnostic, other: &Diagnostic) -> bool {
    let said = |found: &Diagnostic| (found.code, found.severity, found.source.first().copied());
    one.stack.is_some()
        && one.stack != other.stack
        && said(one) == said(other)
        && one.message == other.message
        && one.path == other.path
}

/// The other stacks that have the same.
fn also_in<'f>(text: &mut String, others: impl Iterator<Item = &'f Diagnostic>) {
    let mut stacks: Vec<Cow<'_, str>> = others
        .filter_map(|other| other.stack.as_deref().map(clean))
        .collect();
    stacks.dedup();
    if !stacks.is_empty() {
        let _ = writeln!(text, "  also in {}", stacks.join(", "));
    }
}

/// How bad it is, the code, and what is wrong.
fn head(text: &mut String, found: &Diagnostic, style: Style) {
    let colour = match found.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => BLUE,
    };
    let head = format!("{}[{}]", found.severity, found.code);
    let message = [": ", &found.message].concat();
    text.push_str(&style.paint(colour, &head));
    text.push_str(&style.paint(BOLD, &clean(&message)));
    text.push('\n');
}

fn finding(text: &mut String, file: &FileReport, found: &Diagnostic, style: Style) {
    head(text, found, style);
    if found.source.is_empty() {
        place_in_template(text, file, found, style);
    } else {
        place_in_program(text, found, style);
    }
    if let Some(help) = &found.help {
        push(
            text,
            &["  ", &style.paint(CYAN, "help:"), " ", &clean(help), "\n"],
        );
    }
    if stackwright_check::declaration(found.code).is_some() {
        let see = style.paint(CYAN, "see:");
        push(
            text,
            &["  ", &see, " stackwright explain ", found.code, "\n"],
        );
    }
}

/// The line of the program that made it, then where it is in the template.
fn place_in_program(text: &mut String, found: &Diagnostic, style: Style) {
    let mut construct = found.construct.as_deref();
    for line in &found.source {
        line_of_program(text, line, construct.take(), style);
    }
    if let (Some(stack), Some(path)) = (&found.stack, &found.path) {
        let _ = writeln!(text, "  in stack {}: {}", clean(stack), clean(path));
    }
}

fn line_of_program(text: &mut String, line: &SourceLine, construct: Option<&str>, style: Style) {
    let _ = write!(text, "  {} {line}", style.paint(BLUE, "-->"));
    if let Some(construct) = construct {
        let _ = write!(text, "   at {}", clean(construct));
    }
    text.push('\n');
}

/// The place in the file, with what stands there.
fn place_in_template(text: &mut String, file: &FileReport, found: &Diagnostic, style: Style) {
    let arrow = style.paint(BLUE, "-->");
    push(text, &["  ", &arrow, " ", &clean(&file.file)]);
    let start = found.span.start;
    if found.span.is_known() {
        // Writing into memory cannot fail.
        let _ = write!(text, ":{start}");
    }
    if let Some(path) = &found.path {
        push(text, &["   at ", &clean(path)]);
    }
    text.push('\n');
    let Some(excerpt) = file.excerpts.get(&start) else {
        return;
    };
    let (line, indent, carets) = excerpt.marked(found.span);
    let number = start.line.to_string();
    let gutter = gutter(&number);
    let bar = style.paint(BLUE, "|");
    let (number, carets) = (style.paint(BLUE, &number), style.paint(RED, &carets));
    push(text, &["   ", &gutter, " ", &bar, "\n"]);
    push(text, &["   ", &number, " ", &bar, " ", &line, "\n"]);
    push(text, &["   ", &gutter, " ", &bar, " "]);
    push(text, &[&indent, &carets, "\n"]);
}

/// Adds texts, one behind the other.
fn push(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

/// A text that commands no terminal, whose further lines are indented.
fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.chars().map(printable).collect())
        .collect();
    Cow::Owned(lines.join("\n    "))
}
