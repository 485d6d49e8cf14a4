use super::{Position, Span};

/// Finds the places of the characters of a string that was read from a file.
///
/// They follow from the string's span where the file has the string as it is: plain, quoted
/// without escapes, or as a literal block. Where escapes or folding stand between the two,
/// nothing is known.
pub(crate) struct Places<'a> {
    text: &'a str,
    /// The column at which every line of the text starts.
    margin: u32,
    /// The offset up to which `text` has been passed, and its place.
    offset: usize,
    at: Position,
}

impl<'a> Places<'a> {
    /// The places in `text`, which was read at `span`.
    pub(crate) fn new(span: Span, text: &'a str) -> Option<Self> {
        if !span.is_known() {
            return None;
        }
        let mut text_of_lines = text;
        while let Some(before) = text_of_lines.strip_suffix('\n') {
            text_of_lines = before;
        }
        // Most texts are one line.
        let (count, last) = match text_of_lines.as_bytes().contains(&b'\n') {
            true => {
                let lines = text_of_lines.split('\n');
                lines.fold((0, ""), |(count, _), line| (count + 1, line))
            }
            false => (1, text_of_lines),
        };
        let width = last.chars().count() as u32;
        if span.end.line - span.start.line + 1 != count {
            return None;
        }
        let quotes = match span.end.column.checked_sub(span.start.column + width)? {
            0 => 0,
            // Quotes around one line; around several they would fold them.
            2 if count == 1 => 1,
            _ => return None,
        };
        let margin = span.start.column + quotes;
        Some(Places {
            text,
            margin,
            offset: 0,
            at: Position {
                line: span.start.line,
                column: margin,
            },
        })
    }

    /// The place of the character at `offset`; to be asked in ascending order.
    pub(crate) fn at(&mut self, offset: usize) -> Position {
        for character in self.text.get(self.offset..offset).unwrap_or("").chars() {
            if character == '\n' {
                self.at.line += 1;
                self.at.column = self.margin;
            } else {
                self.at.column += 1;
            }
        }
        self.offset = offset;
        self.at
    }
}
