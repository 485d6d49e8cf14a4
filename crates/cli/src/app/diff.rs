use std::path::PathBuf;

use clap::Args;
use stackwright_core::{StackTemplate, Synthesis};
use stackwright_template::Template;

use super::select::select;
use super::unless_wrong;
use crate::diff::StackTemplates;
use crate::diff::args::DiffArgs;
use crate::exit::SUCCESS;
use crate::failure::Failure;
use crate::terminal::Outputs;

/// Say what changes against what was written before.
///
/// What is replaced, what loses data, what goes wrong on the way, who gets which rights: by facts,
/// without asking AWS. Writes no files. The exit code is 0 if nothing goes wrong, also where
/// something changes, and 1 if there is a hazard or what --fail-on names.
#[derive(Args, Debug)]
pub(super) struct Diff {
    #[command(flatten)]
    args: DiffArgs,

    /// The directory with the assembly that was written before.
    #[arg(long, value_name = "DIR", default_value = "cdk.out")]
    against: PathBuf,

    /// Only these stacks.
    #[arg(value_name = "STACK")]
    stacks: Vec<String>,
}

impl Diff {
    pub fn run(&self, synthesis: Synthesis, outputs: &mut Outputs<'_>) -> (u8, Synthesis) {
        let mut code = SUCCESS;
        let ended = unless_wrong(&synthesis, false, outputs, |outputs| {
            let before = StackTemplates::read_telling(&self.against, &outputs.progress())
                .map_err(|failure| Failure::Unreadable(failure.to_string()))?;
            let selected = select(&synthesis, &self.stacks)?;
            let is_meant = |name: &str| {
                let own = |id: &str| name == id || name.starts_with(&format!("{id}/"));
                self.stacks.is_empty() || selected.iter().any(|stack| own(&stack.id))
            };
            let before = before.only(is_meant);
            let mut after = Vec::new();
            let regions = selected.iter().filter_map(|stack| {
                let region = stack.region.as_ref()?;
                Some((stack.id.to_string(), region.to_string()))
            });
            let regions: Vec<_> = regions.collect();
            for stack in selected {
                add(stack.id.to_string(), stack, &mut after);
            }
            let mut after = StackTemplates::all(after);
            for (stack, region) in regions {
                after = after.in_region(stack, region);
            }
            code = self.args.report(&before, &after, outputs);
            Ok(())
        });
        (ended.max(code), synthesis)
    }
}

/// Adds a stack after those in it, which are called as in an assembly that is read: by their resource.
fn add(name: String, stack: &StackTemplate, all: &mut Vec<(String, Template)>) {
    for nested in &stack.nested {
        if let Some(holder) = stack.holder_of(nested) {
            add(format!("{name}/{}", holder.id()), nested, all);
        }
    }
    all.push((name, stack.template.clone()));
}
