//! What is said, where and how.

use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};

use crate::exit::{FAILURE, SUCCESS};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::report::Style;

/// Where a command says what it has to say.
pub(crate) struct Outputs<'o> {
    pub stdout: &'o mut dyn Write,
    pub stderr: &'o mut dyn Write,
    pub styles: Styles,
}

/// How texts are shown on both.
#[derive(Clone, Copy, Default)]
pub(crate) struct Styles {
    pub stdout: Style,
    pub stderr: Style,
    /// Whether standard output is a terminal, where people read.
    pub is_read: bool,
    /// Whether a line on standard error may be written over, as only terminals have it.
    pub shows_progress: bool,
}

impl Outputs<'_> {
    /// Prints a text as it is.
    pub fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.stdout.write_all(text.as_bytes())?;
        self.stdout.flush()?;
        Ok(())
    }

    /// The exit code, or that of a failure, which is said. That nobody reads on is none.
    pub fn end(&mut self, done: Result<(), Failure>, code: u8) -> u8 {
        match done {
            Err(failure) if !failure.is_broken_pipe() => self.fail(&failure),
            _ => code,
        }
    }

    /// Says why a command could not be carried out.
    pub fn fail(&mut self, failure: &Failure) -> u8 {
        // Where standard error is closed, nobody could be told.
        let _ = failure.print(self.stderr);
        FAILURE
    }

    /// What says how far a command has come that may take over a second.
    pub fn progress(&self) -> Progress {
        match self.styles.shows_progress {
            true => Progress::on_stderr(),
            false => Progress::silent(),
        }
    }

    /// Prints the help that was asked for, or what is wrong with the arguments.
    pub fn no_command(&mut self, message: &clap::Error) -> u8 {
        if message.use_stderr() {
            let _ = write!(self.stderr, "{message}");
            FAILURE
        } else {
            let _ = write!(self.stdout, "{message}");
            SUCCESS
        }
    }
}

impl Styles {
    pub fn of_terminals() -> Self {
        Styles {
            stdout: style(&io::stdout()),
            stderr: style(&io::stderr()),
            is_read: io::stdout().is_terminal(),
            shows_progress: io::stderr().is_terminal() && !is_dumb(),
        }
    }
}

/// Colours are for terminals that show them, and for those who have not declined them.
///
/// <https://no-color.org>
fn style(output: &impl IsTerminal) -> Style {
    let declined = is("NO_COLOR", |value| !value.is_empty());
    if !declined && !is_dumb() && output.is_terminal() {
        Style::Colour
    } else {
        Style::Plain
    }
}

/// Whether the terminal does nothing but write on.
fn is_dumb() -> bool {
    is("TERM", |value| value == "dumb")
}

fn is(name: &str, means: fn(&OsStr) -> bool) -> bool {
    std::env::var_os(name).is_some_and(|value| means(&value))
}
