use std::path::PathBuf;

use clap::Args;
use stackwright_view::Stack;

use crate::cost::args::CostArgs;
use crate::failure::Failure;
use crate::stacks::StackTemplates;
use crate::terminal::Outputs;
use crate::views;

const EXAMPLES: &str = "Examples:
  stackwright cost template.yaml --region eu-central-1 --parameter Count=3
  stackwright cost cdk.out --by line --usage usage.yaml
  stackwright cost cdk.out/assembly-Test cdk.out/assembly-Prod";

/// Say what stacks cost a month, and what would cost less.
///
/// By prices of AWS's list, each with its source and its date, without asking AWS. What scales is a
/// range; what is paid by use is taken from --usage, or for what the output says. What is not known is
/// listed and never counted as nothing. Several paths are shown side by side. The exit code is 0, 1 with
/// --budget if it costs more, and 2 if something cannot be read.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Cost {
    #[command(flatten)]
    args: CostArgs,

    /// Templates, assemblies or directories with templates; each is an environment.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
}

impl Cost {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        match self.read(outputs) {
            Ok(columns) => self.args.report(columns, outputs),
            Err(failure) => outputs.fail(&failure),
        }
    }

    fn read(&self, outputs: &Outputs<'_>) -> Result<Vec<(String, Vec<Stack>)>, Failure> {
        let progress = outputs.progress();
        let all = self.paths.iter().map(|path| {
            let stacks = StackTemplates::read_telling(path, &progress);
            let stacks = stacks.map_err(|failure| Failure::Unreadable(failure.to_string()))?;
            Ok((path.display().to_string(), views::of_files(&stacks)))
        });
        all.collect()
    }
}
