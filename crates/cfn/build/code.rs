//! Code under construction.

use std::fmt::Display;

/// Lines of code, indented as rustfmt would.
#[derive(Default)]
pub struct Code {
    text: String,
    depth: usize,
}

impl Code {
    /// Adds a line.
    pub fn line(&mut self, line: impl Display) {
        self.text.push_str(&"    ".repeat(self.depth));
        self.text.push_str(&line.to_string());
        self.text.push('\n');
    }

    /// Adds documentation: a paragraph an item.
    pub fn doc<T: Display>(&mut self, paragraphs: impl IntoIterator<Item = T>) {
        for (index, paragraph) in paragraphs.into_iter().enumerate() {
            if index > 0 {
                self.line("///");
            }
            self.line(format_args!("/// {paragraph}"));
        }
    }

    /// Adds a line that ends with `{`, what `body` writes, and `}`.
    pub fn block(&mut self, head: impl Display, body: impl FnOnce(&mut Code)) {
        self.line(format_args!("{head} {{"));
        self.depth += 1;
        body(self);
        self.depth -= 1;
        self.line("}");
    }

    /// Adds a block that ends a statement: `};`.
    pub fn statement(&mut self, head: impl Display, body: impl FnOnce(&mut Code)) {
        self.block(head, body);
        self.text.pop();
        self.text.push_str(";\n");
    }

    /// Adds a function that a caller's crate can take in, as all of them are.
    pub fn function(&mut self, signature: impl Display, body: impl Display) {
        self.line("#[inline]");
        self.block(signature, |code| code.line(body));
    }

    /// Adds lines that were written elsewhere.
    pub fn append(&mut self, other: &Code) {
        for line in other.text.lines() {
            self.line(line);
        }
    }

    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.text
    }
}
