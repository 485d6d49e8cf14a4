use std::io;
use std::path::PathBuf;

use clap::Args;
use stackwright_assembly::{Assembly, Format};
use stackwright_core::Synthesis;
use stackwright_plan::Stacks;

use super::select::select;
use super::unless_wrong;
use crate::exit::SUCCESS;
use crate::failure::Failure;
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
            let before = self.old.as_deref().map(stacks::read).transpose()?;
            let selected = select(&synthesis, &self.stacks)?;
            let assembly = Assembly::new(selected, Format::Json)?;
            let files: Vec<(&str, &str)> = assembly.files().collect();
            let read = |name: &str| {
                let found = files.iter().find(|(own, _)| *own == name);
                let found = found.map(|(_, text)| text.as_bytes().to_vec());
                found.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
            };
            let stacks = Stacks::of_assembly(&self.out, &read);
            let stacks = stacks.map_err(|error| Failure::Unreadable(error.to_string()))?;
            code = self.args.report(&stacks, before.as_ref(), outputs)?;
            Ok(())
        });
        (ended.max(code), synthesis)
    }
}
