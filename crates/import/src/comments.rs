//! Comments of YAML, and what each is about.

use std::collections::BTreeMap;

use stackwright_template::{Node, Template, Value};

/// The comments of a template that have not been written yet, by line.
#[derive(Default)]
pub struct Comments {
    by_line: BTreeMap<u32, Comment>,
    /// The lines that are empty.
    blank: Vec<u32>,
}

struct Comment {
    text: String,
    /// The column at which it begins, where it has its line for itself.
    column: Option<u32>,
}

impl Comments {
    pub fn of(template: &Template, is_yaml: bool) -> Self {
        let mut comments = Comments::default();
        let Some(source) = template.source().filter(|_| is_yaml) else {
            return comments;
        };
        let mut texts = Vec::new();
        for node in template.root().values() {
            long_texts(node, &mut texts);
        }
        texts.sort_unstable();
        let mut texts = texts.into_iter().peekable();
        let mut until = 0;
        for (index, line) in source.text().lines().enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            while let Some((_, end)) = texts.next_if(|(start, _)| *start < number) {
                until = until.max(end);
            }
            if number <= until {
                continue;
            }
            if line.trim().is_empty() {
                comments.blank.push(number);
            } else if let Some(comment) = comment(line) {
                comments.by_line.insert(number, comment);
            }
        }
        comments
    }

    /// The line at which what is said above something begins that stands at this line and column.
    pub fn begin(&self, line: u32, column: u32) -> u32 {
        let mut begin = line;
        let mut at = line;
        while at > 1 {
            at -= 1;
            let comment = self.by_line.get(&at).and_then(|comment| comment.column);
            match comment {
                Some(own) if own <= column => begin = at,
                Some(_) => break,
                None if self.blank.binary_search(&at).is_ok() => {}
                None => break,
            }
        }
        begin
    }

    /// Takes the comments of some lines, the last excluded.
    pub fn take(&mut self, from: u32, to: u32) -> Vec<String> {
        if from >= to {
            return Vec::new();
        }
        let lines: Vec<u32> = self
            .by_line
            .range(from..to)
            .map(|(line, _)| *line)
            .collect();
        let taken = lines
            .into_iter()
            .filter_map(|line| self.by_line.remove(&line));
        taken.map(|comment| comment.text).collect()
    }
}

/// The lines of texts that go over several: what looks like a comment there is none.
fn long_texts(node: &Node, found: &mut Vec<(u32, u32)>) {
    match &node.value {
        Value::String(text) => {
            let (start, end) = (node.span.start.line, node.span.end.line);
            let own = u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX);
            // A block is behind the line that announces it.
            let end = end.max(start.saturating_add(own.saturating_sub(1)));
            if start < end || own > 0 {
                found.push((start.saturating_sub(1), end));
            }
        }
        Value::List(items) => items.iter().for_each(|item| long_texts(item, found)),
        Value::Map(map) => map.values().for_each(|value| long_texts(value, found)),
        Value::Call(call) => long_texts(&call.argument, found),
        _ => {}
    }
}

/// The comment at the end of a line.
fn comment(line: &str) -> Option<Comment> {
    let mut quote = None;
    let mut before = ' ';
    for (index, (offset, character)) in line.char_indices().enumerate() {
        match (quote, character) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if before.is_whitespace() || "[{,:-(".contains(before) => {
                quote = Some(character);
            }
            (None, '#') if before.is_whitespace() => {
                let is_alone = line.get(..offset).unwrap_or_default().trim().is_empty();
                let column = u32::try_from(index + 1).unwrap_or(u32::MAX);
                return Some(Comment {
                    text: written(line.get(offset + 1..).unwrap_or_default()),
                    column: is_alone.then_some(column),
                });
            }
            _ => {}
        }
        before = character;
    }
    None
}

/// A line of a comment in Rust.
pub fn written(text: &str) -> String {
    let visible = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let text: String = text.replace('\t', " ").chars().filter(visible).collect();
    let text = text.trim_end();
    match text.strip_prefix(' ') {
        _ if text.is_empty() => "//".to_owned(),
        Some(text) => format!("// {text}"),
        None => format!("// {text}"),
    }
}
