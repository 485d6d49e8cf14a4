use std::path::PathBuf;

use clap::Args;
use stackwright_core::Synthesis;

use crate::exit::{FAILURE, SUCCESS};
use crate::failure::Failure;
use crate::lookups::{Aws, ContextFile, is_known, look_up};
use crate::terminal::Outputs;

/// Look up what the program asks of accounts, and keep it in cdk.context.json.
///
/// It is asked for by the AWS command line, with whatever credentials that has. Commit the file:
/// then the same program gives the same templates everywhere. The AWS CDK command line reads and
/// writes the same file.
#[derive(Args, Debug)]
pub(super) struct LookUp {
    /// Look up again what is in the file already.
    #[arg(long)]
    refresh: bool,

    /// Take all that was looked up out of the file, and look up nothing.
    #[arg(long, conflicts_with = "refresh")]
    clear: bool,

    /// The AWS command line.
    #[arg(long, value_name = "PROGRAM", default_value = "aws")]
    aws: PathBuf,
}

impl LookUp {
    pub fn run(
        &self,
        file: Option<PathBuf>,
        synthesis: Synthesis,
        outputs: &mut Outputs<'_>,
    ) -> (u8, Synthesis) {
        let done = ContextFile::read(file).and_then(|file| match self.clear {
            true => clear(file, outputs),
            false => self.fill(file, &synthesis, outputs),
        });
        match done {
            Ok(()) => (SUCCESS, synthesis),
            Err(failure) => {
                outputs.fail(&failure);
                (FAILURE, synthesis)
            }
        }
    }

    /// Keeps what is found also where something else is not.
    fn fill(
        &self,
        mut file: ContextFile,
        synthesis: &Synthesis,
        outputs: &mut Outputs<'_>,
    ) -> Result<(), Failure> {
        let mut aws = Aws::new(self.aws.clone());
        let mut wrong = Vec::new();
        let mut found = 0;
        for (lookup, _) in &synthesis.lookups {
            if !self.refresh && file.values().contains_key(&lookup.key) {
                continue;
            }
            match look_up(&mut aws, lookup.provider, &lookup.props) {
                Ok(answer) => {
                    file.values_mut().insert(lookup.key.clone(), answer);
                    found += 1;
                }
                Err(why) => wrong.push(format!("`{}`: {why}", lookup.key)),
            }
        }
        if found > 0 {
            file.write()?;
        }
        let plural = if found == 1 { "" } else { "s" };
        let path = file.path();
        // Where standard error is closed, nobody could be told.
        let _ = writeln!(
            outputs.stderr,
            "looked up {found} value{plural}, kept in {path}"
        );
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(Failure::LookUps(wrong)),
        }
    }
}

fn clear(mut file: ContextFile, outputs: &mut Outputs<'_>) -> Result<(), Failure> {
    let before = file.values().len();
    file.values_mut().retain(|key, _| !is_known(key));
    let gone = before - file.values().len();
    if gone > 0 {
        file.write()?;
    }
    let plural = if gone == 1 { "" } else { "s" };
    let path = file.path();
    let _ = writeln!(outputs.stderr, "took {gone} value{plural} out of {path}");
    Ok(())
}
