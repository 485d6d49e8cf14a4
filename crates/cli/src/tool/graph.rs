use std::path::{Path, PathBuf};

use clap::Args;
use stackwright_check::{Options, inspect};

use crate::at_once::at_once;
use crate::diff::Difference;
use crate::failure::Failure;
use crate::graph::args::GraphArgs;
use crate::graph::{add_finding, graph};
use crate::stacks::{ReadFailure, StackTemplates};
use crate::terminal::Outputs;
use crate::views;

const EXAMPLES: &str = "Examples:
  stackwright graph template.yaml --out template.html
  stackwright graph cdk.out --view network --format mermaid
  stackwright graph template.yaml --base main --view changes --out change.html
  stackwright graph cdk.out --format dot | dot -Tpng > graph.png";

/// Draw resources, who reaches whom, which role may do what, and what changes.
///
/// Constructs and resources are boxes, references, connections and rights are arrows; a construct that
/// is shut holds others. Findings of the checker and costs go with it.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Graph {
    #[command(flatten)]
    args: GraphArgs,

    /// What it was before: a template, an assembly, or a revision of git.
    #[arg(long, value_name = "PATH|REVISION")]
    base: Option<String>,

    /// The template, the assembly, or a directory with templates.
    #[arg(value_name = "PATH")]
    path: PathBuf,
}

impl Graph {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        match self.read(outputs) {
            Err(failure) => outputs.fail(&Failure::Unreadable(failure.to_string())),
            Ok((before, after)) => {
                let progress = outputs.progress();
                let compare = |before| Difference::between_telling(&before, &after, &progress);
                let difference = before.map(compare);
                let mut graph = graph(views::of_files(&after), difference.as_ref());
                let options = Options::new();
                let options = options.together(after.stacks().iter().map(|(_, own)| own));
                let stacks = after.stacks();
                progress.begin("checked", "stacks", stacks.len());
                let found = at_once(stacks, |(_, own)| {
                    let found = inspect(own, &options).findings;
                    progress.step();
                    found
                });
                drop(progress);
                for ((name, _), found) in stacks.iter().zip(found) {
                    for found in &found {
                        add_finding(&mut graph, name, found);
                    }
                }
                let title = self.path.file_name().unwrap_or(self.path.as_os_str());
                self.args.write(&graph, &title.to_string_lossy(), outputs)
            }
        }
    }

    fn read(
        &self,
        outputs: &Outputs<'_>,
    ) -> Result<(Option<StackTemplates>, StackTemplates), ReadFailure> {
        let progress = outputs.progress();
        let read = |path: &Path| StackTemplates::read_telling(path, &progress);
        let after = read(&self.path)?;
        let before = match &self.base {
            None => None,
            Some(base) if Path::new(base).exists() => Some(read(Path::new(base))?),
            Some(revision) => Some(StackTemplates::at_revision(revision, &self.path)?),
        };
        Ok((before, after))
    }
}
