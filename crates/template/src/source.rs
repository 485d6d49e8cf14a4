use std::sync::{Arc, OnceLock};

use crate::{Position, Span};

/// The file that a template was read from.
#[derive(Clone, Debug)]
pub struct Source {
    name: Option<Arc<str>>,
    text: Arc<str>,
    /// The offset at which every line starts, found when one is first asked for.
    lines: OnceLock<Arc<[usize]>>,
}

impl Source {
    pub(crate) fn new(name: Option<&str>, text: &str) -> Self {
        Source {
            name: name.map(Arc::from),
            text: Arc::from(text),
            lines: OnceLock::new(),
        }
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let next_line = |(at, byte): (usize, &u8)| match byte {
                b'\n' => Some(at + 1),
                b'\r' if bytes.get(at + 1) != Some(&b'\n') => Some(at + 1),
                _ => None,
            };
            let starts = bytes.iter().enumerate().filter_map(next_line);
            std::iter::once(0).chain(starts).collect()
        })
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
        let start = *self.lines().get(index)?;
        let end = self
            .lines()
            .get(index + 1)
            .copied()
            .unwrap_or(self.text.len());
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
        let start = *self.lines().get(index)?;
        let rest = self.text.get(start..)?;
        let mut offsets = rest.char_indices().map(|(offset, _)| offset);
        Some(start + offsets.nth(column).unwrap_or(rest.len()))
    }
}
