use std::path::PathBuf;

use clap::Args;

use crate::failure::Failure;
use crate::stacks::StackTemplates;
use crate::terminal::Outputs;
use crate::views;
use crate::why::WhyArgs;

const EXAMPLES: &str = "Examples:
  stackwright why 5432 --in template.yaml
  stackwright why TaskRole secretsmanager:GetSecretValue --in cdk.out
  stackwright why Service Listener --in template.yaml";

/// Say which construct, line and relation made something.
///
/// Asked for a resource: what made it, who names it, what it waits for. For a permission: who needs it, and
/// which statement allows it. For a port: who has to reach whom on it, and which rule opens it. For two
/// resources: why the one waits for the other. Words that mean nothing are told with what may have been
/// meant. The exit code is 0, 1 if nothing says so, and 2 if a word or a file is not understood.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Why {
    #[command(flatten)]
    args: WhyArgs,

    /// The template, assembly or directory with templates.
    #[arg(long = "in", value_name = "PATH", required = true)]
    within: Vec<PathBuf>,

    /// A resource or construct, a permission, a port; or two of them.
    #[arg(value_name = "WORD", required = true, num_args = 1..=2)]
    words: Vec<String>,
}

impl Why {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let mut stacks = Vec::new();
        for path in &self.within {
            match StackTemplates::read_telling(path, &outputs.progress()) {
                Ok(read) => stacks.extend(views::of_files(&read)),
                Err(failure) => return outputs.fail(&Failure::Unreadable(failure.to_string())),
            }
        }
        self.args.report(&stacks, &self.words, outputs)
    }
}
