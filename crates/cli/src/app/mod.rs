//! The command line of an app: a command is a file.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `synth` | templates and the manifest are written |
//! | `list` | the stacks in the order of their deployment |
//! | `check` | what is wrong with the templates |
//! | `diff` | what changes against what was written before |
//! | `graph` | pictures of what is deployed |
//! | `plan` | what it takes to deploy |
//! | `cost` | what the stacks cost a month |
//! | `why` | which construct, line and relation made something |
//! | `adopt` | which lines keep a deployed stack where it is |
//! | `ids` | logical ids against those that are locked |
//! | `look_up` | the command `context`: what is asked of accounts |
//! | `context` | what the app is called with |
//! | `settings` | what a program reads from a file of settings |
//! | `select` | which stacks are meant |

#[cfg(feature = "diff")]
mod adopt;
mod check;
mod context;
#[cfg(feature = "cost")]
mod cost;
#[cfg(feature = "diff")]
mod diff;
#[cfg(feature = "graph")]
mod graph;
#[cfg(feature = "plan")]
mod ids;
mod list;
#[cfg(feature = "lookup")]
mod look_up;
#[cfg(feature = "plan")]
mod plan;
mod select;
#[cfg(feature = "settings")]
mod settings;
mod synth;
#[cfg(feature = "why")]
mod why;

#[cfg(feature = "settings")]
pub use settings::{SettingsError, read_settings, run_with, run_with_args};

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
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
struct Cli<More: Args> {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    context: context::ContextArgs,
    /// What only some programs take.
    #[command(flatten)]
    more: More,
    #[command(flatten)]
    synth: synth::SynthArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    Synth(synth::Synth),
    List(list::List),
    Check(check::Check),
    #[cfg(feature = "diff")]
    Diff(diff::Diff),
    #[cfg(feature = "graph")]
    Graph(graph::Graph),
    #[cfg(feature = "plan")]
    Plan(plan::Plan),
    #[cfg(feature = "cost")]
    Cost(cost::Cost),
    #[cfg(feature = "why")]
    Why(why::Why),
    #[cfg(feature = "diff")]
    Adopt(adopt::Adopt),
    #[cfg(feature = "plan")]
    Ids(ids::Ids),
    #[cfg(feature = "lookup")]
    #[command(name = "context")]
    LookUp(look_up::LookUp),
}

/// Of a program that takes nothing of its own.
#[derive(Args, Debug)]
struct Nothing {}

/// Runs the command that the program was called with, on the stacks that `build` describes.
///
/// Without a command, templates are written to `cdk.out`; `--help` says what else there is.
#[track_caller]
pub fn run(build: impl FnOnce(&App)) -> ExitCode {
    let build: Build = Box::new(build);
    in_process(Box::new(|args, outputs| call(args, outputs, build)))
}

/// Boxed, so that all that follows is compiled once and not in each program.
type Build<'b> = Box<dyn FnOnce(&App) + 'b>;

/// Does what [`run`] does with arguments and outputs of one's own, as a test has them.
///
/// The first argument is the name of the program. Gives the exit code: 0 for success, 1 if the
/// app or a template has errors, 2 if the arguments are wrong or something cannot be written. That
/// nobody reads the output any more is no error.
#[track_caller]
pub fn run_args<A>(
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
    let args = args.into_iter().map(Into::into).collect();
    call(args, &mut outputs, Box::new(build)).code
}

/// What is done with arguments and outputs.
type Work<'w> = Box<dyn FnOnce(Vec<OsString>, &mut Outputs<'_>) -> Done + 'w>;

/// With the arguments and outputs of the process.
#[track_caller]
fn in_process(work: Work<'_>) -> ExitCode {
    let mut outputs = Outputs {
        // Not locked, because threads of the program may print, too.
        stdout: &mut io::stdout(),
        stderr: &mut io::stderr(),
        styles: Styles::of_terminals(),
    };
    let done = work(std::env::args_os().collect(), &mut outputs);
    let code = ExitCode::from(done.code);
    // The process is about to end. To free every text of every template first would take longer
    // than to write them.
    std::mem::forget(done);
    code
}

/// What a call comes to.
struct Done {
    code: u8,
    /// What it was about, for the caller to drop.
    _app: Option<(App, Synthesis)>,
}

impl Done {
    /// With nothing built.
    fn with(code: u8) -> Self {
        Done { code, _app: None }
    }
}

#[track_caller]
fn call(args: Vec<OsString>, outputs: &mut Outputs<'_>, build: Build<'_>) -> Done {
    match Cli::<Nothing>::try_parse_from(args) {
        Ok(cli) => match cli.context.gather() {
            Ok(called) => work(cli.command, cli.synth, called, outputs, build),
            Err(failure) => Done::with(outputs.fail(&failure)),
        },
        Err(message) => Done::with(outputs.no_command(&message)),
    }
}

#[track_caller]
fn work(
    command: Option<Command>,
    synth: synth::SynthArgs,
    called: context::Called,
    outputs: &mut Outputs<'_>,
    build: Build<'_>,
) -> Done {
    let app = App::new().with_context(called.context);
    build(&app);
    let synthesis = app.synth();
    let (code, synthesis) = match command {
        None => synth.run(synthesis, called.by_cdk, outputs),
        Some(Command::Synth(synth)) => synth.args.run(synthesis, called.by_cdk, outputs),
        Some(Command::List(list)) => list.run(synthesis, outputs),
        Some(Command::Check(check)) => check.run(synthesis, outputs),
        #[cfg(feature = "diff")]
        Some(Command::Diff(diff)) => diff.run(synthesis, outputs),
        #[cfg(feature = "graph")]
        Some(Command::Graph(graph)) => graph.run(synthesis, outputs),
        #[cfg(feature = "plan")]
        Some(Command::Plan(plan)) => plan.run(synthesis, outputs),
        #[cfg(feature = "cost")]
        Some(Command::Cost(cost)) => cost.run(synthesis, outputs),
        #[cfg(feature = "why")]
        Some(Command::Why(why)) => why.run(synthesis, outputs),
        #[cfg(feature = "diff")]
        Some(Command::Adopt(adopt)) => adopt.run(&app, synthesis, outputs),
        #[cfg(feature = "plan")]
        Some(Command::Ids(ids)) => ids.run(synthesis, outputs),
        #[cfg(feature = "lookup")]
        Some(Command::LookUp(look_up)) => look_up.run(called.file, synthesis, outputs),
    };
    Done {
        code,
        _app: Some((app, synthesis)),
    }
}

/// Says what was found, and does something with the stacks of an app without errors.
fn unless_wrong(
    synthesis: &Synthesis,
    // Whether warnings are as errors are.
    denied: bool,
    outputs: &mut Outputs<'_>,
    work: impl FnOnce(&mut Outputs<'_>) -> Result<(), Failure>,
) -> u8 {
    // Where standard error is closed, nobody could be told.
    let is_wrong = denied || synthesis.has_errors();
    let _ = findings::print(synthesis, is_wrong, outputs.styles.stderr, outputs.stderr);
    if is_wrong {
        return ERRORS;
    }
    let done = work(outputs);
    outputs.end(done, crate::exit::SUCCESS)
}
