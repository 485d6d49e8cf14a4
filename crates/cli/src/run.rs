use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use stackwright_core::App;

use crate::args::{Cli, Command};
use crate::{command, findings};

const SUCCESS: u8 = 0;
/// The app has errors.
const ERRORS: u8 = 1;
/// The command was not understood, or could not be carried out.
const FAILURE: u8 = 2;

/// Runs the command that the program was called with, on the stacks that `build` describes.
///
/// Without a command, templates are written to `cdk.out`; `--help` says what else there is.
#[track_caller]
pub fn run(build: impl FnOnce(&App)) -> ExitCode {
    // Not locked, because threads of the program may print, too.
    let code = run_with(
        std::env::args_os(),
        &mut io::stdout(),
        &mut io::stderr(),
        build,
    );
    ExitCode::from(code)
}

/// Does what [`run`] does with arguments and outputs of one's own, as a test has them.
///
/// The first argument is the name of the program. Gives the exit code: 0 for success, 1 if the
/// app has errors, 2 if the arguments are wrong or something cannot be written. That nobody reads
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
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(message) => return not_a_command(&message, stdout, stderr),
    };

    let app = App::new();
    build(&app);
    let synthesis = app.synth();
    // Where standard error is closed, nobody could be told.
    let _ = findings::print(&synthesis, stderr);
    if synthesis.has_errors() {
        return ERRORS;
    }

    let done = match cli.command.unwrap_or(Command::Synth(cli.synth)) {
        Command::Synth(args) => command::synth(&args, &synthesis, stdout),
        Command::List => command::list(&synthesis, stdout),
    };
    match done {
        Err(failure) if !failure.is_broken_pipe() => {
            let _ = failure.print(stderr);
            FAILURE
        }
        _ => SUCCESS,
    }
}

/// Prints the help that was asked for, or what is wrong with the arguments.
fn not_a_command(message: &clap::Error, stdout: &mut dyn Write, stderr: &mut dyn Write) -> u8 {
    if message.use_stderr() {
        let _ = write!(stderr, "{message}");
        FAILURE
    } else {
        let _ = write!(stdout, "{message}");
        SUCCESS
    }
}
