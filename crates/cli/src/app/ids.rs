use clap::Args;
use stackwright_assembly::{Assembly, Format};
use stackwright_core::Synthesis;

use super::unless_wrong;
use crate::exit::SUCCESS;
use crate::ids::args::IdsArgs;
use crate::plan::stacks;
use crate::terminal::Outputs;

/// Compare the logical ids with those that a file says that they must be.
///
/// A changed id makes CloudFormation delete a resource and create another: in a file that is reviewed, it is
/// seen before anybody deploys. The exit code is 1 if an id is other, gone or new, or if something is said to
/// have moved from where the file has nothing.
#[derive(Args, Debug)]
pub(super) struct Ids {
    #[command(flatten)]
    args: IdsArgs,
}

impl Ids {
    pub fn run(&self, synthesis: Synthesis, outputs: &mut Outputs<'_>) -> (u8, Synthesis) {
        let mut code = SUCCESS;
        let ended = unless_wrong(&synthesis, false, outputs, |outputs| {
            let assembly = Assembly::new(&synthesis.stacks, Format::Json)?;
            let stacks = stacks::in_memory(&assembly, "cdk.out")?;
            code = self
                .args
                .report(&stacks.lock(), &synthesis.moved, outputs)?;
            Ok(())
        });
        (ended.max(code), synthesis)
    }
}
