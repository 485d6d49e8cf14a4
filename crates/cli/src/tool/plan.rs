use std::path::PathBuf;

use clap::Args;
use stackwright_plan::Stacks;

use crate::exit::SUCCESS;
use crate::failure::Failure;
use crate::plan::args::PlanArgs;
use crate::plan::stacks;
use crate::progress::Progress;
use crate::stacks::StackTemplates;
use crate::terminal::Outputs;

const EXAMPLES: &str = "Examples:
  stackwright plan cdk.out
  stackwright plan template.yaml --parameter Name=web --with aws --format shell | sh
  stackwright plan --old cdk.out.before cdk.out
  stackwright plan roles.yaml --units ou-1a2b-3c4d5e6f --regions eu-west-1,eu-central-1";

/// Say what it takes to deploy, and the commands that do it.
///
/// The order of the stacks and why one waits for another, what has to be acknowledged, given and published,
/// what is near a quota; with --old or --base what one deployment cannot do. Nothing is deployed, and nothing
/// is asked of AWS. The exit code is 1 if something cannot be deployed as it is, and 2 if something cannot be
/// read.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Plan {
    #[command(flatten)]
    args: PlanArgs,

    /// What is deployed now: templates or an assembly.
    #[arg(long, value_name = "PATH", conflicts_with = "base")]
    old: Option<PathBuf>,

    /// The revision of git in which the template is that is deployed now.
    #[arg(long, value_name = "REVISION")]
    base: Option<String>,

    /// What CloudFormation calls the stack of a single template [default: the name of its file].
    #[arg(long, value_name = "NAME")]
    stack_name: Option<String>,

    /// A template, a directory of templates, or an assembly.
    #[arg(value_name = "PATH")]
    path: PathBuf,
}

impl Plan {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let read = self.read(&outputs.progress());
        let said =
            read.and_then(|(plan, before)| self.args.report(&plan, before.as_ref(), outputs));
        match said {
            Ok(code) => code,
            Err(failure) => outputs.end(Err(failure), SUCCESS),
        }
    }

    fn read(&self, progress: &Progress) -> Result<(Stacks, Option<Stacks>), Failure> {
        let mut plan = stacks::read(&self.path, progress)?;
        if let Some(name) = &self.stack_name {
            match &mut plan.stacks[..] {
                [stack] if plan.assembly.is_none() => stack.name.clone_from(name),
                _ => {
                    let message = "--stack-name is for a single template; an assembly says the names of its stacks, \
                                   and several templates have those of their files";
                    return Err(Failure::Unreadable(message.to_owned()));
                }
            }
        }
        let before = match (&self.old, &self.base) {
            (Some(old), _) => Some(stacks::read(old, progress)?),
            (None, Some(revision)) => {
                let before = StackTemplates::at_revision(revision, &self.path);
                let before = before.map_err(|failure| Failure::Unreadable(failure.to_string()))?;
                Some(stacks::of_templates(&before))
            }
            (None, None) => None,
        };
        Ok((plan, before))
    }
}
