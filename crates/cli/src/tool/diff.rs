use std::path::{Path, PathBuf};

use clap::Args;

use crate::diff::args::DiffArgs;
use crate::diff::{ReadFailure, StackTemplates};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::terminal::Outputs;

const EXAMPLES: &str = "Examples:
  stackwright diff deployed.yaml template.yaml
  stackwright diff --base main template.yaml
  stackwright diff cdk.out.before cdk.out --format markdown --fail-on broadening,destructive";

/// Say what changes when templates take the place of others.
///
/// What is replaced, what may be, what is updated in place, what loses data, what goes wrong on the
/// way, who gets which rights: by facts, without asking AWS. Values that are only written differently
/// are the same. The exit code is 0 if nothing goes wrong, also where something changes; 1 if there is a
/// hazard or what --fail-on names, and 2 if something cannot be read.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Diff {
    #[command(flatten)]
    args: DiffArgs,

    /// The revision of git in which the earlier template is; then only the later one is named.
    #[arg(long, value_name = "REVISION")]
    base: Option<String>,

    /// The earlier and the later template, or assembly.
    ///
    /// A directory with a manifest.json is an assembly; its stacks are paired by name, nested ones
    /// too. Any other one is taken for its templates, paired by the names of their files.
    #[arg(value_name = "PATH", required = true, num_args = 1..=2)]
    paths: Vec<PathBuf>,
}

impl Diff {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        match self.read(&outputs.progress()) {
            Ok((before, after)) => self.args.report(&before, &after, outputs),
            Err(failure) => outputs.fail(&failure),
        }
    }

    fn read(&self, progress: &Progress) -> Result<(StackTemplates, StackTemplates), Failure> {
        let read = |path: &Path| StackTemplates::read_whole(path, progress).map_err(unreadable);
        match (&self.base, &self.paths[..]) {
            (None, [before, after]) => Ok((read(before)?, read(after)?)),
            (Some(revision), [path]) => {
                let before = StackTemplates::at_revision(revision, path).map_err(unreadable)?;
                Ok((before, read(path)?))
            }
            (None, _) => Err(Failure::Unreadable(
                "only one template is named; name the earlier and the later one, or --base REVISION"
                    .to_owned(),
            )),
            (Some(_), _) => Err(Failure::Unreadable(
                "with --base, only the later template is named".to_owned(),
            )),
        }
    }
}

fn unreadable(failure: ReadFailure) -> Failure {
    Failure::Unreadable(failure.to_string())
}
