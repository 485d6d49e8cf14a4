use std::collections::HashSet;

use stackwright_codes as codes;
use stackwright_template::{
    Diagnostic, Function, Map, Node, Severity, SourceLine, SubPart, Text, sort_few,
};

use super::condition::conditions;
use super::dependencies::{Resolved, resolve};
use super::expr::local_reference;
use super::ids::about;
use super::stack::{Lowering, Plan};
use crate::NodeId;
use crate::graph::{Graph, Kind};
use crate::identity::logical_id;
use crate::value::{Attribute, Expr, Pseudo};

/// Stands between the items of a list that travels from stack to stack as one text.
const DELIMITER: &str = "||";

/// The most characters that the name of an export may have.
const MAX_NAME: usize = 255;

/// A value of a stack that others use.
pub struct Export {
    /// What it is imported by; nothing if it is only read.
    name: Option<String>,
    value: Node,
    condition: Option<Text>,
}

/// An attribute on its way to other stacks.
pub struct Sent {
    pub producer: usize,
    /// What it is where it begins, for people.
    pub label: String,
    /// The JSON of the reference, of which the output's id is made as AWS CDK makes it.
    pub reference: String,
    pub value: Node,
    pub is_list: bool,
    /// Whether the value is the text that a list travels as.
    pub is_joined: bool,
    pub condition: Option<Text>,
}

impl Sent {
    pub fn output(&self, kind: &str) -> String {
        logical_id(&[kind, &format!("Output{}", self.reference)])
    }

    /// As it travels.
    pub fn into_text(self) -> Node {
        delimited(Function::Join, self.value, self.is_list && !self.is_joined)
    }

    /// As it is used.
    fn into_value(self) -> Node {
        delimited(Function::Split, self.value, self.is_joined)
    }
}

/// A list travels as one text.
fn delimited(function: Function, value: Node, is_list: bool) -> Node {
    match is_list {
        true => Node::call(function, Node::from(vec![Node::from(DELIMITER), value])),
        false => value,
    }
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
    /// What is only read.
    pub fn shown(sent: Sent) -> Self {
        Export {
            name: None,
            condition: sent.condition.clone(),
            value: sent.into_text(),
        }
    }

    pub fn into_output(self) -> Node {
        let mut output = Map::new();
        if let Some(condition) = self.condition {
            output.insert("Condition", condition);
        }
        output.insert("Value", self.value);
        if let Some(name) = self.name {
            output.insert("Export", Map::from_iter([("Name", name)]));
        }
        Node::from(output)
    }
}

/// The name of an export, which is as long as CloudFormation takes; its end tells it apart.
fn export_name(stack: &str, output: &str) -> String {
    let room = MAX_NAME.saturating_sub(stack.len() + 1);
    let output = &output[output.len().saturating_sub(room)..];
    format!("{stack}:{output}")
}

/// The attributes of resources and parameters that a value is made of.
fn references(graph: &Graph, value: &Expr) -> Vec<(NodeId, Attribute)> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        value.walk(&mut |expr| {
            let Expr::Get(node, attribute) = expr else {
                return;
            };
            match resolve(graph, *node, attribute) {
                Resolved::Resource(node) | Resolved::Parameter(node) => {
                    found.push((node, attribute.clone()));
                }
                // Each once: some define an attribute by itself, by mistake.
                Resolved::Defined(value) if seen.insert((*node, attribute.clone())) => {
                    open.push(value);
                }
                Resolved::Defined(_) | Resolved::Nothing => {}
            }
        });
    }
    found
}

/// A text of which all is known but, perhaps, where its stack will be.
fn known_text(plan: &Plan, node: &Node) -> Option<String> {
    if let Some(text) = node.as_str() {
        return Some(text.to_owned());
    }
    let call = node.as_call()?;
    let pseudo = |name: &str| match name {
        "AWS::StackName" if plan.around.is_none() => Some(plan.name.to_string()),
        "AWS::Region" => Some(plan.place.region.as_deref().unwrap_or(name).to_owned()),
        "AWS::AccountId" => Some(plan.place.account.as_deref().unwrap_or(name).to_owned()),
        _ => None,
    };
    if let Some(name) = call.reference() {
        return pseudo(name);
    }
    let sub = call.sub()?;
    let parts = sub.parts();
    let known = parts.iter().map(|part| match part {
        SubPart::Literal(text) => Some(text.to_string()),
        SubPart::Variable(variable) => pseudo(variable.target()),
    });
    known.collect()
}

impl Lowering<'_> {
    /// A reference from one stack to an attribute in another: exported there, imported here.
    /// Equal references share one export.
    pub fn import(&mut self, from: NodeId, to: NodeId, attribute: &Attribute) -> Option<Node> {
        if let Some(value) = self.within(from, to, attribute) {
            return Some(value);
        }
        let (consumer, producer) = self.refer(from, to)?;
        if !self.plans[consumer].may_meet(&self.plans[producer]) {
            self.report_place(from, consumer, producer);
        }
        let reference = (to, attribute.clone());
        if let Some(import) = self.imports.get(&reference) {
            return Some(import.clone());
        }
        let import = self.export(to, attribute)?;
        self.imports.insert(reference, import.clone());
        Some(import)
    }

    /// The same as an output there, which is read here while this stack is deployed: also from
    /// another region, and from another account with a role of its own.
    pub fn read_output(&mut self, from: NodeId, to: NodeId, attribute: &Attribute) -> Option<Node> {
        if let Some(value) = self.within(from, to, attribute) {
            return Some(value);
        }
        let (consumer, producer) = self.refer(from, to)?;
        let sent = self.sent(to, attribute)?;
        let sent = self.carried(sent, producer);
        let (output, is_list) = (sent.output("Publish"), sent.is_list);
        let published = Export::shown(sent);
        self.exports[producer].entry(output.clone(), || published);

        let (here, there) = (&self.plans[consumer], &self.plans[producer]);
        let mut names = Map::from_iter([
            ("StackName", Node::from(there.name.clone())),
            ("OutputName", Node::from(output)),
        ]);
        if let Some(region) = &there.place.region
            && here.place.region.as_ref() != Some(region)
        {
            names.insert("Region", region.clone());
        }
        if !here.may_be_of_one_account(there) {
            match &there.place.output_role {
                Some(role) => drop(names.insert("RoleArn", role.clone())),
                None => self.report_place(from, consumer, producer),
            }
        }
        let read = Node::call(Function::GetStackOutput, Node::from(names));
        Some(delimited(Function::Split, read, is_list))
    }

    /// The value of an attribute where both stacks are deployed as one.
    fn within(&mut self, from: NodeId, to: NodeId, attribute: &Attribute) -> Option<Node> {
        if !self.graph.has_nested {
            return None;
        }
        let consumer = self.ids.plan_of(self.graph, from)?;
        let producer = self.ids.plan_of(self.graph, to)?;
        if self.root_of(consumer) != self.root_of(producer) {
            return None;
        }
        let sent = self.sent(to, attribute)?;
        Some(self.carried(sent, consumer).into_value())
    }

    /// A pseudo parameter in what a construct of another stack defines: that of the other stack.
    /// Nothing where this stack has the same.
    pub fn pseudo_of(&mut self, from: NodeId, definer: NodeId, pseudo: Pseudo) -> Option<Node> {
        let consumer = self.ids.plan_of(self.graph, from)?;
        let producer = self.ids.plan_of(self.graph, definer)?;
        let (here, there) = (self.plans.get(consumer)?, self.plans.get(producer)?);
        // Where they are not known to differ, they are the same as far as exports go.
        let known = |here: &Option<Text>, there: &Option<Text>| match (here, there) {
            (Some(here), Some(there)) if here != there => Some(Node::from(there.clone())),
            _ => None,
        };
        match pseudo {
            Pseudo::StackName if there.around.is_none() => Some(Node::from(there.name.clone())),
            Pseudo::Region => known(&here.place.region, &there.place.region),
            Pseudo::AccountId => known(&here.place.account, &there.place.account),
            Pseudo::StackId | Pseudo::NotificationArns | Pseudo::StackName => {
                let name = pseudo.name();
                let sent = Sent {
                    producer,
                    label: name.to_owned(),
                    reference: format!(r#"{{"Ref":"{name}"}}"#),
                    value: Node::call(Function::Ref, name),
                    is_list: pseudo == Pseudo::NotificationArns,
                    is_joined: false,
                    condition: None,
                };
                if self.root_of(consumer) == self.root_of(producer) {
                    return Some(self.carried(sent, consumer).into_value());
                }
                self.refer(from, definer)?;
                Some(self.send(sent))
            }
            // No stack of one partition refers to one of another: they share no account.
            Pseudo::Partition | Pseudo::UrlSuffix | Pseudo::NoValue => None,
        }
    }

    /// Notes that an element needs something of another stack; what is deployed before what.
    fn refer(&mut self, from: NodeId, to: NodeId) -> Option<(usize, usize)> {
        let consumer = self.root_of(self.ids.plan_of(self.graph, from)?);
        let producer = self.root_of(self.ids.plan_of(self.graph, to)?);
        self.edges[consumer].entry(producer, || Edge::reference(from, to));
        Some((consumer, producer))
    }

    /// Exports an attribute from the stack that it is in; what it is imported with.
    fn export(&mut self, to: NodeId, attribute: &Attribute) -> Option<Node> {
        let sent = self.sent(to, attribute)?;
        Some(self.send(sent))
    }

    fn sent(&mut self, to: NodeId, attribute: &Attribute) -> Option<Sent> {
        let producer = self.ids.plan_of(self.graph, to)?;
        let id = self.ids.get(self.graph, to)?.clone();
        Some(Sent {
            producer,
            label: match attribute {
                Attribute::Ref => format!("{id}Ref"),
                Attribute::Named(name) => format!("{id}{name}"),
            },
            reference: match attribute {
                Attribute::Ref => format!(r#"{{"Ref":"{id}"}}"#),
                Attribute::Named(name) => format!(r#"{{"Fn::GetAtt":["{id}","{name}"]}}"#),
            },
            is_list: match &self.graph.get(to)?.kind {
                Kind::Parameter(data) => data.is_list,
                Kind::Resource(data) => matches!(attribute, Attribute::Named(name)
                    if data.meta.list_attributes.contains(&name.as_ref())),
                _ => false,
            },
            is_joined: false,
            condition: self.condition_of(producer, to),
            value: local_reference(id, attribute),
        })
    }

    /// Exports a value from what is deployed by itself; what it is imported with.
    fn send(&mut self, sent: Sent) -> Node {
        let root = self.root_of(sent.producer);
        let sent = self.carried(sent, root);
        let (output, is_list) = (sent.output("Exports"), sent.is_list);
        let name = export_name(&self.plans[root].name, &output);
        let export = Export {
            name: Some(name.clone()),
            ..Export::shown(sent)
        };
        self.exports[root].entry(output, || export);
        let import = Node::call(Function::ImportValue, Node::from(name));
        delimited(Function::Split, import, is_list)
    }

    /// Exports what stacks keep though nothing imports it.
    pub fn keep_exports(&mut self) {
        let graph = self.graph;
        for index in 0..self.plans.len() {
            let (stack, data) = (self.plans[index].node, self.plans[index].data);
            for (value, source) in &data.kept_exports {
                let mut kept = 0;
                for (node, attribute) in references(graph, value) {
                    let plan = self.ids.plan_of(graph, node);
                    if plan.map(|plan| self.root_of(plan)) == Some(index)
                        && self.export(node, &attribute).is_some()
                    {
                        kept += 1;
                    }
                }
                if kept == 0 {
                    let path = graph.path(stack);
                    let message = format!("nothing in this value is an attribute of `{path}`");
                    let mut found = codes::APP128.finding(message);
                    found.source.push(*source);
                    found.construct = Some(path);
                    self.diagnostics.push(found);
                }
            }
        }
    }

    /// A reference to something of another stack that is there under a condition only.
    ///
    /// Whoever refers to it under a condition of its own is taken to have the same in mind.
    pub fn check_conditions(&mut self, from: NodeId, to: NodeId) {
        let graph = self.graph;
        let needed = conditions(graph, to);
        if needed.is_empty() || !conditions(graph, from).is_empty() {
            return;
        }
        let names: Vec<String> = needed
            .iter()
            .map(|condition| format!("`{}`", graph.path(*condition)))
            .collect();
        let message = format!(
            "`{}` is there only where {} holds, and `{}` needs it in any case",
            graph.path(to),
            names.join(" and "),
            graph.path(from)
        );
        let found = codes::APP126.finding(message);
        self.diagnostics.push(about(graph, from, found));
    }

    /// Notes the name of an export, if it is known: the stack's own name counts.
    pub fn note_export(&mut self, plan: usize, output: NodeId, name: &Node) {
        if let Some(name) = known_text(&self.plans[plan], name) {
            self.named.entry(name, Vec::new).push((plan, output));
        }
    }

    /// Reports exports of one name in stacks that may come to be in one account and region. Two
    /// in one stack are seen in its template.
    pub fn check_names(&mut self) {
        let graph = self.graph;
        for (name, mut outputs) in std::mem::take(&mut self.named) {
            // In any order of declaration the same.
            sort_few(&mut outputs, |one, other| {
                graph.path(one.1) < graph.path(other.1)
            });
            for (position, (plan, output)) in outputs.iter().enumerate() {
                let stack = &self.plans[*plan];
                let is_twin = |(other, _): &&(usize, NodeId)| {
                    other != plan && self.plans[*other].may_meet(stack)
                };
                let Some((_, twin)) = outputs[..position].iter().find(is_twin) else {
                    continue;
                };
                let message = format!(
                    "`{}` and `{}` export the same name, `{name}`",
                    graph.path(*twin),
                    graph.path(*output)
                );
                let mut found = about(graph, *output, codes::APP127.finding(message));
                found
                    .source
                    .extend(graph.get(*twin).map(|node| node.source));
                // The conditions of two stacks are settled by themselves: both may never hold.
                if [twin, output]
                    .iter()
                    .any(|end| !conditions(graph, **end).is_empty())
                {
                    found.severity = Severity::Warning;
                    found.message.push_str(" where their conditions hold");
                }
                self.diagnostics.push(found);
            }
        }
    }

    /// A reference to a stack of another place, by a way that does not lead there.
    fn report_place(&mut self, from: NodeId, consumer: usize, producer: usize) {
        let (here, there) = (&self.plans[consumer], &self.plans[producer]);
        let place = |plan: &Plan| {
            format!(
                "{}/{}",
                plan.place.account.as_deref().unwrap_or("any account"),
                plan.place.region.as_deref().unwrap_or("any region")
            )
        };
        let message = format!(
            "stack `{}` in {} refers to stack `{}` in {}",
            here.id,
            place(here),
            there.id,
            place(there)
        );
        let help = match here.may_be_of_one_account(there) {
            true => {
                "exports do not cross regions; `weak(..)` reads the value while the stack is deployed"
            }
            false => {
                "exports do not cross accounts; `weak(..)` reads the value while the stack is \
                 deployed, by the role that the other stack names with `output_role`"
            }
        };
        let found = codes::APP109.finding(message).help(help);
        self.diagnostics.push(about(self.graph, from, found));
    }

    /// The stacks such that each comes after those it needs, otherwise as declared. Rings are
    /// reported.
    pub fn deployment_order(&mut self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.plans.len());
        let mut state = vec![State::New; self.plans.len()];
        let mut rings = Vec::new();
        for index in 0..self.plans.len() {
            if self.plans[index].around.is_none() {
                self.visit(index, &mut state, &mut order, &mut rings);
            }
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
        let mut path = vec![(first, self.edges[first].iter())];
        while let Some((index, needed)) = path.last_mut() {
            let Some(&(next, _)) = needed.next() else {
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
                    path.push((next, self.edges[next].iter()));
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
