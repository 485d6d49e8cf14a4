use std::path::PathBuf;

use clap::Args;

use crate::exit::SUCCESS;
use crate::ids::args::IdsArgs;
use crate::plan::stacks;
use crate::terminal::Outputs;

const EXAMPLES: &str = "Examples:
  stackwright ids cdk.out --write
  stackwright ids cdk.out";

/// Compare the logical ids of an assembly with those that a file says that they must be.
///
/// A changed id makes CloudFormation delete a resource and create another: in a file that is reviewed, it is
/// seen before anybody deploys. The exit code is 1 if an id is other, gone or new.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Ids {
    #[command(flatten)]
    args: IdsArgs,

    /// The assembly.
    #[arg(value_name = "DIR")]
    assembly: PathBuf,
}

impl Ids {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let read = stacks::read(&self.assembly, &outputs.progress());
        match read.and_then(|stacks| self.args.report(&stacks.lock(), &[], outputs)) {
            Ok(code) => code,
            Err(failure) => outputs.end(Err(failure), SUCCESS),
        }
    }
}
