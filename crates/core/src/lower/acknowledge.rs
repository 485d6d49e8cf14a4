//! What the program acknowledges: taken from what synthesis has found, and for the rest written
//! to the template's metadata, where the checker reads it.

use stackwright_codes as codes;
use stackwright_template::{Diagnostic, Map, Node, Severity};

use super::ids::about;
use super::stack::{Lowering, Origin};
use crate::NodeId;
use crate::graph::Acknowledgement;

/// Where a template's metadata has acknowledgements: `Metadata/Stackwright/Acknowledge`.
const KEY: &str = "Stackwright";
const LIST: &str = "Acknowledge";

/// An acknowledgement that has met no finding yet.
pub struct Open<'g> {
    node: NodeId,
    path: String,
    said: &'g Acknowledgement,
}

impl Open<'_> {
    pub fn origin(&self) -> Origin {
        Origin {
            path: self.path.clone(),
            source: self.said.source,
            inner: None,
        }
    }

    fn covers(&self, found: &Diagnostic) -> bool {
        let construct = found.construct.as_deref();
        let below = construct.and_then(|path| path.strip_prefix(self.path.as_str()));
        // An error of synthesis leaves something out that the template needs.
        found.severity != Severity::Error
            && found.code == self.said.code
            && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Which acknowledgement a path is about, by the segments after `Metadata`.
pub fn position<'p>(mut segments: impl Iterator<Item = &'p str>) -> Option<usize> {
    let is_list = segments.next() == Some(KEY) && segments.next() == Some(LIST);
    is_list.then(|| segments.next()?.parse().ok())?
}

impl<'g> Lowering<'g> {
    /// Puts findings aside that are acknowledged. What is left over waits for the checker.
    pub fn acknowledge(&mut self) {
        let graph = self.graph;
        let said = self.plans.iter().map(|plan| {
            // What is said of a stage, or around a nested stack, is said of all that is in it.
            let outer = graph.ancestors(plan.node).skip(1);
            let mut outer: Vec<_> = outer.collect();
            outer.reverse();
            let below = plan.below.iter();
            let below = below.filter_map(|&id| Some((id, graph.get(id)?)));
            outer.into_iter().chain(below).flat_map(|(node, data)| {
                let open = move |said: &'g Acknowledgement| Open {
                    node,
                    path: graph.path(node),
                    said,
                };
                data.acknowledgements.iter().map(open)
            })
        });
        let mut said: Vec<Vec<Open<'g>>> = said.map(Iterator::collect).collect();

        let found = std::mem::take(&mut self.diagnostics);
        let (acknowledged, left) = found
            .into_iter()
            .partition(|found| said.iter().flatten().any(|open| open.covers(found)));
        self.diagnostics = left;
        self.acknowledged = acknowledged;
        for open in &mut said {
            open.retain(|open| !self.acknowledged.iter().any(|found| open.covers(found)));
        }
        self.open = said;
    }

    /// Adds the acknowledgements that are left to the metadata of a stack.
    pub fn write_acknowledgements(&mut self, index: usize, metadata: &mut Map) {
        let Some(first) = self.open[index].first() else {
            return;
        };
        if metadata.contains_key(KEY) {
            let message = format!("the metadata `{KEY}` is where acknowledgements are written");
            let mut found = about(self.graph, first.node, codes::APP121.finding(message))
                .help("give the metadata of your own another name");
            found.source = vec![first.said.source];
            self.diagnostics.push(found);
            return;
        }
        let list: Vec<Node> = self.open[index]
            .iter()
            .map(|open| self.entry(index, open))
            .collect();
        metadata.map_mut(KEY).insert(LIST, list);
    }

    /// As `{Code: OPS501, Reason: ..., Resources: [Service]}`; the whole stack names no resources.
    fn entry(&self, index: usize, open: &Open<'_>) -> Node {
        let mut entry = Map::with_capacity(3);
        entry.insert("Code", open.said.code.clone());
        entry.insert("Reason", open.said.reason.clone());
        let stack = self.plans[index].node;
        if !self.graph.is_within(stack, open.node) {
            let below = self.graph.below(open.node).into_iter();
            let own = below.filter(|&node| self.ids.plan_of(self.graph, node) == Some(index));
            let ids = own.filter_map(|node| self.ids.get(self.graph, node));
            entry.insert(
                "Resources",
                ids.cloned().map(Node::from).collect::<Vec<_>>(),
            );
        }
        Node::from(entry)
    }
}
