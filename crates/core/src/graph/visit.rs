use std::rc::Rc;

use stackwright_template::{SourceLine, Text};

use super::{Graph, Kind, NodeId};
use crate::value::Props;

/// A change of every resource of a type below a scope, made once all of them are there.
#[derive(Clone)]
pub(crate) struct Visit {
    pub scope: NodeId,
    pub type_name: Text,
    pub change: Rc<dyn Fn(Props) -> Props>,
    pub source: SourceLine,
    /// How many nodes there were when it was made last: it is made once of each.
    pub seen: usize,
}

impl Graph {
    /// The changes that are still to be made, and of which resources, in the order in which the program
    /// asked for them.
    pub fn take_visits(&mut self) -> Vec<(Visit, Vec<NodeId>)> {
        let mut visits = std::mem::take(&mut self.visits);
        let open = visits.iter().map(|visit| {
            let is_meant = |node: &NodeId| {
                self.index(*node).is_some_and(|index| index >= visit.seen)
                    && matches!(self.get(*node).map(|node| &node.kind), Some(Kind::Resource(data))
                        if data.meta.type_name == visit.type_name)
            };
            let mut nodes = self.below(visit.scope);
            nodes.retain(is_meant);
            (visit.clone(), nodes)
        });
        let open = open.collect();
        let seen = self.nodes.len();
        visits.iter_mut().for_each(|visit| visit.seen = seen);
        self.visits = visits;
        open
    }
}
