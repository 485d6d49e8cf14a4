use std::path::PathBuf;

use clap::Args;
use stackwright_assembly::{Assembly, Format};
use stackwright_core::Synthesis;

use super::select::select;
use super::unless_wrong;
use crate::exit::SUCCESS;
use crate::plan::args::PlanArgs;
use crate::plan::stacks;
use crate::terminal::Outputs;

/// Say what it takes to deploy, and the commands that do it.
///
/// The order of the stacks and why one waits for another, what has to be acknowledged, given and published,
/// what is near a quota; with --old what one deployment cannot do. The commands deploy what `synth` writes:
/// nothing is written here, nothing is deployed, and nothing is asked of AWS.
#[derive(Args, Debug)]
pub(super) struct Plan {
    #[command(flatten)]
    args: PlanArgs,

    /// The directory to which `synth` writes, as the commands name it.
    #[arg(long, value_name = "DIR", default_value = "cdk.out")]
    out: String,

    /// What is deployed now: an assembly that was written before.
    #[arg(long, value_name = "DIR")]
    old: Option<PathBuf>,

    /// Only these stacks.
    #[arg(value_name = "STACK")]
    stacks: Vec<String>,
}

impl Plan {
    pub fn run(&self, synthesis: Synthesis, outputs: &mut Outputs<'_>) -> (u8, Synthesis) {
        let mut code = SUCCESS;
        let ended = unless_wrong(&synthesis, false, outputs, |outputs| {
            let progress = outputs.progress();
            let read = |old| stacks::read(old, &progress);
            let before = self.old.as_deref().map(read).transpose()?;
            drop(progress);
            let selected = select(&synthesis, &self.stacks)?;
            let assembly = Assembly::new(selected, Format::Json)?;
            let stacks = stacks::in_memory(&assembly, &self.out)?;
            code = self.args.report(&stacks, before.as_ref(), outputs)?;
            Ok(())
        });
        (ended.max(code), synthesis)
    }
}
