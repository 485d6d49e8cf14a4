use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use stackwright_check::Options;
use stackwright_core::{App, Synthesis};

use crate::args::{Cli, Command};
use crate::failure::Failure;
use crate::report::{Report, Style};
use crate::{check_app, command, findings};

pub(crate) const SUCCESS: u8 = 0;
/// The app or a template has errors.
pub(crate) const ERRORS: u8 = 1;
/// The command was not understood, or could not be carried out.
pub(crate) const FAILURE: u8 = 2;

/// Runs the command that the program was called with, on the stacks that `build` describes.
///
/// Without a command, templates are written to `cdk.out`; `--help` says what else there is.
#[track_caller]
pub fn run(build: impl FnOnce(&App)) -> ExitCode {
    // Not locked, because threads of the program may print, too.
    let done = call(
        std::env::args_os(),
        &mut io::stdout(),
        &mut io::stderr(),
        Styles::of_terminals(),
        build,
    );
    let code = ExitCode::from(done.code);
    // The process is about to end. To free every text of every template first would take longer
    // than to write them.
    std::mem::forget(done);
    code
}

/// Does what [`run`] does with arguments and outputs of one's own, as a test has them.
///
/// The first argument is the name of the program. Gives the exit code: 0 for success, 1 if the
/// app or a template has errors, 2 if the arguments are wrong or something cannot be written. That nobody reads
/// the output any more is no error.
#[track_caller]
pub fn run_with<A>(
    args: impl IntoIterator<Item = A>,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
    build: impl FnOnce(&App),
) -> u8
where
    A: Into<OsString> + Clone,
{
    call(args, stdout, stderr, Styles::default(), build).code
}

/// What a call comes to.
struct Done {
    code: u8,
    /// What it was about, for the caller to drop.
    _app: Option<(App, Synthesis)>,
}

#[track_caller]
fn call<A>(
    args: impl IntoIterator<Item = A>,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
    styles: Styles,
    build: impl FnOnce(&App),
) -> Done
where
    A: Into<OsString> + Clone,
{
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(message) => {
            let code = not_a_command(&message, stdout, stderr);
            return Done { code, _app: None };
        }
    };

    let app = App::new();
    build(&app);
    let mut synthesis = app.synth();
    let command = cli.command.unwrap_or(Command::Synth(cli.synth));
    let code = match command {
        Command::Check(args) => {
            synthesis = check_app(synthesis, &args.options());
            let report = Report::of_app(&synthesis);
            let done = command::check(&args, &report, styles.stdout, stdout);
            not_printed(done, args.exit_code(&report), stderr)
        }
        Command::Synth(args) => {
            if !args.no_check {
                synthesis = check_app(synthesis, &Options::new());
            }
            with_stacks(&synthesis, styles.stderr, stderr, |stacks| {
                command::synth(&args, stacks, stdout)
            })
        }
        Command::List => with_stacks(&synthesis, styles.stderr, stderr, |stacks| {
            command::list(stacks, stdout)
        }),
    };
    Done {
        code,
        _app: Some((app, synthesis)),
    }
}

/// Does something with the stacks of an app without errors.
fn with_stacks(
    synthesis: &Synthesis,
    style: Style,
    stderr: &mut dyn Write,
    done: impl FnOnce(&Synthesis) -> Result<(), Failure>,
) -> u8 {
    // Where standard error is closed, nobody could be told.
    let _ = findings::print(synthesis, style, stderr);
    if synthesis.has_errors() {
        return ERRORS;
    }
    not_printed(done(synthesis), SUCCESS, stderr)
}

/// The exit code, or that of a failure, which is said. That nobody reads on is none.
pub(crate) fn not_printed(done: Result<(), Failure>, code: u8, stderr: &mut dyn Write) -> u8 {
    match done {
        Err(failure) if !failure.is_broken_pipe() => {
            let _ = failure.print(stderr);
            FAILURE
        }
        _ => code,
    }
}

/// How texts are shown on both outputs.
#[derive(Clone, Copy, Default)]
struct Styles {
    stdout: Style,
    stderr: Style,
}

impl Styles {
    fn of_terminals() -> Self {
        Styles {
            stdout: style(&io::stdout()),
            stderr: style(&io::stderr()),
        }
    }
}

/// Colours are for terminals that show them, and for those who have not declined them.
///
/// <https://no-color.org>
pub(crate) fn style(output: &impl IsTerminal) -> Style {
    let is = |name, means: fn(&OsStr) -> bool| std::env::var_os(name).is_some_and(|v| means(&v));
    let declined = is("NO_COLOR", |value| !value.is_empty()) || is("TERM", |value| value == "dumb");
    if !declined && output.is_terminal() {
        Style::Colour
    } else {
        Style::Plain
    }
}

/// Prints the help that was asked for, or what is wrong with the arguments.
pub(crate) fn not_a_command(
    message: &clap::Error,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> u8 {
    if message.use_stderr() {
        let _ = write!(stderr, "{message}");
        FAILURE
    } else {
        let _ = write!(stdout, "{message}");
        SUCCESS
    }
}
