use std::io::Read;
use std::path::PathBuf;

use clap::Args;

use crate::checking::{CheckArgs, Codes};
use crate::report::check_files_telling;
use crate::terminal::Outputs;

/// Say what is wrong with templates.
///
/// The exit code is 0 if no error was found, 1 if one was, and 2 if a file cannot be read or a
/// directory holds no template.
#[derive(Args, Debug)]
pub(super) struct Check {
    #[command(flatten)]
    args: CheckArgs,

    /// Templates, directories that hold templates, or - for standard input.
    ///
    /// Directories are searched, with all that is below them, for *.json, *.yaml, *.yml and
    /// *.template, but for hidden ones and node_modules. Documents without a section `Resources`
    /// are left out, and so is what can neither be read nor looks like a template. What is named
    /// twice is checked once.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

impl Check {
    pub fn run(&self, stdin: &mut dyn Read, outputs: &mut Outputs<'_>) -> u8 {
        match self.args.options(Codes::Declared) {
            Ok(options) => {
                let files = &self.files;
                let report = check_files_telling(files, stdin, &options, &outputs.progress());
                self.args.report(&report, outputs)
            }
            Err(failure) => outputs.fail(&failure),
        }
    }
}
