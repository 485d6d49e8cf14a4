//! Words of a command, and how a shell is told of them.

use std::fmt;

/// One argument of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    parts: Vec<Part>,
}

/// A part of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// As it is.
    Text(String),
    /// The value of a variable of the environment, which has to be there.
    Variable(String),
}

impl Word {
    /// As it is.
    pub fn text(text: impl Into<String>) -> Self {
        Word {
            parts: vec![Part::Text(text.into())],
        }
    }

    /// The value of a variable of the environment.
    pub fn variable(name: &str) -> Self {
        Word {
            parts: vec![Part::Variable(name.to_owned())],
        }
    }

    /// A text that may name `${AWS::AccountId}`, `${AWS::Region}` and `${AWS::Partition}`.
    pub(crate) fn of_place(text: &str) -> Self {
        let mut word = Word::default();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((name, behind)) = after.split_once('}') else {
                break;
            };
            word.parts.push(Part::Text(before.to_owned()));
            word.parts.push(match name {
                "AWS::AccountId" => Part::Variable("AWS_ACCOUNT_ID".to_owned()),
                "AWS::Region" => Part::Variable("AWS_REGION".to_owned()),
                "AWS::Partition" => Part::Variable("AWS_PARTITION".to_owned()),
                other => Part::Text(format!("${{{other}}}")),
            });
            rest = behind;
        }
        word.parts.push(Part::Text(rest.to_owned()));
        word.parts.retain(|part| *part != Part::Text(String::new()));
        word
    }

    /// One behind the other.
    #[must_use]
    pub fn then(mut self, other: Word) -> Self {
        self.parts.extend(other.parts);
        self
    }

    /// As a value in what the AWS command line calls shorthand, where a comma would end it.
    ///
    /// <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html>
    #[must_use]
    pub(crate) fn escaped(mut self) -> Self {
        for part in &mut self.parts {
            if let Part::Text(text) = part {
                *text = text.replace('\\', r"\\").replace(',', r"\,");
            }
        }
        self
    }

    /// Its parts.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The variables in it.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Variable(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }
}

/// What needs no quotes in any shell of POSIX.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c)
}

/// As a shell of POSIX takes it.
impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.variables().next().is_none() {
            let texts = self.parts.iter().map(|part| match part {
                Part::Text(text) | Part::Variable(text) => text.as_str(),
            });
            let text: String = texts.collect();
            return match !text.is_empty() && text.chars().all(is_plain) {
                true => f.write_str(&text),
                false => write!(f, "'{}'", text.replace('\'', r"'\''")),
            };
        }
        f.write_str("\"")?;
        for part in &self.parts {
            match part {
                Part::Text(text) => {
                    for c in text.chars() {
                        if matches!(c, '"' | '$' | '`' | '\\') {
                            f.write_str("\\")?;
                        }
                        write!(f, "{c}")?;
                    }
                }
                Part::Variable(name) => write!(f, "${{{name}:?}}")?,
            }
        }
        f.write_str("\"")
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Word::text(text)
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Word::text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn a_shell_gets_each_word_as_it_is() {
        for (word, shown) in [
            (Word::text("Web"), "Web"),
            (Word::text("Prod/Web"), "Prod/Web"),
            (Word::text(""), "''"),
            (Word::text("it's $HOME"), r"'it'\''s $HOME'"),
            (Word::text("**"), "'**'"),
            (
                Word::text("a\"=").then(Word::variable("PARAM_A")),
                r#""a\"=${PARAM_A:?}""#,
            ),
            (
                Word::of_place("s3://b-${AWS::AccountId}-${AWS::Region}/${x}"),
                r#""s3://b-${AWS_ACCOUNT_ID:?}-${AWS_REGION:?}/\${x}""#,
            ),
        ] {
            assert_eq!(word.to_string(), shown);
        }
    }
}
