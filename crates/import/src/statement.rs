//! Statements, and which names they use.

use std::collections::HashSet;

use crate::rust::{self, Code};

/// A statement of `build`.
pub struct Statement {
    /// Whether a line is left free before it.
    is_apart: bool,
    comments: Vec<String>,
    /// The variable that takes the value.
    name: Option<String>,
    code: Option<Code>,
    /// Whether the text is written as it is, because it is longer than lines are.
    is_raw: bool,
    /// Whether it is left out where nobody uses its variable.
    is_optional: bool,
}

impl Statement {
    pub fn binding(name: &str, code: Code, comments: Vec<String>) -> Self {
        Statement {
            is_apart: false,
            comments,
            name: Some(name.to_owned()),
            code: Some(code),
            is_raw: false,
            is_optional: false,
        }
    }

    /// A variable that is written where somebody uses it.
    pub fn optional(name: &str, code: Code) -> Self {
        Statement {
            is_optional: true,
            ..Statement::binding(name, code, Vec::new())
        }
    }

    pub fn plain(code: Code) -> Self {
        Statement {
            is_apart: false,
            comments: Vec::new(),
            name: None,
            code: Some(code),
            is_raw: false,
            is_optional: false,
        }
    }

    pub fn raw(code: Code, comments: Vec<String>) -> Self {
        Statement {
            comments,
            is_raw: true,
            ..Statement::plain(code)
        }
    }

    pub fn comments(comments: Vec<String>) -> Self {
        Statement {
            is_apart: false,
            comments,
            name: None,
            code: None,
            is_raw: false,
            is_optional: false,
        }
    }

    /// Sets it apart from what is before, with what is said of the section.
    pub fn begin_section(&mut self, mut comments: Vec<String>) {
        self.is_apart = true;
        comments.append(&mut self.comments);
        self.comments = comments;
    }

    /// Adds the names that it uses.
    pub fn names(&self, found: &mut HashSet<String>) {
        if let Some(code) = &self.code {
            names(code, found);
        }
    }

    /// Writes it; `used` has the variables that somebody uses.
    pub fn write(&self, used: &HashSet<String>, text: &mut String) {
        let is_used = self.name.as_ref().is_some_and(|name| used.contains(name));
        if self.is_optional && !is_used {
            return;
        }
        if self.is_apart && !text.ends_with("{\n") {
            text.push('\n');
        }
        for comment in &self.comments {
            text.push_str("    ");
            text.push_str(comment);
            text.push('\n');
        }
        let Some(code) = &self.code else { return };
        let name = self.name.as_ref().filter(|name| used.contains(*name));
        text.push_str(&match (name, code) {
            _ if self.is_raw => raw(code),
            (Some(name), code) => rust::let_statement(name, code, 4),
            (None, code) => rust::statement(code, 4),
        });
        text.push('\n');
    }
}

/// A call of one method with one text.
fn raw(code: &Code) -> String {
    match code {
        Code::Chain(root, links) => match (&**root, links.first()) {
            (Code::Atom(root), Some(link)) => {
                let argument = match link.arguments.first() {
                    Some(Code::Atom(text)) => text.as_str(),
                    _ => "",
                };
                format!("    {root}.{}(\n        {argument},\n    );", link.method)
            }
            _ => rust::statement(code, 4),
        },
        _ => rust::statement(code, 4),
    }
}

fn names(code: &Code, found: &mut HashSet<String>) {
    match code {
        Code::Atom(text) => {
            found.insert(text.clone());
        }
        Code::Call(_, items) | Code::Array(items) | Code::Tuple(items) | Code::Items(items) => {
            items.iter().for_each(|item| names(item, found));
        }
        Code::Macro(_, items) => {
            if let Some(Code::Atom(format)) = items.first() {
                let parts = format.split('{').skip(1);
                let inner = parts.filter_map(|part| part.split_once('}'));
                found.extend(inner.map(|(name, _)| name.to_owned()));
            }
            items.iter().for_each(|item| names(item, found));
        }
        Code::Named(_, value) => names(value, found),
        Code::Chain(root, links) => {
            names(root, found);
            let arguments = links.iter().flat_map(|link| &link.arguments);
            arguments.for_each(|argument| names(argument, found));
        }
        Code::Object(entries) => entries.iter().for_each(|(_, value)| names(value, found)),
    }
}
