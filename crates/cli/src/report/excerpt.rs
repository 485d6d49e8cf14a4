//! The part of a line around a place, and what marks the place in the line below.

use std::borrow::Cow;

use stackwright_template::Span;
use unicode_width::UnicodeWidthChar;

/// How much of a line is shown: a template may be all one line.
const WIDTH: usize = 120;
/// What is shown of a long line before the place.
const BEFORE: usize = 40;

const SPACES: &str = text(&[b' '; WIDTH]);
const CARETS: &str = text(&[b'^'; WIDTH]);

/// A line, or the part of it around a place.
#[derive(Debug)]
pub(super) struct Excerpt {
    text: String,
    /// How many characters of the line are left out before it.
    before: usize,
    /// Whether some are left out behind it.
    more: bool,
}

impl Excerpt {
    /// Of a line without its end, around a column, counted from 1.
    pub(super) fn of(line: &str, column: u32) -> Excerpt {
        let length = line.chars().count();
        let before = match length > WIDTH {
            true => index(column).min(length).saturating_sub(BEFORE),
            false => 0,
        };
        let end = length.min(before + WIDTH);
        let text = line.get(byte_of(line, before)..byte_of(line, end));
        Excerpt {
            text: text.unwrap_or(line).to_owned(),
            before,
            more: end < length,
        }
    }

    /// The line as it is shown, what goes before the marks below it, and the marks.
    pub(super) fn marked(
        &self,
        span: Span,
    ) -> (Cow<'_, str>, Cow<'static, str>, Cow<'static, str>) {
        let (start, end) = (span.start, span.end);
        let first = index(start.column);
        let last = match end.line == start.line {
            true => index(end.column).max(first + 1),
            false => usize::MAX,
        };
        if self.before == 0 && !self.more && is_plain(&self.text) {
            let length = self.text.len();
            let first = first.min(length);
            let width = last.min(length).saturating_sub(first).max(1);
            let (indent, carets) = (run(SPACES, first), run(CARETS, width));
            return (Cow::Borrowed(&self.text), indent, carets);
        }
        let left = if self.before > 0 { "..." } else { "" };
        let right = if self.more { "..." } else { "" };
        let mut indent = run(SPACES, left.len()).into_owned();
        let mut width = 0;
        for (index, char) in (self.before..).zip(self.text.chars()) {
            match char {
                // It stays one, so that the mark stands below the place however wide tabs are.
                '\t' if index < first => indent.push('\t'),
                char if index < first => indent.push_str(&run(SPACES, columns(char))),
                char if index < last => width += columns(char),
                _ => break,
            }
        }
        let middle: String = self.text.chars().map(printable).collect();
        let line = format!("{left}{middle}{right}");
        (line.into(), indent.into(), run(CARETS, width.max(1)))
    }
}

/// What stands below the number of a line, beside the marks.
pub(super) fn gutter(number: &str) -> Cow<'static, str> {
    run(SPACES, number.len())
}

const fn text(bytes: &[u8]) -> &str {
    match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// So many of the one character that a text has.
fn run(of: &'static str, count: usize) -> Cow<'static, str> {
    match of.get(..count) {
        Some(run) => Cow::Borrowed(run),
        None => Cow::Owned(of.chars().cycle().take(count).collect()),
    }
}

/// A column, counted from 0.
fn index(column: u32) -> usize {
    usize::try_from(column)
        .unwrap_or(usize::MAX)
        .saturating_sub(1)
}

/// Whether a text is shown as it is, on one line, a column a byte.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
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
pub(super) fn printable(char: char) -> char {
    match char {
        '\t' => '\t',
        char if char.is_control() => char::REPLACEMENT_CHARACTER,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        char => char,
    }
}

#[cfg(test)]
mod tests {
    use stackwright_template::{Position, Span};

    use super::{Excerpt, WIDTH};

    fn marked(line: &str, column: u32, end: u32) -> [String; 3] {
        let at = |column| Position { line: 1, column };
        let excerpt = Excerpt::of(line, column);
        let span = Span::new(at(column), at(end));
        let (line, indent, carets) = excerpt.marked(span);
        [line, indent, carets].map(|text| text.into_owned())
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(marked("Type: A", 7, 8), ["Type: A", "      ", "^"]);
        assert_eq!(marked("a\tb", 3, 4), ["a\tb", " \t", "^"]);
        assert_eq!(marked("", 9, 9), ["", "", "^"]);
    }

    #[test]
    fn of_a_long_line_no_more_is_kept_than_is_shown() {
        let line = "0123456789".repeat(100_000);
        assert_eq!(Excerpt::of(&line, 500_000).text.len(), WIDTH);
        let [shown, indent, carets] = marked(&line, 51, 54);
        assert!(shown.starts_with("...0123") && shown.ends_with("789..."));
        assert_eq!((indent.len(), carets.len()), (43, 3));
        assert_eq!(
            shown.get(indent.len()..).and_then(|rest| rest.get(..3)),
            Some("012")
        );
    }
}
