use std::fmt;

use crate::{Diagnostic, Position, Span};

/// Why a file is not a template: what was found, what was expected, and where.
///
/// Shown as `file:line:column: message`; the file is left out where it has no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The file, if it was named.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What was found and what was expected; lower case.
    pub message: String,
}

impl ReadError {
    /// The code of the diagnostic that a `ReadError` becomes.
    pub const CODE: &'static str = "TPL001";

    pub(crate) fn new(at: Position, message: impl Into<String>) -> Self {
        ReadError {
            file: None,
            line: at.line,
            column: at.column,
            message: message.into(),
        }
    }

    pub(crate) fn in_file(mut self, file: Option<&str>) -> Self {
        self.file = file.map(str::to_owned);
        self
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}:")?;
        }
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ReadError {}

impl From<ReadError> for Diagnostic {
    /// The finding without its file, which whoever read the file knows.
    fn from(error: ReadError) -> Self {
        let at = Position {
            line: error.line,
            column: error.column,
        };
        Diagnostic::error(ReadError::CODE, error.message).at(Span::new(at, at))
    }
}
