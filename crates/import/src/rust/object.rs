//! The lines of `object!`, which rustfmt leaves as they are, because they are no Rust.

use super::Code;
use super::layout::{Shape, expression};

/// What fits into so many columns stands in one line.
const ONE_LINE: usize = 56;

/// So many columns the lines inside are taken to begin at, wherever they come to stand: an object has
/// the same lines everywhere.
const INDENT: usize = 24;

/// `object!({..})`, the lines behind the first indented by `indent`.
pub fn object(entries: &[(String, Code)], indent: usize) -> String {
    let mut lines = Vec::new();
    braces(entries, 0, &mut lines, String::new(), "");
    let mut text = String::from("object!(");
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push('\n');
            text.push_str(&" ".repeat(indent));
        }
        text.push_str(line);
    }
    text.push(')');
    text
}

/// Adds an object: `before` stands in front of its brace, `after` behind the other.
fn braces(
    entries: &[(String, Code)],
    level: usize,
    lines: &mut Vec<String>,
    before: String,
    after: &str,
) {
    if let Some(line) = entries_in_line(entries, ONE_LINE) {
        lines.push(format!("{before}{line}{after}"));
        return;
    }
    lines.push(format!("{before}{{"));
    for (key, value) in entries {
        item(value, level + 1, lines, format!("{}: ", super::text(key)));
    }
    lines.push(format!("{}}}{after}", " ".repeat(4 * level)));
}

fn item(value: &Code, level: usize, lines: &mut Vec<String>, key: String) {
    let indent = " ".repeat(4 * level);
    match value {
        Code::Object(entries) => braces(entries, level, lines, format!("{indent}{key}"), ","),
        Code::Items(items) => {
            if let Some(line) = one_line(value, ONE_LINE) {
                lines.push(format!("{indent}{key}{line},"));
                return;
            }
            lines.push(format!("{indent}{key}["));
            for value in items {
                item(value, level + 1, lines, String::new());
            }
            lines.push(format!("{indent}],"));
        }
        value => {
            let at = INDENT + 4 * level;
            let text = expression(value, Shape::at(at, at + key.chars().count(), 1));
            for (index, line) in text.lines().enumerate() {
                let line = match index {
                    0 => format!("{indent}{key}{line}"),
                    _ => {
                        let margin = line.len() - line.trim_start().len();
                        let margin = margin.min(INDENT);
                        line.get(margin..).unwrap_or_default().to_owned()
                    }
                };
                lines.push(line);
            }
            if let Some(last) = lines.last_mut() {
                last.push(',');
            }
        }
    }
}

/// The value in one line of at most so many columns.
fn one_line(value: &Code, width: usize) -> Option<String> {
    let line = match value {
        Code::Object(entries) => entries_in_line(entries, width)?,
        Code::Items(items) => {
            let mut line = String::from("[");
            for (index, value) in items.iter().enumerate() {
                if index > 0 {
                    line.push_str(", ");
                }
                line.push_str(&one_line(value, width.checked_sub(line.len())?)?);
            }
            line.push(']');
            line
        }
        value => {
            let text = expression(value, Shape::at(0, 0, 0));
            if text.contains('\n') {
                return None;
            }
            text
        }
    };
    (line.chars().count() <= width).then_some(line)
}

fn entries_in_line(entries: &[(String, Code)], width: usize) -> Option<String> {
    if entries.is_empty() {
        return Some("{}".to_owned());
    }
    let mut line = String::from("{ ");
    for (index, (key, value)) in entries.iter().enumerate() {
        if index > 0 {
            line.push_str(", ");
        }
        line.push_str(&super::text(key));
        line.push_str(": ");
        line.push_str(&one_line(value, width.checked_sub(line.len())?)?);
    }
    line.push_str(" }");
    (line.chars().count() <= width).then_some(line)
}
