//! What must hold for an element to be there.

use stackwright_template::{Function, Node, Ordered, Text, sort_few};

use super::stack::Lowering;
use crate::NodeId;
use crate::graph::{Graph, Kind};
use crate::identity::logical_id;

/// The most conditions that `Fn::And` takes.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html>
const MAX_AND: usize = 10;

/// Conditions that are made of others, by their logical ids.
pub type Combined = Ordered<Text, Node>;

/// Whether an element is there in any case, as most are.
fn is_certain(graph: &Graph, element: NodeId) -> bool {
    let own = match graph.get(element).map(|node| &node.kind) {
        Some(Kind::Resource(data)) => data.condition.is_none() && data.only_with.is_empty(),
        Some(Kind::Output(data)) => data.condition.is_none(),
        _ => true,
    };
    own && graph
        .ancestors(element)
        .all(|(_, scope)| scope.when.is_empty())
}

/// The conditions of an element: its own, those of the scopes that it is in, and those of what
/// it is only there with.
pub fn conditions(graph: &Graph, element: NodeId) -> Vec<NodeId> {
    let mut found = Vec::new();
    if !graph.has_conditions || is_certain(graph, element) {
        return found;
    }
    let mut seen = Vec::new();
    let mut open = vec![element];
    while let Some(id) = open.pop() {
        let Some(node) = graph.get(id) else { continue };
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        if let (Kind::Condition(_), true) = (&node.kind, id != element) {
            found.push(id);
            continue;
        }
        found.extend(graph.ancestors(id).flat_map(|(_, scope)| &scope.when));
        match &node.kind {
            Kind::Resource(data) => {
                found.extend(data.condition);
                let others = data.only_with.iter();
                open.extend(others.map(|other| graph.resource_of(*other).unwrap_or(*other)));
            }
            Kind::Output(data) => found.extend(data.condition),
            _ => {}
        }
    }
    found
}

/// The conditions under which one element is there and the other may not be, of the stack that the
/// other is in: another stack cannot ask for them.
pub fn conditions_beyond(graph: &Graph, element: NodeId, other: NodeId) -> Vec<NodeId> {
    let mut beyond = conditions(graph, element);
    if !beyond.is_empty() {
        let (stack, known) = (graph.stack_of(other), conditions(graph, other));
        beyond.retain(|id| graph.stack_of(*id) == stack && !known.contains(id));
        // In any order of declaration the same.
        let path = |id| graph.identity_with_stack(id);
        sort_few(&mut beyond, |one, other| path(*one) < path(*other));
        beyond.dedup();
    }
    beyond
}

impl Lowering<'_> {
    /// The logical id of the one condition that says when an element of a stack is there.
    pub fn condition_of(&mut self, plan: usize, element: NodeId) -> Option<Text> {
        self.all_hold(plan, conditions(self.graph, element))
    }

    /// The logical id of the one condition that says where an element is there and another, of
    /// the same stack, may not be.
    pub fn condition_beyond(
        &mut self,
        plan: usize,
        element: NodeId,
        other: NodeId,
    ) -> Option<Text> {
        self.all_hold(plan, conditions_beyond(self.graph, element, other))
    }

    fn all_hold(&mut self, plan: usize, conditions: Vec<NodeId>) -> Option<Text> {
        if conditions.is_empty() {
            return None;
        }
        let graph = self.graph;
        let mut ids: Vec<Text> = conditions
            .into_iter()
            .filter(|condition| self.ids.plan_of(graph, *condition) == Some(plan))
            .filter_map(|condition| self.ids.get(graph, condition).cloned())
            .collect();
        // In any order of declaration the same.
        sort_few(&mut ids, |one, other| one < other);
        ids.dedup();
        match ids.len() {
            0 | 1 => ids.pop(),
            _ => Some(self.all_of(plan, ids)),
        }
    }

    fn all_of(&mut self, plan: usize, ids: Vec<Text>) -> Text {
        let components = std::iter::once("All").chain(ids.iter().map(AsRef::as_ref));
        let id = Text::Owned(logical_id(&components.collect::<Vec<_>>()));
        let conditions = ids
            .into_iter()
            .map(|id| Node::call(Function::Condition, Node::from(id)));
        let all = and(conditions.collect());
        self.combined[plan].insert(id.clone(), all);
        id
    }
}

/// That all of at least two conditions hold, in as many steps as it takes.
fn and(mut conditions: Vec<Node>) -> Node {
    while conditions.len() > MAX_AND {
        let groups = conditions.chunks(MAX_AND).map(|group| match group {
            [single] => single.clone(),
            _ => Node::call(Function::And, group.to_vec()),
        });
        conditions = groups.collect();
    }
    Node::call(Function::And, conditions)
}
