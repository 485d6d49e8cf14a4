//! Patterns, compiled when a value first meets them.
//!
//! Most compile with `regex-lite`, which is quick to compile. Patterns in ECMAScript's syntax
//! (look-around, Unicode classes) need a slower engine, except that Unicode classes mean known
//! ASCII letters as long as the text is ASCII. A pattern that cannot be compiled, or that gives
//! up, decides nothing.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

enum Compiled {
    Quick(regex_lite::Regex),
    Slow(Box<fancy_regex::Regex>),
    Unusable,
}

/// Which form of a pattern: as it stands, in ECMAScript's syntax, or the latter for ASCII texts.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Plain,
    Ecma,
    Ascii,
}

#[derive(Default)]
pub(super) struct Patterns {
    compiled: RefCell<HashMap<(&'static str, Form), Rc<Compiled>>>,
}

/// What a class stands for among ASCII characters.
const CLASSES: &[(&str, &str)] = &[
    (r"\p{L}", "a-zA-Z"),
    (r"\p{Ll}", "a-z"),
    (r"\p{Lu}", "A-Z"),
    (r"\p{N}", "0-9"),
    (r"\p{Nd}", "0-9"),
    (r"\p{Z}", " "),
    (r"\p{Zs}", " "),
    (r"\p{M}", ""),
    (r"\p{P}", r##"!"#%&'()*,\-./:;?@\[\\\]_{}"##),
    (r"\p{S}", r"$+<=>\^`|~"),
    (r"\p{Graph}", "!-~"),
    (r"\p{Print}", " -~"),
    (r"\p{ASCII}", r"\x00-\x7F"),
    (r"\p{Alnum}", "a-zA-Z0-9"),
    (r"\p{Alpha}", "a-zA-Z"),
    (r"\p{Digit}", "0-9"),
    (r"\p{Lower}", "a-z"),
    (r"\p{Upper}", "A-Z"),
];

impl Patterns {
    /// Whether a pattern is found in a text; nothing where that cannot be told.
    pub(super) fn found(&self, pattern: &'static str, text: &str) -> Option<bool> {
        self.run(pattern, Form::Plain, text)
    }

    /// The same for a pattern in ECMAScript's syntax.
    pub(super) fn found_ecma(&self, pattern: &'static str, text: &str) -> Option<bool> {
        if text.is_ascii()
            && let Some(found) = self.run(pattern, Form::Ascii, text)
        {
            return Some(found);
        }
        self.run(pattern, Form::Ecma, text)
    }

    fn run(&self, pattern: &'static str, form: Form, text: &str) -> Option<bool> {
        let compiled = Rc::clone(
            self.compiled
                .borrow_mut()
                .entry((pattern, form))
                .or_insert_with(|| Rc::new(compile(pattern, form))),
        );
        match &*compiled {
            Compiled::Quick(regex) => Some(regex.is_match(text)),
            Compiled::Slow(regex) => regex.is_match(text).ok(),
            Compiled::Unusable => None,
        }
    }
}

fn compile(pattern: &str, form: Form) -> Compiled {
    let quick = |pattern: &str| match regex_lite::Regex::new(pattern) {
        Ok(regex) => Compiled::Quick(regex),
        Err(_) => Compiled::Unusable,
    };
    match form {
        Form::Plain => quick(pattern),
        Form::Ascii => match in_ascii(pattern) {
            Some(pattern) => quick(&pattern),
            None => Compiled::Unusable,
        },
        Form::Ecma => {
            // Where a pattern backtracks without end it shall decide nothing.
            let regex = fancy_regex::RegexBuilder::new(pattern)
                .backtrack_limit(20_000)
                .build();
            match regex {
                Ok(regex) => Compiled::Slow(Box::new(regex)),
                Err(_) => Compiled::Unusable,
            }
        }
    }
}

/// The pattern with its Unicode classes written out for ASCII texts, if it has no other.
fn in_ascii(pattern: &str) -> Option<String> {
    let mut written = String::with_capacity(pattern.len());
    let mut rest = pattern;
    let mut inside = false;
    while let Some(character) = rest.chars().next() {
        if rest.starts_with(r"\p") || rest.starts_with(r"\P") {
            let (class, letters) = CLASSES.iter().find(|(class, _)| rest.starts_with(class))?;
            match (inside, letters.is_empty()) {
                (true, _) => written.push_str(letters),
                (false, false) => written.push_str(&format!("[{letters}]")),
                (false, true) => return None,
            }
            rest = rest.get(class.len()..)?;
            continue;
        }
        let width = match character {
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            other => other.len_utf8(),
        };
        match character {
            '[' if !inside => inside = true,
            '[' => written.push('\\'),
            ']' => inside = false,
            _ => {}
        }
        written.push_str(rest.get(..width)?);
        rest = rest.get(width..)?;
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::{Patterns, in_ascii};

    #[test]
    fn classes_are_written_out() {
        let tags = r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$";
        let ascii = r"^([a-zA-Z 0-9_.:/=+\-@]*)$";
        assert_eq!(in_ascii(tags).as_deref(), Some(ascii));
        assert_eq!(in_ascii(r"\p{Greek}"), None);
        let patterns = Patterns::default();
        assert_eq!(patterns.found_ecma(tags, "team a"), Some(true));
        assert_eq!(patterns.found_ecma(tags, "t\u{e9}l\u{e9}"), Some(true));
        assert_eq!(patterns.found_ecma(tags, "a;b"), Some(false));
        assert_eq!(patterns.found_ecma("^(?!aws:).*$", "aws:x"), Some(false));
        assert_eq!(patterns.found_ecma("(?<", "x"), None);
    }
}
