use clap::Args;
use stackwright_core::Synthesis;

use super::unless_wrong;
use crate::terminal::Outputs;

/// Print the paths of the stacks, one a line, in the order of their deployment.
#[derive(Args, Debug)]
pub(super) struct List;

impl List {
    pub fn run(&self, synthesis: Synthesis, outputs: &mut Outputs<'_>) -> (u8, Synthesis) {
        let code = unless_wrong(&synthesis, false, outputs, |outputs| {
            let names = synthesis
                .stacks
                .iter()
                .map(|stack| format!("{}\n", stack.origin.path));
            outputs.print(&names.collect::<String>())
        });
        (code, synthesis)
    }
}
