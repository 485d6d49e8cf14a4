use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use stackwright_check::{declaration, declarations};
use stackwright_template::nearest;

use crate::args::CheckArgs;
use crate::command;
use crate::failure::Failure;
use crate::report::Style;
use crate::run::{FAILURE, SUCCESS, not_a_command, not_printed, style};
use crate::{pages, report};

/// Checks CloudFormation templates, whoever wrote them.
#[derive(Debug, Parser)]
#[command(name = "stackwright", version, disable_help_subcommand = true)]
struct Tool {
    #[command(subcommand)]
    command: ToolCommand,
}

#[derive(Debug, Subcommand)]
enum ToolCommand {
    /// Say what is wrong with templates.
    ///
    /// The exit code is 0 if no error was found, 1 if one was, and 2 if a file cannot be read.
    Check {
        #[command(flatten)]
        args: CheckArgs,

        /// Templates, directories that hold templates, or - for standard input.
        ///
        /// Directories are searched, with all that is below them, for *.json, *.yaml, *.yml and
        /// *.template, but for hidden ones and node_modules. Documents without a section `Resources`
        /// are left out, and so is what can neither be read nor looks like a template.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Print what there is to know about a rule, or about what constructs report.
    Explain {
        /// The code, as SCH102 or ECS104.
        code: String,
    },
    /// List all codes, each with its severity, its family and what is wrong.
    Rules,
}

/// What the binary `stackwright` does: the commands that need no app.
pub fn tool() -> ExitCode {
    let code = call(
        std::env::args_os(),
        &mut io::stdin(),
        &mut io::stdout(),
        &mut io::stderr(),
        style(&io::stdout()),
    );
    ExitCode::from(code)
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
    call(args, stdin, stdout, stderr, Style::Plain)
}

fn call<A>(
    args: impl IntoIterator<Item = A>,
    stdin: &mut dyn Read,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
    style: Style,
) -> u8
where
    A: Into<OsString> + Clone,
{
    let tool = match Tool::try_parse_from(args) {
        Ok(tool) => tool,
        Err(message) => return not_a_command(&message, stdout, stderr),
    };
    let (done, code) = match tool.command {
        ToolCommand::Check { args, files } => {
            let (report, unreadable) = report::check_files(&files, stdin, &args.options());
            let done = command::check(&args, &report, style, stdout);
            for file in &unreadable {
                // Where standard error is closed, nobody could be told.
                let _ = writeln!(stderr, "error: {file}");
            }
            let code = match unreadable[..] {
                [] => args.exit_code(&report),
                _ => FAILURE,
            };
            (done, code)
        }
        ToolCommand::Explain { code } => (explain(&code, stdout), SUCCESS),
        ToolCommand::Rules => (print(&pages::list(), stdout), SUCCESS),
    };
    not_printed(done, code, stderr)
}

/// Prints the page about a rule.
fn explain(code: &str, stdout: &mut dyn Write) -> Result<(), Failure> {
    let known = code.to_ascii_uppercase();
    if let Some(declaration) = declaration(&known) {
        return print(&pages::page(declaration), stdout);
    }
    let codes = declarations().map(|declared| declared.code);
    let help = match nearest(&known, codes) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "`stackwright rules` lists all".to_owned(),
    };
    let code = code.to_owned();
    Err(Failure::UnknownRule { code, help })
}

fn print(text: &str, stdout: &mut dyn Write) -> Result<(), Failure> {
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(())
}
