use std::collections::HashMap;

use stackwright_template::{Diagnostic, Text};

use crate::NodeId;
use crate::graph::{Graph, Kind};
use crate::identity::{MAX_LENGTH, logical_id};

/// The logical id of every node that a template names.
pub struct Ids {
    /// By node index; nothing for scopes and stacks.
    by_index: HashMap<NodeId, Text>,
}

impl Ids {
    pub fn get(&self, node: NodeId) -> Option<&Text> {
        self.by_index.get(&node)
    }

    /// Gives every element of a stack its id, and reports the ones that clash or are none.
    pub fn assign(
        graph: &Graph,
        stack: NodeId,
        below: &[NodeId],
        report: &mut Vec<Diagnostic>,
    ) -> Self {
        let depth = graph.components(stack).len();
        let mut by_index = HashMap::with_capacity(below.len());
        let mut owners: HashMap<Text, NodeId> = HashMap::with_capacity(below.len());

        for &node in below {
            let Some(data) = graph.get(node) else { continue };
            if matches!(data.kind, Kind::Group | Kind::Stack(_)) {
                continue;
            }
            let id = match &data.pinned {
                Some(pinned) => pinned.clone(),
                None => Text::Owned(logical_id(&path_below(graph, node, depth))),
            };
            if let Some(problem) = invalid(&id) {
                report.push(about(graph, node, problem));
            }
            if let Some(first) = owners.insert(id.clone(), node) {
                report.push(clash(graph, first, node, &id));
            }
            by_index.insert(node, id);
        }
        Ids { by_index }
    }
}

/// The ids from below the stack to the node; a node that was moved counts with its old path.
fn path_below(graph: &Graph, node: NodeId, depth: usize) -> Vec<&str> {
    let mut tail = Vec::new();
    for (_, ancestor) in graph.ancestors(node) {
        if let Some(old) = &ancestor.moved {
            let mut path: Vec<&str> = old.split('/').collect();
            path.extend(tail.iter().rev());
            return path;
        }
        tail.push(ancestor.id.as_ref());
    }
    // What is left above the stack: the app, whose id is empty, and the stack itself.
    tail.reverse();
    tail.split_off((depth + 1).min(tail.len()))
}

fn invalid(id: &str) -> Option<Diagnostic> {
    let help = "a logical id has 1 to 255 letters and digits (A-Z, a-z, 0-9)";
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Some(Diagnostic::error("APP106", format!("`{id}` is not a logical id")).help(help));
    }
    (id.len() > MAX_LENGTH).then(|| {
        Diagnostic::error(
            "APP106",
            format!("a logical id of {} characters is too long", id.len()),
        )
        .help(help)
    })
}

fn clash(graph: &Graph, first: NodeId, second: NodeId, id: &str) -> Diagnostic {
    let message = format!(
        "`{}` and `{}` have the same logical id `{id}`",
        graph.path(first),
        graph.path(second)
    );
    let mut found = about(graph, second, Diagnostic::error("APP105", message))
        .help("ids are told apart by letters and digits only: give one of them another id, or fix it with `pin_id`");
    found.source.extend(graph.get(first).map(|node| node.source));
    found.resource = Some(id.to_owned());
    found
}

/// A finding with the path of a node and the line that made it.
pub fn about(graph: &Graph, node: NodeId, mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.construct = Some(graph.path(node));
    diagnostic.source.extend(graph.get(node).map(|node| node.source));
    diagnostic
}
