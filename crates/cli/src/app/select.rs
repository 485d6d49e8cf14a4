use clap::CommandFactory;
use stackwright_core::{StackTemplate, Synthesis};
use stackwright_template::nearest;

use super::{Cli, Nothing};
use crate::failure::{Failure, UnknownStack};

/// The stacks that are called so, by id, name or path, or are in a stage that is; in the order of
/// their deployment. All if nothing is said.
pub(super) fn select<'a>(
    synthesis: &'a Synthesis,
    names: &[String],
) -> Result<Vec<&'a StackTemplate>, Failure> {
    let unknown: Vec<UnknownStack> = names
        .iter()
        .filter(|name| !synthesis.stacks.iter().any(|stack| is_meant(stack, name)))
        .map(|name| UnknownStack {
            name: name.clone(),
            help: help(synthesis, name),
        })
        .collect();
    if !unknown.is_empty() {
        return Err(Failure::UnknownStacks(unknown));
    }
    let wanted =
        |stack: &&StackTemplate| names.is_empty() || names.iter().any(|name| is_meant(stack, name));
    Ok(synthesis.stacks.iter().filter(wanted).collect())
}

fn is_meant(stack: &StackTemplate, name: &str) -> bool {
    let path = &stack.origin.path;
    let in_stage = || {
        path.strip_prefix(name)
            .is_some_and(|below| below.starts_with('/'))
    };
    stack.id == name || stack.name == name || path == name || in_stage()
}

fn help(synthesis: &Synthesis, name: &str) -> String {
    let elsewhere = [
        ("cost", cfg!(feature = "cost")),
        ("diff", cfg!(feature = "diff")),
        ("why", cfg!(feature = "why")),
    ];
    if elsewhere.contains(&(name, false)) {
        return format!("the command comes with the feature `{name}` of stackwright");
    }
    if name == "plan" && cfg!(not(feature = "plan")) {
        return "the command comes with the feature `plan` of stackwright".to_owned();
    }
    let stacks: Vec<&str> = synthesis
        .stacks
        .iter()
        .map(|stack| stack.origin.path.as_str())
        .collect();
    if let Some(stack) = nearest(name, stacks.iter().copied()) {
        return format!("did you mean `{stack}`?");
    }
    // What is not a command is taken for a stack.
    let cli = Cli::<Nothing>::command();
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
