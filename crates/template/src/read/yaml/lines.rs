//! Most templates, read a line at a time: what people and programs write nearly always, for a fraction
//! of what a parser of all of YAML takes.
//!
//! Read are maps and lists in blocks; words, quoted texts, and lists and maps in brackets that end on
//! the line on which they begin; tags of functions before them; comments. All other YAML is left to
//! the parser, all of the text from its start, and so is whatever may be wrong: this module knows no
//! error. It says `None` rather than to decide what is not plain to see, so that whoever reads here
//! gets the tree and the places that the parser gives, which the tests hold against each other.

use std::borrow::Cow;

use super::tag::Meaning;
use super::{Builder, Properties};
use crate::{Function, Map, Position, Span};

/// How many blocks or brackets may stand in each other; what has more is left to the parser, which has
/// limits of its own.
const DEEPEST: usize = 60;

/// How many bytes a key may have: fewer than those at which the parser gives up looking for its colon.
const LONGEST_KEY: usize = 512;

/// The root of a template, if all of it can be read here.
pub(super) fn read(text: &str) -> Option<Map> {
    // A byte is a column then, and every line ends the same way.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    if !text.bytes().all(is_plain) {
        return None;
    }
    let mut reader = Reader {
        builder: Builder::new(text),
        blocks: Vec::new(),
        above: Above::Nothing,
        number: 0,
    };
    for line in text.split('\n') {
        reader.number += 1;
        reader.line(line)?;
    }
    let Above::Value = reader.above else {
        return None;
    };
    while reader.blocks.pop().is_some() {
        reader.builder.close(None).ok()?;
    }
    reader.builder.finish().ok()
}

/// A block that is not closed yet.
struct Block {
    /// The column at which its keys or its dashes stand, from 0.
    indent: usize,
    is_list: bool,
}

/// What the lines read so far end with.
enum Above {
    Nothing,
    /// A value, which is complete.
    Value,
    /// A key or a dash, and perhaps a tag behind it. Its value is on the lines below.
    Open(Properties),
}

struct Reader<'t> {
    builder: Builder<'t>,
    blocks: Vec<Block>,
    above: Above,
    /// The number of the line, from 1.
    number: u32,
}

/// What is left of a line, and where it begins.
#[derive(Clone, Copy)]
struct Rest<'t> {
    text: &'t str,
    /// The column, from 0.
    column: usize,
}

impl<'t> Rest<'t> {
    fn first(self) -> Option<u8> {
        self.text.as_bytes().first().copied()
    }

    /// What stands behind this many bytes.
    fn after(self, bytes: usize) -> Option<Rest<'t>> {
        Some(Rest {
            text: self.text.get(bytes..)?,
            column: self.column + bytes,
        })
    }

    /// What stands behind the spaces.
    fn trimmed(self) -> Rest<'t> {
        let text = self.text.trim_start_matches(' ');
        Rest {
            text,
            column: self.column + self.text.len() - text.len(),
        }
    }

    /// Whether the line ends here, but for spaces and a comment. What stands before it ends with a space.
    fn is_over(self) -> bool {
        matches!(self.first(), None | Some(b'#'))
    }

    /// The same where a bracket or a quote stands before it.
    fn is_closed(self) -> bool {
        let rest = self.trimmed();
        rest.text.is_empty() || rest.text.len() < self.text.len() && rest.is_over()
    }
}

/// A scalar as it stands on a line.
struct Scalar<'t> {
    text: &'t str,
    is_plain: bool,
    /// How many bytes it takes with its quotes.
    width: usize,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: &'t str) -> Option<()> {
        let content = Rest {
            text: line,
            column: 0,
        };
        let content = content.trimmed();
        if content.is_over() {
            return Some(());
        }
        if content.column == 0 && line.starts_with("---") {
            // Where the only document starts.
            return (line == "---" && self.number == 1).then_some(());
        }
        if content.column == 0 && line.starts_with("...") {
            return None;
        }
        let item = dash(content);
        self.enter(content.column, item)?;
        match item {
            Some(item) => self.item(item),
            None => self.entry(content),
        }
    }

    /// Closes the blocks that end above a line, and begins the one that begins with it, of keys or, where
    /// something stands behind a dash, of items.
    fn enter(&mut self, indent: usize, item: Option<Rest<'t>>) -> Option<()> {
        let is_list = item.is_some();
        match std::mem::replace(&mut self.above, Above::Value) {
            Above::Nothing if indent == 0 && !is_list => {
                return self.begin(indent, indent, is_list, Properties::NONE);
            }
            Above::Nothing => return None,
            Above::Open(properties) => {
                let around = self.blocks.last()?;
                if indent > around.indent {
                    return self.begin(indent, indent, is_list, properties);
                }
                // A list may stand at the column of the key that it is the value of. For the parser it
                // begins behind its first dash.
                let item = item.filter(|item| !item.is_over())?;
                let beside = indent == around.indent && !around.is_list;
                return match beside && properties.tag.is_none() {
                    true => self.begin(indent, item.column, is_list, properties),
                    false => None,
                };
            }
            Above::Value => {}
        }
        loop {
            let block = self.blocks.last()?;
            if block.indent == indent && block.is_list == is_list {
                return Some(());
            }
            // What is further to the right than the block goes on with the value above.
            if block.indent < indent || block.indent == indent && !block.is_list {
                return None;
            }
            self.blocks.pop();
            self.builder.close(None).ok()?;
        }
    }

    fn begin(
        &mut self,
        indent: usize,
        column: usize,
        is_list: bool,
        properties: Properties,
    ) -> Option<()> {
        if self.blocks.len() == DEEPEST {
            return None;
        }
        self.blocks.push(Block { indent, is_list });
        let content = match is_list {
            true => self.builder.list(),
            false => self.builder.map(),
        };
        let at = self.at(column);
        let opened = self
            .builder
            .open(properties, false, Span::new(at, at), content);
        opened.ok()
    }

    /// What stands behind a dash.
    fn item(&mut self, item: Rest<'t>) -> Option<()> {
        if dash(item).is_some() {
            return None;
        }
        match is_entry(item) {
            true => {
                self.begin(item.column, item.column, false, Properties::NONE)?;
                self.entry(item)
            }
            false => self.value(item),
        }
    }

    /// A key, and what stands behind it.
    fn entry(&mut self, entry: Rest<'t>) -> Option<()> {
        let key = key(entry, false)?;
        self.scalar(&key, entry, Properties::NONE)?;
        let behind = entry.after(key.width)?;
        // The colon, of which `key` has seen that a space or the end of the line is behind it.
        self.value(behind.after(1)?.trimmed())
    }

    /// The value of a key or of an item, or what of it stands on this line.
    fn value(&mut self, value: Rest<'t>) -> Option<()> {
        let (properties, value) = self.tag(value)?;
        if value.is_over() {
            self.above = Above::Open(properties);
            return Some(());
        }
        let behind = match value.first() {
            Some(b'[' | b'{') => self.flow(value, properties, 0)?,
            _ => {
                let scalar = scalar(value, false)?;
                self.scalar(&scalar, value, properties)?;
                value.after(scalar.width)?
            }
        };
        behind.is_closed().then_some(())
    }

    /// The tag of a function, and what stands behind it.
    fn tag(&self, value: Rest<'t>) -> Option<(Properties, Rest<'t>)> {
        let Some(tagged) = value.text.strip_prefix('!') else {
            return Some((Properties::NONE, value));
        };
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric();
        let width = tagged.bytes().take_while(|byte| is_name(byte)).count();
        let function = Function::from_tag(tagged.get(..width)?)?;
        let behind = value.after(1 + width)?;
        if !(behind.text.is_empty() || behind.text.starts_with(' ')) {
            return None;
        }
        let properties = Properties {
            meaning: Meaning::Call(function),
            tag: Some(self.at(value.column)),
            ..Properties::NONE
        };
        Some((properties, behind.trimmed()))
    }

    /// A list or a map in brackets, and what stands behind it.
    fn flow(&mut self, open: Rest<'t>, properties: Properties, depth: usize) -> Option<Rest<'t>> {
        let is_list = open.first() == Some(b'[');
        let close = if is_list { b']' } else { b'}' };
        let content = match is_list {
            true => self.builder.list(),
            false => self.builder.map(),
        };
        if depth + self.blocks.len() > DEEPEST {
            return None;
        }
        let place = Span::new(self.at(open.column), self.at(open.column + 1));
        self.builder.open(properties, true, place, content).ok()?;
        let mut rest = open.after(1)?.trimmed();
        if rest.first() != Some(close) {
            loop {
                if !is_list {
                    let key = key(rest, true)?;
                    self.scalar(&key, rest, Properties::NONE)?;
                    rest = rest.after(key.width + 1)?.trimmed();
                }
                rest = self.in_flow(rest, depth)?.trimmed();
                match rest.first() {
                    Some(b',') => rest = rest.after(1)?.trimmed(),
                    Some(found) if found == close => break,
                    _ => return None,
                }
            }
        }
        let behind = rest.after(1)?;
        self.builder.close(Some(self.at(behind.column))).ok()?;
        Some(behind)
    }

    /// A value within brackets, and what stands behind it.
    fn in_flow(&mut self, value: Rest<'t>, depth: usize) -> Option<Rest<'t>> {
        let (properties, value) = self.tag(value)?;
        if let Some(b'[' | b'{') = value.first() {
            return self.flow(value, properties, depth + 1);
        }
        let scalar = scalar(value, true)?;
        self.scalar(&scalar, value, properties)?;
        value.after(scalar.width)
    }

    fn scalar(&mut self, scalar: &Scalar<'t>, at: Rest<'t>, properties: Properties) -> Option<()> {
        let place = Span::new(self.at(at.column), self.at(at.column + scalar.width));
        let text = Cow::Borrowed(scalar.text);
        let read = self
            .builder
            .scalar(text, scalar.is_plain, properties, place);
        read.ok()
    }

    fn at(&self, column: usize) -> Position {
        Position {
            line: self.number,
            column: column as u32 + 1,
        }
    }
}

/// What stands behind the dash of an item, if there is one.
fn dash(content: Rest<'_>) -> Option<Rest<'_>> {
    let behind = content.text.strip_prefix('-')?;
    let is_dash = behind.is_empty() || behind.starts_with(' ');
    is_dash.then(|| content.after(1))?.map(Rest::trimmed)
}

/// Whether a key stands here. A text in quotes or brackets, or behind a tag, may hold what looks like one.
fn is_entry(item: Rest<'_>) -> bool {
    match item.first() {
        Some(b'\'' | b'"') => key(item, false).is_some(),
        Some(b'!' | b'[' | b'{') => false,
        _ => plain(item, false).is_some_and(|(_, behind)| behind == b':'),
    }
}

/// The key that stands here, with a colon behind it, and a space or the end of the line behind that.
fn key(rest: Rest<'_>, in_flow: bool) -> Option<Scalar<'_>> {
    let key = match rest.first()? {
        quote @ (b'\'' | b'"') => quoted(rest.text, quote)?,
        _ => {
            let (text, _) = plain(rest, in_flow)?;
            Scalar {
                text,
                is_plain: true,
                width: text.len(),
            }
        }
    };
    let mut behind = rest.text.bytes().skip(key.width);
    let has_colon = behind.next() == Some(b':') && matches!(behind.next(), None | Some(b' '));
    // `<<` takes over what only an alias names.
    (has_colon && key.width <= LONGEST_KEY && key.text != "<<").then_some(key)
}

/// The word or the quoted text that stands here.
fn scalar(rest: Rest<'_>, in_flow: bool) -> Option<Scalar<'_>> {
    match rest.first()? {
        quote @ (b'\'' | b'"') => quoted(rest.text, quote),
        _ => {
            let (text, behind) = plain(rest, in_flow)?;
            let scalar = Scalar {
                text,
                is_plain: true,
                width: text.len(),
            };
            (behind != b':').then_some(scalar)
        }
    }
}

/// A text in quotes that says what it looks like: without an escape.
fn quoted(text: &str, quote: u8) -> Option<Scalar<'_>> {
    let bytes = text.as_bytes().get(1..)?;
    let escapes = |byte: u8| byte == b'\\' && quote == b'"';
    let end = bytes
        .iter()
        .position(|byte| *byte == quote || escapes(*byte))?;
    let is_end = bytes.get(end) == Some(&quote) && bytes.get(end + 1) != Some(&quote);
    is_end.then_some(Scalar {
        text: text.get(1..1 + end)?,
        is_plain: false,
        width: end + 2,
    })
}

/// A word without quotes, which may hold spaces, and the byte that ends it; a line feed at the end of
/// the line.
fn plain(rest: Rest<'_>, in_flow: bool) -> Option<(&str, u8)> {
    let bytes = rest.text.as_bytes();
    let starts = match bytes {
        [b'-', next, ..] => next.is_ascii_alphanumeric(),
        [first, ..] => {
            first.is_ascii_alphanumeric()
                || matches!(first, b'_' | b'/' | b'.' | b'$' | b'(' | b'<')
        }
        [] => false,
    };
    if !starts {
        return None;
    }
    let mut end = bytes.len();
    let mut behind = b'\n';
    for (at, byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1).copied().unwrap_or(b'\n');
        let ends = match byte {
            b':' => {
                if in_flow && matches!(next, b',' | b'[' | b']' | b'{' | b'}' | b'\n') {
                    return None;
                }
                matches!(next, b' ' | b'\n')
            }
            b' ' if next == b'#' => true,
            b',' | b'[' | b']' | b'{' | b'}' => in_flow,
            _ => false,
        };
        if ends {
            (end, behind) = (at, *byte);
            break;
        }
    }
    let text = rest.text.get(..end)?;
    let word = text.trim_end_matches(' ');
    // A space before a colon is no part of a key, and is left to the parser.
    (behind != b':' || word.len() == end).then_some((word, behind))
}

#[cfg(test)]
mod tests;
