//! The command line of the binary `stackwright`: a command is a file.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `check` | what is wrong with templates |
//! | `diff` | what changes when templates take the place of others |
//! | `plan` | what it takes to deploy |
//! | `ids` | logical ids, locked and compared |
//! | `mapping` | files for imports and refactorings |
//! | `cost` | what a month costs |
//! | `graph` | what there is, as pictures |
//! | `why` | which construct, line and relation made something |
//! | `types` | what is known of a type or a property |
//! | `explain` | what there is to know about a code |
//! | `rules` | all codes |
//! | `init/` | a project to begin with |
//! | `watch/` | what changes, on every save |
//! | `doctor` | which versions there are of what is needed |
//! | `import` | templates as a program |
//! | `adopt` | templates as a program on constructs |
//! | `program` | where such programs go |
//! | `source` | where projects get stackwright from |
//! | `completions` | what a shell completes |
//! | `man` | manual pages |

mod adopt;
mod check;
mod completions;
mod cost;
mod diff;
mod doctor;
mod explain;
mod graph;
mod ids;
mod import;
mod init;
mod man;
mod mapping;
mod plan;
mod program;
mod rules;
mod source;
mod types;
mod watch;
mod why;

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::terminal::{Outputs, Styles};

/// Checks CloudFormation templates, whoever wrote them.
#[derive(Debug, Parser)]
#[command(name = "stackwright", version, disable_help_subcommand = true)]
struct Tool {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Diff(diff::Diff),
    Plan(plan::Plan),
    Cost(cost::Cost),
    Mapping(mapping::Mapping),
    Ids(ids::Ids),
    Explain(explain::Explain),
    Graph(graph::Graph),
    Import(import::Import),
    Adopt(adopt::Adopt),
    Rules(rules::Rules),
    Types(types::Types),
    Init(init::Init),
    Why(why::Why),
    Watch(watch::Watch),
    Doctor(doctor::Doctor),
    Completions(completions::Completions),
    Man(man::Man),
}

/// What the binary `stackwright` does: the commands that need no app.
pub fn tool() -> ExitCode {
    let mut outputs = Outputs {
        stdout: &mut io::stdout(),
        stderr: &mut io::stderr(),
        styles: Styles::of_terminals(),
    };
    ExitCode::from(call(std::env::args_os(), &mut io::stdin(), &mut outputs))
}

/// Does what [`tool`] does with arguments, input and outputs of one's own, as a test has them.
///
/// The first argument is the name of the program. Gives the exit code: 0 for success, 1 if
/// templates have errors, 2 if the arguments are wrong or something cannot be read or written.
pub fn tool_with<A>(
    args: impl IntoIterator<Item = A>,
    stdin: &mut dyn Read,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> u8
where
    A: Into<OsString> + Clone,
{
    let mut outputs = Outputs {
        stdout,
        stderr,
        styles: Styles::default(),
    };
    call(args, stdin, &mut outputs)
}

fn call<A>(args: impl IntoIterator<Item = A>, stdin: &mut dyn Read, outputs: &mut Outputs<'_>) -> u8
where
    A: Into<OsString> + Clone,
{
    match Tool::try_parse_from(args) {
        Err(message) => outputs.no_command(&message),
        Ok(tool) => match tool.command {
            Command::Check(check) => check.run(stdin, outputs),
            Command::Diff(diff) => diff.run(outputs),
            Command::Plan(plan) => plan.run(outputs),
            Command::Cost(cost) => cost.run(outputs),
            Command::Mapping(mapping) => mapping.run(outputs),
            Command::Ids(ids) => ids.run(outputs),
            Command::Explain(explain) => explain.run(outputs),
            Command::Graph(graph) => graph.run(outputs),
            Command::Import(import) => import.run(outputs),
            Command::Adopt(adopt) => adopt.run(outputs),
            Command::Rules(rules) => rules.run(outputs),
            Command::Types(types) => types.run(outputs),
            Command::Init(init) => init.run(outputs),
            Command::Why(why) => why.run(outputs),
            Command::Watch(watch) => watch.run(outputs),
            Command::Doctor(doctor) => doctor.run(outputs),
            Command::Completions(completions) => completions.run(Tool::command(), outputs),
            Command::Man(man) => man.run(Tool::command(), outputs),
        },
    }
}
