use std::io::{self, Write};
#[cfg(feature = "tool")]
use std::path::PathBuf;

use stackwright_assembly::WriteError;

/// Why a command could not be carried out.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Names that are not those of stacks, with what may have been meant.
    UnknownStacks(Vec<UnknownStack>),
    /// A code, or the beginning of one, that there is not, with what may have been meant.
    UnknownCode {
        code: String,
        help: String,
    },
    /// Something that is not done, with the way out.
    #[cfg(feature = "graph")]
    Refused {
        what: String,
        help: String,
    },
    /// A file that cannot be read or written.
    #[cfg(feature = "tool")]
    File {
        path: PathBuf,
        error: io::Error,
    },
    /// What the app is called with cannot be read.
    Context(String),
    /// What could not be looked up: each with the reason.
    LookUps(Vec<String>),
    /// The settings of the program cannot be read: what is wrong, each with its place.
    #[cfg(feature = "settings")]
    Settings(Vec<String>),
    /// A template or an assembly cannot be read: why.
    #[cfg(any(feature = "cost", feature = "diff", feature = "why"))]
    Unreadable(String),
    Write(WriteError),
    /// Standard output does not take what is printed.
    Print(io::Error),
}

#[derive(Debug)]
pub(crate) struct UnknownStack {
    pub name: String,
    pub help: String,
}

impl Failure {
    /// A code that there is not; `meant` is the nearest that there is.
    pub fn unknown_code(code: &str, meant: Option<&str>) -> Self {
        Failure::UnknownCode {
            code: code.to_owned(),
            help: match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`stackwright rules` lists all".to_owned(),
            },
        }
    }

    #[cfg(feature = "graph")]
    pub fn refused(what: impl Into<String>, help: impl Into<String>) -> Self {
        Failure::Refused {
            what: what.into(),
            help: help.into(),
        }
    }

    /// Whether somebody has read enough, as `head` does.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Failure::Print(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    pub fn print(&self, stderr: &mut dyn Write) -> io::Result<()> {
        match self {
            Failure::UnknownStacks(unknown) => unknown.iter().try_for_each(|stack| {
                let UnknownStack { name, help } = stack;
                writeln!(stderr, "error: there is no stack `{name}`\n  help: {help}")
            }),
            Failure::UnknownCode { code, help } => {
                writeln!(stderr, "error: there is no code `{code}`\n  help: {help}")
            }
            #[cfg(feature = "graph")]
            Failure::Refused { what, help } => writeln!(stderr, "error: {what}\n  help: {help}"),
            #[cfg(feature = "tool")]
            Failure::File { path, error } => {
                writeln!(stderr, "error: {}: {error}", path.display())
            }
            Failure::Context(message) => {
                writeln!(
                    stderr,
                    "error: the context of the app cannot be read: {message}"
                )
            }
            Failure::LookUps(wrong) => wrong
                .iter()
                .try_for_each(|message| writeln!(stderr, "error: {message}")),
            #[cfg(feature = "settings")]
            Failure::Settings(wrong) => wrong
                .iter()
                .try_for_each(|message| writeln!(stderr, "error: {message}")),
            #[cfg(any(feature = "cost", feature = "diff", feature = "why"))]
            Failure::Unreadable(message) => writeln!(stderr, "error: {message}"),
            Failure::Write(error) => writeln!(stderr, "error: {error}"),
            Failure::Print(error) => writeln!(stderr, "error: cannot print: {error}"),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Failure::Write(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Print(error)
    }
}
