use std::path::PathBuf;

use clap::Args;
use stackwright_check::Options;
use stackwright_core::Synthesis;

use super::select::select;
use crate::check_app;
use crate::diff::Difference;
use crate::failure::Failure;
use crate::graph::args::GraphArgs;
use crate::graph::{add_finding, graph};
use crate::progress::Progress;
use crate::stacks::StackTemplates;
use crate::terminal::Outputs;
use crate::views;

const EXAMPLES: &str = "Examples:
  cargo run -- graph --out app.html
  cargo run -- graph --view network --format mermaid
  cargo run -- graph --base cdk.out --view changes --out change.html";

/// Draw resources, who reaches whom, which role may do what, and what changes.
///
/// Constructs and resources are boxes, references, connections and rights are arrows; a construct that
/// is shut holds others. Findings of the checker, costs and the lines of the program go with it.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Graph {
    #[command(flatten)]
    args: GraphArgs,

    /// What it was before: an assembly that was written, or a template.
    #[arg(long, value_name = "PATH")]
    base: Option<PathBuf>,

    /// Only these stacks.
    #[arg(value_name = "STACK")]
    stacks: Vec<String>,
}

impl Graph {
    pub fn run(&self, synthesis: Synthesis, outputs: &mut Outputs<'_>) -> (u8, Synthesis) {
        let synthesis = check_app(synthesis, &Options::new());
        let code = match self.draw(&synthesis, &outputs.progress()) {
            Ok(graph) => self.args.write(&graph, &title(&synthesis), outputs),
            Err(failure) => outputs.fail(&failure),
        };
        (code, synthesis)
    }

    fn draw(
        &self,
        synthesis: &Synthesis,
        progress: &Progress,
    ) -> Result<stackwright_view::graph::Graph, Failure> {
        let selected = select(synthesis, &self.stacks)?;
        let all = views::of_app(selected, progress);
        let difference = match &self.base {
            None => None,
            Some(base) => {
                let before = StackTemplates::read_telling(base, progress)
                    .map_err(|failure| Failure::Unreadable(failure.to_string()))?;
                let is_meant = |name: &str| {
                    let own = |id: &str| name == id || name.starts_with(&format!("{id}/"));
                    self.stacks.is_empty() || all.iter().any(|(_, stack)| own(&stack.name))
                };
                let after = all.iter();
                let after = after.map(|(_, stack)| (stack.name.clone(), stack.template.clone()));
                let after = StackTemplates::all(after);
                let before = before.only(is_meant);
                Some(Difference::between_telling(&before, &after, progress))
            }
        };
        let (ids, stacks): (Vec<String>, Vec<_>) = all.into_iter().unzip();
        let names: Vec<String> = stacks.iter().map(|stack| stack.name.clone()).collect();
        let mut graph = graph(stacks, difference.as_ref());
        for found in &synthesis.diagnostics {
            let at = ids.iter().position(|id| Some(id) == found.stack.as_ref());
            if let Some(name) = at.and_then(|at| names.get(at)) {
                add_finding(&mut graph, name, found);
            }
        }
        Ok(graph)
    }
}

/// What the page is called: as its stacks, where those are few.
fn title(synthesis: &Synthesis) -> String {
    let names = synthesis.stacks.iter().map(|stack| stack.name.as_ref());
    let names: Vec<&str> = names.collect();
    match names.len() {
        0..=3 => names.join(", "),
        count => format!("{count} stacks"),
    }
}
