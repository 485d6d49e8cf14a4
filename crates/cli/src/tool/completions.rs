use clap::{Arg, Args, Command, ValueEnum};
use clap_complete::{Generator, Shell};
use stackwright_check::{declarations, known_regions};

use crate::exit::SUCCESS;
use crate::terminal::Outputs;

const EXAMPLES: &str = "Examples:
  source <(stackwright completions bash)
  stackwright completions bash > ~/.local/share/bash-completion/completions/stackwright
  stackwright completions zsh > ~/.zfunc/_stackwright
  stackwright completions fish > ~/.config/fish/completions/stackwright.fish";

/// What bash needs around the script, which it calls for each word.
const BASH: &str = include_str!("completions.bash");

/// Print what a shell needs to complete commands, options and values.
///
/// Codes of rules and regions are completed, too. The script goes with this version: write it anew
/// with a new one.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: ShellName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ShellName {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
    Elvish,
}

impl Completions {
    pub fn run(&self, command: Command, outputs: &mut Outputs<'_>) -> u8 {
        let done = outputs.print(&self.script(command));
        outputs.end(done, SUCCESS)
    }

    fn script(&self, command: Command) -> String {
        let mut command = with_values(command);
        command.build();
        let name = command.get_name().to_owned();
        command.set_bin_name(name);
        let shell = match self.shell {
            ShellName::Bash => Shell::Bash,
            ShellName::Zsh => Shell::Zsh,
            ShellName::Fish => Shell::Fish,
            ShellName::PowerShell => Shell::PowerShell,
            ShellName::Elvish => Shell::Elvish,
        };
        let mut script = Vec::new();
        // Writing into memory cannot fail.
        let _ = shell.try_generate(&command, &mut script);
        let mut script = String::from_utf8_lossy(&script).into_owned();
        match self.shell {
            ShellName::Bash => script.push_str(BASH),
            ShellName::Fish => script.push_str(&fish_arguments(&command)),
            _ => {}
        }
        script
    }
}

/// The command line with what stands for a value that is one of many: whatever calls its value by
/// the name of it. The commands themselves read such values as texts and say what was meant, and
/// their help does not list them.
fn with_values(command: Command) -> Command {
    let command = command.mut_args(|arg| match values(&arg) {
        Some(values) => arg.value_parser(values),
        None => arg,
    });
    command.mut_subcommands(with_values)
}

fn values(arg: &Arg) -> Option<Vec<&'static str>> {
    match arg.get_value_names()?.first()?.as_str() {
        "CODE" => {
            // What `diff` says cannot be ignored, and be explained.
            let hazards = stackwright_change::HAZARDS.iter().map(|hazard| hazard.code);
            let hazards = hazards.filter(|_| arg.is_positional());
            let codes = declarations().map(|declared| declared.code);
            Some(codes.chain(hazards).collect())
        }
        "REGION" => Some(known_regions().collect()),
        _ => None,
    }
}

/// Values of what has no name, which the script for fish leaves out.
fn fish_arguments(command: &Command) -> String {
    let mut lines = String::new();
    for verb in command.get_subcommands() {
        for argument in verb.get_positionals() {
            let values = argument.get_possible_values();
            let shown = values.iter().filter(|value| !value.is_hide_set());
            let names: Vec<&str> = shown.map(|value| value.get_name()).collect();
            if !names.is_empty() {
                lines.push_str(&format!(
                    "complete -c {} -n \"__fish_seen_subcommand_from {}\" -f -a \"{}\"\n",
                    command.get_name(),
                    verb.get_name(),
                    names.join(" ")
                ));
            }
        }
    }
    lines
}
