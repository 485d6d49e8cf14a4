use std::io::BufRead;
use std::sync::{Arc, OnceLock};

use crate::{Position, Span};

/// The file that a template was read from.
#[derive(Clone, Debug)]
pub struct Source {
    name: Option<Arc<str>>,
    text: Arc<str>,
    /// Where lines and characters are, found when a place is first asked for.
    index: OnceLock<Arc<Index>>,
}

/// What whoever has read a text knows of its lines.
pub(crate) struct Lines {
    /// The offset at which every line starts.
    pub(crate) starts: Vec<usize>,
    /// Whether every byte is a character.
    pub(crate) ascii: bool,
}

/// What leads from a line and a column to an offset.
#[derive(Debug)]
struct Index {
    /// The offset at which every line starts.
    lines: Vec<usize>,
    /// How many characters there are before every block of the text; empty where each is a byte.
    blocks: Vec<usize>,
}

/// How many bytes are a block: the most that is passed to find a character.
const BLOCK: usize = 256;

impl Source {
    /// The file with this text, and its lines, where they are known.
    pub(crate) fn new(name: Option<&str>, text: &str, lines: Option<Lines>) -> Self {
        let index = OnceLock::new();
        if let Some(lines) = lines {
            index.get_or_init(|| Arc::new(Index::of_lines(text, lines)));
        }
        Source {
            name: name.map(Arc::from),
            text: Arc::from(text),
            index,
        }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Arc::new(Index::of(&self.text)))
    }

    /// The file's name, if it was given one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// All of the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A line without its end, counted from 1, for an excerpt.
    pub fn line(&self, line: u32) -> Option<&str> {
        let index = usize::try_from(line.checked_sub(1)?).ok()?;
        let lines = &self.index().lines;
        let start = *lines.get(index)?;
        let end = lines.get(index + 1).copied().unwrap_or(self.text.len());
        Some(self.text.get(start..end)?.trim_end_matches(['\n', '\r']))
    }

    /// The text between two places, as it was written.
    pub fn slice(&self, span: Span) -> Option<&str> {
        self.text
            .get(self.offset(span.start)?..self.offset(span.end)?)
    }

    fn offset(&self, at: Position) -> Option<usize> {
        let index = usize::try_from(at.line.checked_sub(1)?).ok()?;
        let column = usize::try_from(at.column.checked_sub(1)?).ok()?;
        let start = *self.index().lines.get(index)?;
        Some(self.index().advance(&self.text, start, column))
    }
}

impl Index {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        if bytes.contains(&b'\r') {
            let ends = bytes.iter().zip(1..).filter(|(byte, after)| match byte {
                b'\n' => true,
                b'\r' => bytes.get(*after) != Some(&b'\n'),
                _ => false,
            });
            lines.extend(ends.map(|(_, after)| after));
        } else {
            // The search of the standard library passes many bytes at once.
            let (mut rest, mut at) = (bytes, 0);
            while let Ok(passed @ 1..) = rest.skip_until(b'\n') {
                at += passed;
                lines.push(at);
            }
            if !text.ends_with('\n') && at > 0 {
                lines.pop();
            }
        }
        // To count is a call that is optimized also where generic functions are not.
        let ascii = text.chars().count() == text.len();
        let starts = lines;
        Index::of_lines(text, Lines { starts, ascii })
    }

    fn of_lines(text: &str, lines: Lines) -> Self {
        let bytes = text.as_bytes();
        let mut blocks = Vec::new();
        if !lines.ascii {
            let mut passed = 0;
            for block in bytes.chunks(BLOCK) {
                blocks.push(passed);
                passed += block.iter().filter(|byte| starts(**byte)).count();
            }
        }
        let lines = lines.starts;
        Index { lines, blocks }
    }

    /// The offset that is `count` characters behind another one.
    fn advance(&self, text: &str, offset: usize, count: usize) -> usize {
        let bytes = text.as_bytes();
        let Some(before) = self.blocks.get(offset / BLOCK) else {
            return offset.saturating_add(count).min(text.len());
        };
        let block = offset - offset % BLOCK;
        let passed = bytes.get(block..offset).unwrap_or_default();
        let wanted = before + passed.iter().filter(|byte| starts(**byte)).count() + count;
        // The last block that begins at or before the character.
        let block = self.blocks.partition_point(|before| *before <= wanted) - 1;
        let skip = wanted - self.blocks.get(block).copied().unwrap_or_default();
        let rest = bytes.get(block * BLOCK..).unwrap_or_default();
        let starts = rest.iter().enumerate().filter(|(_, byte)| starts(**byte));
        let found = starts.map(|(at, _)| block * BLOCK + at).nth(skip);
        found.unwrap_or(text.len())
    }
}

/// Whether a character begins with this byte.
fn starts(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::Source;
    use crate::{Position, Span};

    #[test]
    fn places_are_found_in_long_lines_too() {
        for letter in ["a", "\u{e9}", "\u{1F600}"] {
            let line = letter.repeat(1000);
            let text = format!("{line}\r\n\r{line}x\n");
            let source = Source::new(None, &text, None);
            assert_eq!(source.line(1), Some(line.as_str()));
            assert_eq!(source.line(2), Some(""));
            let at = |column| Position { line: 3, column };
            for (from, to, expected) in [(1, 2, letter), (1000, 1002, &format!("{letter}x"))] {
                let span = Span::new(at(from), at(to));
                assert_eq!(source.slice(span), Some(expected));
            }
            let beyond = Span::new(at(1001), at(9999));
            assert_eq!(source.slice(beyond), Some("x\n"));
        }
    }
}
