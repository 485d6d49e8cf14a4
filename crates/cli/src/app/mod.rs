//! The command line of an app: a command is a file.

mod check;
mod context;
mod list;
mod select;
mod synth;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use stackwright_core::{App, Synthesis};

use crate::exit::ERRORS;
use crate::failure::Failure;
use crate::findings;
use crate::terminal::{Outputs, Styles};

/// Writes the CloudFormation templates of the stacks that this program describes.
///
/// Without a command it does what `synth` does.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    context: context::ContextArgs,
    #[command(flatten)]
    synth: synth::SynthArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    Synth(synth::Synth),
    List(list::List),
    Check(check::Check),
}

/// Runs the command that the program was called with, on the stacks that `build` describes.
///
/// Without a command, templates are written to `cdk.out`; `--help` says what else there is.
#[track_caller]
pub fn run(build: impl FnOnce(&App)) -> ExitCode {
    let mut outputs = Outputs {
        // Not locked, because threads of the program may print, too.
        stdout: &mut io::stdout(),
        stderr: &mut io::stderr(),
        styles: Styles::of_terminals(),
    };
    let done = call(std::env::args_os(), &mut outputs, build);
    let code = ExitCode::from(done.code);
    // The process is about to end. To free every text of every template first would take longer
    // than to write them.
    std::mem::forget(done);
    code
}

/// Does what [`run`] does with arguments and outputs of one's own, as a test has them.
///
/// The first argument is the name of the program. Gives the exit code: 0 for success, 1 if the
/// app or a template has errors, 2 if the arguments are wrong or something cannot be written. That
/// nobody reads the output any more is no error.
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
    let mut outputs = Outputs {
        stdout,
        stderr,
        styles: Styles::default(),
    };
    call(args, &mut outputs, build).code
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
    outputs: &mut Outputs<'_>,
    build: impl FnOnce(&App),
) -> Done
where
    A: Into<OsString> + Clone,
{
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(message) => {
            let code = outputs.no_command(&message);
            return Done { code, _app: None };
        }
    };

    let context = match cli.context.gather() {
        Ok(context) => context,
        Err(failure) => {
            let code = outputs.end(Err(failure), crate::exit::SUCCESS);
            return Done { code, _app: None };
        }
    };
    let app = App::new().with_context(context);
    build(&app);
    let synthesis = app.synth();
    let (code, synthesis) = match cli.command {
        None => cli.synth.run(synthesis, outputs),
        Some(Command::Synth(synth)) => synth.args.run(synthesis, outputs),
        Some(Command::List(list)) => list.run(synthesis, outputs),
        Some(Command::Check(check)) => check.run(synthesis, outputs),
    };
    Done {
        code,
        _app: Some((app, synthesis)),
    }
}

/// Says what was found, and does something with the stacks of an app without errors.
fn unless_wrong(
    synthesis: &Synthesis,
    outputs: &mut Outputs<'_>,
    work: impl FnOnce(&mut Outputs<'_>) -> Result<(), Failure>,
) -> u8 {
    // Where standard error is closed, nobody could be told.
    let _ = findings::print(synthesis, outputs.styles.stderr, outputs.stderr);
    if synthesis.has_errors() {
        return ERRORS;
    }
    let done = work(outputs);
    outputs.end(done, crate::exit::SUCCESS)
}
