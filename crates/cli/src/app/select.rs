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
    // What stands behind a command that there is not is its own, and no stack either.
    let is_command = |name: &&String| missing_feature(name).is_some();
    let meant = match names.first().filter(is_command) {
        Some(command) => std::slice::from_ref(command),
        None => names,
    };
    let unknown: Vec<UnknownStack> = meant
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

/// The commands that come with features, each with its own, and whether this program has it.
const FEATURES: [(&str, &str, bool); 8] = [
    ("adopt", "diff", cfg!(feature = "diff")),
    ("context", "lookup", cfg!(feature = "lookup")),
    ("cost", "cost", cfg!(feature = "cost")),
    ("diff", "diff", cfg!(feature = "diff")),
    ("graph", "graph", cfg!(feature = "graph")),
    ("ids", "plan", cfg!(feature = "plan")),
    ("plan", "plan", cfg!(feature = "plan")),
    ("why", "why", cfg!(feature = "why")),
];

/// The feature that a command comes with, where this program has been built without it.
fn missing_feature(name: &str) -> Option<&'static str> {
    let mut missing = FEATURES.iter().filter(|(_, _, is_here)| !is_here);
    missing.find_map(|(command, feature, _)| (*command == name).then_some(*feature))
}

fn help(synthesis: &Synthesis, name: &str) -> String {
    if let Some(feature) = missing_feature(name) {
        return format!(
            "the command `{name}` comes with the feature `{feature}`: add it to the features of `stackwright` in Cargo.toml"
        );
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
