//! What changes, for people.

use std::fmt::Write;

use stackwright_change::{
    Cause, Change, Effect, EntryChange, Kind, PropertyChange, ResourceChange, words,
};
use stackwright_template::Node;

use super::{Difference, StackDifference, State};
use crate::report::Style;

const BOLD: &str = "1";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";
const ERROR: &str = "1;31";
const FAINT: &str = "2";

impl Difference {
    /// What changes, for people, stack by stack.
    pub fn to_text(&self, style: Style) -> String {
        let mut text = String::new();
        for stack in self.stacks.iter().filter(|stack| stack.is_said()) {
            stack.write(&mut text, style);
        }
        for alike in &self.alike {
            let _ = writeln!(text, "{} {}", style.paint(YELLOW, "note:"), alike.words());
        }
        match self.is_empty() {
            true => text.push_str("nothing changes\n"),
            false => text.push_str(&format!("{}\n", self.counts().words())),
        }
        #[cfg(feature = "cost")]
        if let Some(cost) = &self.cost {
            text.push_str(&crate::cost::text::change(cost, style));
        }
        text
    }
}

impl StackDifference {
    /// Whether there is anything to say of it.
    pub(super) fn is_said(&self) -> bool {
        !self.change.is_empty() || self.state != State::Stays
    }

    fn write(&self, text: &mut String, style: Style) {
        let state = match self.state {
            State::Stays => "",
            State::Added => " (new)",
            State::Removed => " (goes)",
        };
        let _ = writeln!(text, "{}{state}", style.paint(BOLD, &self.name));
        for resource in &self.change.resources {
            write_resource(text, resource, style);
        }
        entries(text, &self.change.entries, style);
        security(text, &self.change, style);
        if !self.change.notes.is_empty() {
            text.push_str("  worth knowing\n");
            for note in &self.change.notes {
                let _ = writeln!(text, "    {}", words::note(note));
            }
        }
        for hazard in &self.change.hazards {
            let code = hazard.code();
            let head = format!("error[{}]", code.code);
            let head = style.paint(ERROR, &head);
            let _ = writeln!(text, "{head}: {}", words::hazard(hazard));
            let _ = writeln!(text, "  why:  {}", code.why);
            let _ = writeln!(text, "  help: {}", code.fix);
            let _ = writeln!(text, "  see:  {}", code.page);
        }
        text.push('\n');
    }
}

/// The sign in front of a resource, and its colour.
fn sign(resource: &ResourceChange) -> (&'static str, &'static str) {
    match (&resource.kind, resource.effect) {
        (Kind::Added, _) => ("+", GREEN),
        (Kind::Removed(_), _) => ("-", RED),
        (Kind::Moved { .. } | Kind::Left { .. } | Kind::OtherType { .. }, _)
        | (_, Effect::Replaces) => ("!", RED),
        (_, Effect::MayReplace) => ("?", YELLOW),
        _ => ("~", YELLOW),
    }
}

fn write_resource(text: &mut String, resource: &ResourceChange, style: Style) {
    let (sign, colour) = sign(resource);
    let becomes = words::becomes(resource);
    let holds = match resource.loses_data() {
        true => ", with its data",
        false => "",
    };
    let head = format!("{sign} {}", resource.id);
    let _ = writeln!(
        text,
        "  {} {} {becomes}{holds}",
        style.paint(colour, &head),
        style.paint(FAINT, &resource.type_name)
    );
    if let Some(line) = words::keeps(resource) {
        let _ = writeln!(text, "      to keep it: {line}");
    }
    for property in &resource.properties {
        let reason = words::reason(property);
        let reason = match reason.is_empty() {
            true => String::new(),
            false => format!("  ({reason})"),
        };
        let path = property.path.to_string();
        let _ = writeln!(text, "      {path}: {}{reason}", values(property));
    }
    for attribute in &resource.attributes {
        let pair = (attribute.before.as_ref(), attribute.after.as_ref());
        let _ = writeln!(text, "      @{}: {}", attribute.path, from_to(pair));
    }
}

pub(super) fn values(property: &PropertyChange) -> String {
    match (&property.cause, &property.after) {
        (Cause::Follows { .. }, Some(value)) => words::short(value),
        _ => from_to((property.before.as_ref(), property.after.as_ref())),
    }
}

/// As `80 -> 443`.
pub(super) fn from_to(pair: (Option<&Node>, Option<&Node>)) -> String {
    match pair {
        (Some(before), Some(after)) => {
            format!("{} -> {}", words::short(before), words::short(after))
        }
        (None, Some(after)) => format!("+ {}", words::short(after)),
        (Some(before), None) => format!("- {}", words::short(before)),
        (None, None) => String::new(),
    }
}

/// What an entry of a section is called.
pub(super) fn entry_name(entry: &EntryChange) -> String {
    let path = entry.path.to_string();
    match (&entry.id, path.is_empty()) {
        (Some(id), true) => id.clone(),
        (Some(id), false) => format!("{id}.{path}"),
        (None, true) => entry.section.clone(),
        (None, false) => path,
    }
}

/// What changes of an entry.
pub(super) fn entry_values(entry: &EntryChange) -> String {
    match (&entry.cause, &entry.after) {
        (Cause::Follows { target, surely, .. }, Some(value)) => {
            let verb = if *surely { "changes" } else { "may change" };
            format!("{}  (`{target}` {verb})", words::short(value))
        }
        _ => from_to((entry.before.as_ref(), entry.after.as_ref())),
    }
}

fn entries(text: &mut String, entries: &[EntryChange], style: Style) {
    let mut section = "";
    for entry in entries {
        if entry.section != section {
            section = &entry.section;
            let _ = writeln!(text, "  {}", style.paint(BOLD, section));
        }
        let sign = match (&entry.before, &entry.after) {
            (None, Some(_)) => style.paint(GREEN, "+"),
            (Some(_), None) => style.paint(RED, "-"),
            _ => style.paint(YELLOW, "~"),
        };
        let _ = writeln!(
            text,
            "    {sign} {}: {}",
            entry_name(entry),
            entry_values(entry)
        );
    }
}

/// What a line on security means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// More than before.
    Wider,
    /// Less than before.
    Narrower,
    /// What the others come to.
    Follows,
}

impl Weight {
    fn of(is_wider: bool) -> Self {
        match is_wider {
            true => Weight::Wider,
            false => Weight::Narrower,
        }
    }
}

/// What changes for security, each with whether it is more than before.
pub(super) fn security_lines(change: &Change) -> Vec<(Weight, String)> {
    let mut lines = Vec::new();
    for right in &change.rights {
        lines.push((Weight::of(right.is_broader()), words::right(right)));
    }
    for opening in &change.openings {
        lines.push((Weight::of(opening.opens), words::opening(opening)));
    }
    for exposure in &change.exposures {
        lines.push((Weight::of(exposure.becomes), words::exposure(exposure)));
    }
    for reach in &change.reaches {
        lines.push((Weight::Follows, words::reach(reach)));
    }
    lines
}

fn security(text: &mut String, change: &Change, style: Style) {
    let lines = security_lines(change);
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "  {}", style.paint(BOLD, "Security"));
    for (weight, line) in lines {
        let sign = match weight {
            Weight::Wider => style.paint(RED, "wider   "),
            Weight::Narrower => style.paint(GREEN, "narrower"),
            Weight::Follows => "so      ".into(),
        };
        let _ = writeln!(text, "    {sign} {line}");
    }
}
