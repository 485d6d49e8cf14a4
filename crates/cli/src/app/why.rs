use clap::Args;
use stackwright_core::Synthesis;

use super::unless_wrong;
use crate::exit::SUCCESS;
use crate::terminal::Outputs;
use crate::views;
use crate::why::WhyArgs;

/// Say which construct, line and relation made something.
///
/// Asked for a resource: what made it, who names it, what it waits for. For a permission: who needs it, and
/// which statement allows it. For a port: who has to reach whom on it, and which rule opens it. For two
/// resources: why the one waits for the other. Words that mean nothing are told with what may have been
/// meant. Writes no files. The exit code is 0, 1 if nothing says so, and 2 if a word is not understood.
#[derive(Args, Debug)]
pub(super) struct Why {
    #[command(flatten)]
    args: WhyArgs,

    /// A resource or construct, a permission, a port; or two of them.
    #[arg(value_name = "WORD", required = true, num_args = 1..=2)]
    words: Vec<String>,
}

impl Why {
    pub fn run(&self, synthesis: Synthesis, outputs: &mut Outputs<'_>) -> (u8, Synthesis) {
        let mut code = SUCCESS;
        let ended = unless_wrong(&synthesis, false, outputs, |outputs| {
            let stacks = views::of_app(&synthesis.stacks, &outputs.progress());
            let stacks: Vec<_> = stacks.into_iter().map(|(_, stack)| stack).collect();
            code = self.args.report(&stacks, &self.words, outputs);
            Ok(())
        });
        (ended.max(code), synthesis)
    }
}
