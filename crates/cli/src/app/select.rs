use clap::CommandFactory;
use stackwright_core::{StackTemplate, Synthesis};
use stackwright_template::nearest;

use super::Cli;
use crate::failure::{Failure, UnknownStack};

/// The stacks with these ids or names, in the order of their deployment; all if there are none.
pub(super) fn select<'a>(
    synthesis: &'a Synthesis,
    names: &[String],
) -> Result<Vec<&'a StackTemplate>, Failure> {
    let unknown: Vec<UnknownStack> = names
        .iter()
        .filter(|name| synthesis.stack(name).is_none())
        .map(|name| UnknownStack {
            name: name.clone(),
            help: help(synthesis, name),
        })
        .collect();
    if !unknown.is_empty() {
        return Err(Failure::UnknownStacks(unknown));
    }
    let wanted = |stack: &&StackTemplate| {
        let is_meant = |name: &String| *name == stack.id || *name == stack.name;
        names.is_empty() || names.iter().any(is_meant)
    };
    Ok(synthesis.stacks.iter().filter(wanted).collect())
}

fn help(synthesis: &Synthesis, name: &str) -> String {
    let stacks: Vec<&str> = synthesis
        .stacks
        .iter()
        .map(|stack| stack.id.as_ref())
        .collect();
    if let Some(stack) = nearest(name, stacks.iter().copied()) {
        return format!("did you mean `{stack}`?");
    }
    // What is not a command is taken for a stack.
    let cli = Cli::command();
    if let Some(command) = nearest(
        name,
        cli.get_subcommands().map(|command| command.get_name()),
    ) {
        return format!("did you mean the command `{command}`? It comes before all options");
    }
    match stacks[..] {
        [] => "the app has no stacks".to_owned(),
        [stack] => format!("the app's only stack is {stack}"),
        _ => format!("the app's stacks are {}", stacks.join(", ")),
    }
}
