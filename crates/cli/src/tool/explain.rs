use clap::Args;
use stackwright_check::{declaration, declarations};
use stackwright_codes::retired;
use stackwright_template::nearest;

use crate::exit::SUCCESS;
use crate::failure::Failure;
use crate::pages;
use crate::terminal::Outputs;

/// Print what there is to know about a rule, or about what constructs report.
#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The code, as SCH102 or ECS104.
    #[arg(value_name = "CODE")]
    code: String,
}

impl Explain {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let done = self.page().and_then(|page| outputs.print(&page));
        outputs.end(done, SUCCESS)
    }

    fn page(&self) -> Result<String, Failure> {
        let known = self.code.to_ascii_uppercase();
        if let Some(declaration) = declaration(&known) {
            return Ok(pages::page(declaration));
        }
        if let Some(retired) = retired(&known) {
            return Ok(pages::retired_page(retired));
        }
        if let Some(hazard) = stackwright_change::HAZARDS
            .iter()
            .find(|own| own.code == known)
        {
            return Ok(pages::hazard_page(hazard));
        }
        let codes = declarations().map(|declared| declared.code);
        Err(Failure::unknown_code(&self.code, nearest(&known, codes)))
    }
}
