use clap::Args;

use crate::exit::SUCCESS;
use crate::pages;
use crate::terminal::Outputs;

/// List all codes, each with its severity, its family and what is wrong.
#[derive(Args, Debug)]
pub(super) struct Rules;

impl Rules {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let done = outputs.print(&pages::list());
        outputs.end(done, SUCCESS)
    }
}
