use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::doctor::Checkup;
use crate::exit::{ERRORS, SUCCESS};
use crate::terminal::Outputs;

const EXAMPLES: &str = "Examples:
  stackwright doctor
  stackwright doctor --format json infrastructure";

/// Say which versions there are of what is needed, and whether they fit.
///
/// Rust, cargo, Node.js, the command lines of AWS CDK and of AWS; in the folder of a program also the
/// version of stackwright in Cargo.lock, and the bootstrap that its stacks need, against what is known of it in
/// cdk.context.json. Nothing is written, and no network is asked. The exit code is 0 if all that there is
/// fits, and 1 if something does not.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Doctor {
    /// How it is shown.
    #[arg(long, value_enum, default_value_t)]
    format: DoctorFormat,

    /// The directory with the assembly, below the folder.
    #[arg(long, value_name = "DIR", default_value = "cdk.out")]
    out: PathBuf,

    /// The folder of the program.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum DoctorFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
}

impl Doctor {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let checkup = Checkup::telling(&self.folder, &self.out, &outputs.progress());
        let text = match self.format {
            DoctorFormat::Text => checkup.to_text(outputs.styles.stdout),
            DoctorFormat::Json => checkup.to_json(),
        };
        let done = outputs.print(&text);
        let code = if checkup.fits { SUCCESS } else { ERRORS };
        outputs.end(done, code)
    }
}
