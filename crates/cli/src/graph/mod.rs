//! What both commands `graph` share: of an app, and of files.

pub(crate) mod args;

use stackwright_template::Diagnostic;
use stackwright_view::Stack;
use stackwright_view::cost::{self, estimate};
use stackwright_view::graph::{Cost, Finding, Graph};

use crate::diff::Difference;

/// Draws stacks: with what changes of them, where there is something to compare.
pub(crate) fn graph(mut stacks: Vec<Stack>, difference: Option<&Difference>) -> Graph {
    let changes: Vec<_> = difference
        .into_iter()
        .flat_map(Difference::stacks)
        .map(|stack| (stack.name.as_str(), &stack.change))
        .collect();
    // Stacks that go are not among those that there are.
    for (name, _) in &changes {
        if !stacks.iter().any(|stack| stack.name == *name) {
            stacks.push(Stack::new(*name, stackwright_template::Template::new()));
        }
    }
    let mut graph = Graph::of_change(&stacks, &changes);
    add_costs(&mut graph, &stacks);
    graph
}

/// Tells a finding to the stack with a name.
pub(crate) fn add_finding(graph: &mut Graph, stack: &str, found: &Diagnostic) {
    let told = Finding {
        code: found.code.to_owned(),
        severity: found.severity.to_string(),
        message: found.message.clone(),
        help: found.help.clone(),
        path: found.path.clone(),
    };
    graph.add_finding(stack, told);
}

fn add_costs(graph: &mut Graph, stacks: &[Stack]) {
    let month = estimate(stacks, &cost::Options::default());
    for stack in &month.stacks {
        for resource in &stack.resources {
            let amount = resource.amount();
            let range = match amount.is_fixed() {
                true => format!("${:.2}", amount.usual),
                false => format!(
                    "${:.2} (${:.2} to ${:.2})",
                    amount.usual, amount.least, amount.most
                ),
            };
            let told = Cost {
                monthly: (!resource.lines.is_empty()).then_some(amount.usual),
                text: match resource.lines.is_empty() {
                    true => format!("not known: {}", resource.gaps.join("; ")),
                    false => format!("{range} a month in {}", stack.region),
                },
            };
            graph.add_cost(&stack.name, &resource.id, told);
        }
    }
}
