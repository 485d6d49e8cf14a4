use std::borrow::Cow;
use std::fmt::Write;

use stackwright_template::{Diagnostic, Severity, SourceLine};
use unicode_width::UnicodeWidthChar;

use super::{Checked, FileReport, Report};

/// How much of a line is shown: a template may be all one line.
const WIDTH: usize = 120;
/// What is shown of a long line before the place.
const BEFORE: usize = 40;

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
        let mut text = String::new();
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
    let Some(line) = file.lines.get(&start.line) else {
        return;
    };
    let (shown, marked) = excerpt(line, found);
    let number = start.line.to_string();
    let gutter = " ".repeat(number.len());
    let bar = style.paint(BLUE, "|");
    let marked = marked.trim_end();
    let carets = marked.trim_start();
    let indent = marked.strip_suffix(carets).unwrap_or_default();
    let (number, carets) = (style.paint(BLUE, &number), style.paint(RED, carets));
    push(text, &["   ", &gutter, " ", &bar, "\n"]);
    push(text, &["   ", &number, " ", &bar, " ", &shown, "\n"]);
    push(
        text,
        &["   ", &gutter, " ", &bar, " ", indent, &carets, "\n"],
    );
}

/// Adds texts, one behind the other.
fn push(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

/// Whether a text is shown as it is, on one line, a column a byte.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The line, or the part of it around the place, and what marks the place in the line below.
fn excerpt<'l>(line: &'l str, found: &Diagnostic) -> (Cow<'l, str>, String) {
    let index = |column: u32| {
        usize::try_from(column)
            .unwrap_or(usize::MAX)
            .saturating_sub(1)
    };
    let (start, end) = (found.span.start, found.span.end);
    let length = line.chars().count();
    let first = index(start.column).min(length);
    let last = match end.line == start.line {
        true => index(end.column).max(first + 1),
        false => usize::MAX,
    };
    let from = match length > WIDTH {
        true => first.saturating_sub(BEFORE),
        false => 0,
    };
    let to = length.min(from + WIDTH);
    // A template without line breaks is a single line, of which only the part around the place is looked at.
    let middle = line.get(byte_of(line, from)..byte_of(line, to));
    let middle = middle.unwrap_or(line);
    let left = if from > 0 { "..." } else { "" };
    let right = if to < length { "..." } else { "" };

    if length <= WIDTH && is_plain(line) {
        let width = last.min(length).saturating_sub(first).max(1);
        return (Cow::Borrowed(line), " ".repeat(first) + &"^".repeat(width));
    }
    let mut marks = " ".repeat(left.len());
    let mut width = 0;
    for (index, char) in (from..).zip(middle.chars()) {
        match char {
            // It stays one, so that the mark stands below the place however wide tabs are.
            '\t' if index < first => marks.push('\t'),
            char if index < first => marks.push_str(&" ".repeat(columns(char))),
            char if index < last => width += columns(char),
            _ => break,
        }
    }
    marks.push_str(&"^".repeat(width.max(1)));
    let middle: String = middle.chars().map(printable).collect();
    (Cow::Owned(format!("{left}{middle}{right}")), marks)
}

/// Where a character of a line begins, or the line ends.
fn byte_of(line: &str, char: usize) -> usize {
    match line.is_ascii() {
        true => char.min(line.len()),
        false => {
            let mut starts = line.char_indices().map(|(at, _)| at);
            starts.nth(char).unwrap_or(line.len())
        }
    }
}

/// How many columns of a terminal a character takes: none, one or two.
fn columns(char: char) -> usize {
    printable(char).width().unwrap_or(1)
}

/// What a template says must not command the terminal, nor turn round the order in which it shows
/// letters.
fn printable(char: char) -> char {
    match char {
        '\t' => '\t',
        char if char.is_control() => char::REPLACEMENT_CHARACTER,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        char => char,
    }
}

/// The same for a text, whose further lines are indented.
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
