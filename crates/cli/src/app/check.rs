use clap::Args;
use stackwright_core::Synthesis;

use crate::check_app;
use crate::checking::{CheckArgs, Codes};
use crate::report::Report;
use crate::terminal::Outputs;

/// Say what is wrong with the templates, and which line of the program made it.
///
/// Writes no files. The exit code is 0 if no error was found, and 1 if one was.
#[derive(Args, Debug)]
pub(super) struct Check {
    #[command(flatten)]
    args: CheckArgs,
}

impl Check {
    pub fn run(&self, synthesis: Synthesis, outputs: &mut Outputs<'_>) -> (u8, Synthesis) {
        match self.args.options(Codes::OfProgram) {
            Ok(options) => {
                let synthesis = check_app(synthesis, &options);
                let code = self.args.report(&Report::of_app(&synthesis), outputs);
                (code, synthesis)
            }
            Err(failure) => (outputs.fail(&failure), synthesis),
        }
    }
}
