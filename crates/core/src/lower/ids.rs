use std::collections::HashMap;

use foldhash::fast::RandomState;
use stackwright_codes as codes;
use stackwright_template::{Diagnostic, Section, Text};

use crate::NodeId;
use crate::graph::{Graph, Kind, Node as GraphNode};
use crate::identity::{MAX_LENGTH, logical_id};

/// Which stack every node is in, and the logical id of those that a template names.
pub struct Ids {
    by_index: Vec<Option<Place>>,
}

struct Place {
    plan: usize,
    /// Nothing for scopes and stacks.
    id: Option<Text>,
}

impl Ids {
    pub fn new(graph: &Graph) -> Self {
        Ids {
            by_index: graph.nodes.iter().map(|_| None).collect(),
        }
    }

    /// The logical id of a node, whichever stack it is in.
    pub fn get(&self, graph: &Graph, node: NodeId) -> Option<&Text> {
        self.place(graph, node)?.id.as_ref()
    }

    /// Which of the stacks a node is in.
    pub fn plan_of(&self, graph: &Graph, node: NodeId) -> Option<usize> {
        Some(self.place(graph, node)?.plan)
    }

    fn place(&self, graph: &Graph, node: NodeId) -> Option<&Place> {
        self.by_index.get(graph.index(node)?)?.as_ref()
    }

    /// Gives every element of a stack its id, and reports the ones that clash or are none;
    /// whether there are no such.
    pub fn assign(
        &mut self,
        graph: &Graph,
        plan: usize,
        below: &[NodeId],
        report: &mut Vec<Diagnostic>,
    ) -> bool {
        let mut is_whole = true;
        let mut identity = Vec::with_capacity(8);
        for &node in below {
            let (Some(data), Some(index)) = (graph.get(node), graph.index(node)) else {
                continue;
            };
            let id = data.is_element().then(|| match &data.pinned {
                Some(pinned) => pinned.clone(),
                None => {
                    graph.write_identity(node, &mut identity);
                    Text::Owned(logical_id(&identity))
                }
            });
            if let Some(place) = self.by_index.get_mut(index) {
                *place = Some(Place { plan, id });
            }
        }

        let mut owners = HashMap::with_capacity_and_hasher(below.len(), RandomState::default());
        for &node in below {
            let Some(id) = self.get(graph, node) else {
                continue;
            };
            // What is made of a path has nothing but letters and digits, if it has any.
            let is_given = graph.get(node).is_some_and(|node| node.pinned.is_some());
            // Those of an included template are what they are.
            let is_written = is_written(graph, node);
            let problem = (!is_written && (is_given || id.is_empty())).then(|| invalid(id));
            if let Some(problem) = problem.flatten() {
                report.push(about(graph, node, problem));
                is_whole = false;
            } else if let Some(first) = owners.insert((kind(graph, node), id), node) {
                report.push(clash(graph, first, node, id));
                is_whole = false;
            }
        }
        is_whole
    }
}

fn is_written(graph: &Graph, node: NodeId) -> bool {
    let node = graph.get(node);
    node.is_some_and(|node| matches!(node.kind, Kind::Written(_)))
}

/// What shares its ids: parameters and resources, which `Ref` names both. Of other kinds, each may be
/// called what something of another kind is.
fn kind(graph: &Graph, node: NodeId) -> u8 {
    match graph.get(node).map(|node| &node.kind) {
        Some(Kind::Mapping(_)) => 1,
        Some(Kind::Condition(_)) => 2,
        Some(Kind::Rule(_)) => 3,
        Some(Kind::Output(_)) => 4,
        Some(Kind::Written(written)) => match written.section {
            Section::Mappings => 1,
            Section::Conditions => 2,
            Section::Rules => 3,
            Section::Outputs => 4,
            Section::Hooks => 5,
            _ => 0,
        },
        _ => 0,
    }
}

fn invalid(id: &str) -> Option<Diagnostic> {
    let help = "a logical id has 1 to 255 letters and digits (A-Z, a-z, 0-9)";
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Some(
            codes::APP106
                .finding(format!("`{id}` is not a logical id"))
                .help(help),
        );
    }
    (id.len() > MAX_LENGTH).then(|| {
        codes::APP106
            .finding(format!(
                "a logical id of {} characters is too long",
                id.len()
            ))
            .help(help)
    })
}

fn clash(graph: &Graph, first: NodeId, second: NodeId, id: &str) -> Diagnostic {
    let message = format!(
        "`{}` and `{}` have the same logical id `{id}`",
        graph.path(first),
        graph.path(second)
    );
    let is_pinned = |node| graph.get(node).is_some_and(|node| node.pinned.is_some());
    let is_moved = |node| graph.ancestors(node).any(|(_, node)| node.moved.is_some());
    let help = if is_pinned(first) && is_pinned(second) {
        "the id is pinned for both: pin another for one of them"
    } else if is_pinned(first) || is_pinned(second) {
        "an id is pinned for one of them only: pin another, or give that one another id"
    } else if is_moved(first) || is_moved(second) {
        "what was moved keeps the ids of its old path, where there is something now: give that \
         another id, or take the `moved` out"
    } else {
        "ids are told apart by letters and digits only: give one of them another id, or fix it \
         with `pin_id`"
    };
    let mut found = about(graph, second, codes::APP105.finding(message)).help(help);
    found
        .source
        .extend(graph.get(first).into_iter().flat_map(GraphNode::lines));
    found.resource = Some(id.to_owned());
    found
}

/// A finding with the path of a node and the lines that made it.
pub fn about(graph: &Graph, node: NodeId, mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.construct = Some(graph.path(node));
    for line in graph.get(node).into_iter().flat_map(GraphNode::lines) {
        if !diagnostic.source.contains(&line) {
            diagnostic.source.push(line);
        }
    }
    diagnostic
}
