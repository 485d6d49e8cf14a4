use stackwright_codes as codes;
use stackwright_template::{Diagnostic, Function, Map, Node, SourceLine, Text};

use super::expr::local_reference;
use super::ids::about;
use super::stack::Lowering;
use crate::NodeId;
use crate::graph::Kind;
use crate::identity::logical_id;
use crate::value::Attribute;

/// Stands between the items of a list that travels from stack to stack as one text.
const DELIMITER: &str = "||";

/// The most characters that the name of an export may have.
const MAX_NAME: usize = 255;

/// A value of a stack that others import.
pub struct Export {
    name: String,
    value: Node,
    condition: Option<Text>,
}

/// Why one stack must be deployed after another.
pub struct Edge {
    /// What refers.
    from: NodeId,
    /// What it refers to; nothing if the program says so outright.
    to: Option<NodeId>,
    source: Option<SourceLine>,
}

impl Edge {
    pub fn explicit(from: NodeId, source: SourceLine) -> Self {
        Edge {
            from,
            to: None,
            source: Some(source),
        }
    }

    pub fn reference(from: NodeId, to: NodeId) -> Self {
        Edge {
            from,
            to: Some(to),
            source: None,
        }
    }
}

impl Export {
    pub fn into_output(self) -> Node {
        let mut output = Map::new();
        if let Some(condition) = self.condition {
            output.insert("Condition", condition);
        }
        output.insert("Value", self.value);
        output.insert("Export", Map::from_iter([("Name", self.name)]));
        Node::from(output)
    }
}

/// The name of an export, which is as long as CloudFormation takes; its end tells it apart.
fn export_name(stack: &str, output: &str) -> String {
    let room = MAX_NAME.saturating_sub(stack.len() + 1);
    let output = &output[output.len().saturating_sub(room)..];
    format!("{stack}:{output}")
}

impl Lowering<'_> {
    /// A reference from one stack to an attribute in another: exported there, imported here.
    /// Equal references share one export.
    pub fn import(&mut self, from: NodeId, to: NodeId, attribute: &Attribute) -> Option<Node> {
        let consumer = self.ids.plan_of(self.graph, from)?;
        let producer = self.ids.plan_of(self.graph, to)?;
        self.edges[consumer]
            .entry(producer)
            .or_insert(Edge::reference(from, to));
        self.check_environments(from, consumer, producer);

        let reference = (to, attribute.clone());
        if let Some(import) = self.imports.get(&reference) {
            return Some(import.clone());
        }
        let import = self.export(producer, to, attribute)?;
        self.imports.insert(reference, import.clone());
        Some(import)
    }

    /// Exports an attribute; what it is imported with.
    fn export(&mut self, producer: usize, to: NodeId, attribute: &Attribute) -> Option<Node> {
        let id = self.ids.get(self.graph, to)?.clone();
        // As CDK names them: after the JSON of the reference.
        let reference = match attribute {
            Attribute::Ref => format!(r#"{{"Ref":"{id}"}}"#),
            Attribute::Named(name) => format!(r#"{{"Fn::GetAtt":["{id}","{name}"]}}"#),
        };
        let output = logical_id(&["Exports", &format!("Output{reference}")]);
        let value = local_reference(id, attribute);
        let name = export_name(&self.plans[producer].name, &output);

        let node = self.graph.get(to)?;
        let (is_list, condition) = match &node.kind {
            Kind::Parameter(data) => (data.is_list, None),
            Kind::Resource(data) => (
                matches!(attribute, Attribute::Named(name)
                    if data.meta.list_attributes.contains(&name.as_ref())),
                data.condition,
            ),
            _ => (false, None),
        };
        let condition = condition.and_then(|node| self.ids.get(self.graph, node).cloned());
        let value = if is_list {
            Node::call(
                Function::Join,
                Node::from(vec![Node::from(DELIMITER), value]),
            )
        } else {
            value
        };
        let export = Export {
            name: name.clone(),
            value,
            condition,
        };
        self.exports[producer].entry(output).or_insert(export);

        let import = Node::call(Function::ImportValue, Node::from(name));
        Some(if is_list {
            Node::call(
                Function::Split,
                Node::from(vec![Node::from(DELIMITER), import]),
            )
        } else {
            import
        })
    }

    /// An export is seen in its own account and region only.
    fn check_environments(&mut self, from: NodeId, consumer: usize, producer: usize) {
        let (here, there) = (&self.plans[consumer], &self.plans[producer]);
        if !here.may_meet(there) {
            let place = |plan: &super::stack::Plan| {
                format!(
                    "{}/{}",
                    plan.data.account.as_deref().unwrap_or("any account"),
                    plan.data.region.as_deref().unwrap_or("any region")
                )
            };
            let message = format!(
                "stack `{}` in {} refers to stack `{}` in {}",
                here.id,
                place(here),
                there.id,
                place(there)
            );
            let found = codes::APP109
                .finding(message)
                .help("exports do not cross regions and accounts; pass the value as a parameter");
            self.diagnostics.push(about(self.graph, from, found));
        }
    }

    /// The stacks such that each comes after those it needs, otherwise as declared. Rings are
    /// reported.
    pub fn deployment_order(&mut self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.plans.len());
        let mut state = vec![State::New; self.plans.len()];
        let mut rings = Vec::new();
        for index in 0..self.plans.len() {
            self.visit(index, &mut state, &mut order, &mut rings);
        }
        for ring in rings {
            let found = self.ring(&ring);
            self.diagnostics.push(found);
        }
        order
    }

    /// Goes from a stack to all that it needs, and puts each behind those that it needs.
    fn visit(
        &self,
        first: usize,
        state: &mut [State],
        order: &mut Vec<usize>,
        rings: &mut Vec<Vec<usize>>,
    ) {
        if state[first] != State::New {
            return;
        }
        state[first] = State::Open;
        let mut path = vec![(first, self.edges[first].keys())];
        while let Some((index, needed)) = path.last_mut() {
            let Some(&next) = needed.next() else {
                state[*index] = State::Done;
                order.push(*index);
                path.pop();
                continue;
            };
            match state[next] {
                State::Done => {}
                State::Open => {
                    let start = path
                        .iter()
                        .position(|(index, _)| *index == next)
                        .unwrap_or(0);
                    rings.push(path[start..].iter().map(|(index, _)| *index).collect());
                }
                State::New => {
                    state[next] = State::Open;
                    path.push((next, self.edges[next].keys()));
                }
            }
        }
    }

    /// The whole ring, with the reference that makes each edge and its line.
    fn ring(&self, ring: &[usize]) -> Diagnostic {
        let name = |index: usize| self.plans[index].id.as_ref();
        let mut chain: Vec<&str> = ring.iter().map(|&index| name(index)).collect();
        chain.extend(ring.first().map(|&index| name(index)));
        let mut found = codes::APP112.finding(format!(
            "stacks need each other in a ring: {}",
            chain.join(" -> ")
        ));
        let mut reasons = Vec::new();
        for (position, &index) in ring.iter().enumerate() {
            let next = ring[(position + 1) % ring.len()];
            let Some(edge) = self.edges[index].get(&next) else {
                continue;
            };
            let from = self.graph.path(edge.from);
            reasons.push(match edge.to {
                Some(to) => format!("`{from}` refers to `{}`", self.graph.path(to)),
                None => format!("`{from}` is to be deployed after `{}`", name(next)),
            });
            let line = edge
                .source
                .or_else(|| Some(self.graph.get(edge.from)?.source));
            found.source.extend(line);
        }
        found.construct = ring.first().map(|&index| name(index).to_owned());
        found.help(format!(
            "{}; move what both need into a stack of its own, or break one of these references",
            reasons.join(", ")
        ))
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}
