//! Stacks in stacks: what goes in as parameters, comes out as outputs, and waits for what.

use stackwright_assets::Digest;
use stackwright_codes as codes;
use stackwright_template::{Function, Map, Node, Ordered, Text, Value};

use super::export::{Edge, Export, Sent};
use super::expr::Context;
use super::ids::about;
use super::resource::{add_dependencies, always_referenced};
use super::stack::{Lowering, StackTemplate};
use crate::NodeId;
use crate::asset::settled_later;
use crate::graph::{Graph, Kind};
use crate::identity::labelled_id;

/// What a nested stack is in.
#[derive(Clone, Copy)]
pub struct Around {
    pub plan: usize,
    /// The resource that it is there.
    pub resource: NodeId,
}

/// What a nested stack is given, and waits for.
#[derive(Default)]
pub struct Inlet {
    /// What references became, by the id of the parameter.
    references: Ordered<Text, Node>,
    /// What the program gives its parameters, by the same.
    given: Ordered<Text, Node>,
    /// Ids in the stack around it.
    after: Vec<Text>,
}

/// The stacks that a stack is in, the innermost first, beginning with itself.
fn way_out<'l>(lowering: &'l Lowering<'_>, plan: usize) -> impl Iterator<Item = usize> + 'l {
    std::iter::successors(Some(plan), |&plan| {
        Some(lowering.plans.get(plan)?.around?.plan)
    })
}

impl Lowering<'_> {
    /// What is deployed by itself that a stack is in.
    pub fn root_of(&self, plan: usize) -> usize {
        way_out(self, plan).last().unwrap_or(plan)
    }

    /// Takes a value from the stack that it is in to another one of the same deployment: out of
    /// nested stacks as outputs, and into others as parameters.
    pub fn carried(&mut self, mut sent: Sent, to: usize) -> Sent {
        let way_in: Vec<usize> = way_out(self, to).collect();
        while !way_in.contains(&sent.producer) {
            let Some(around) = self.plans[sent.producer].around else {
                return sent;
            };
            sent = self.come_out(sent, around);
        }
        let inner = way_in.into_iter().take_while(|&plan| plan != sent.producer);
        let inner: Vec<usize> = inner.collect();
        inner
            .into_iter()
            .rev()
            .fold(sent, |sent, plan| self.go_in(sent, plan))
    }

    fn come_out(&mut self, sent: Sent, around: Around) -> Sent {
        let output = labelled_id(&sent.label, &sent.reference);
        let (producer, is_list, label) = (sent.producer, sent.is_list, sent.label.clone());
        let shown = Export::shown(sent);
        self.exports[producer].entry(output.clone(), || shown);
        let resource = self.ids.get(self.graph, around.resource).cloned();
        let resource = resource.unwrap_or_default();
        let name = format!("Outputs.{output}");
        Sent {
            producer: around.plan,
            label,
            reference: format!(r#"{{"Fn::GetAtt":["{resource}","{name}"]}}"#),
            condition: self.condition_of(around.plan, around.resource),
            value: Node::call(
                Function::GetAtt,
                vec![Node::from(resource), Node::from(name)],
            ),
            is_joined: is_list,
            is_list,
        }
    }

    fn go_in(&mut self, sent: Sent, plan: usize) -> Sent {
        let parameter = labelled_id(&sent.label, &format!("parameter {}", sent.reference));
        let (is_list, label) = (sent.is_list, sent.label.clone());
        let references = &mut self.inlets[plan].references;
        references.entry(parameter.clone().into(), || sent.into_text());
        Sent {
            producer: plan,
            label,
            reference: format!(r#"{{"Ref":"{parameter}"}}"#),
            condition: None,
            value: Node::call(Function::Ref, parameter),
            is_joined: is_list,
            is_list,
        }
    }

    /// Makes a stack wait for another, or for something in it.
    pub fn wait(&mut self, waiting: usize, plan: usize, element: Option<NodeId>, edge: Edge) {
        let roots = (self.root_of(waiting), self.root_of(plan));
        let is_itself = waiting == plan && element.is_none();
        if roots.0 != roots.1 || is_itself {
            self.edges[roots.0].entry(roots.1, || edge);
            return;
        }
        // What stands for the other one in the innermost stack that both are in.
        let way: Vec<usize> = way_out(self, waiting).collect();
        let (mut plan, mut element) = (plan, element);
        while !way.contains(&plan) {
            let Some(around) = self.plans[plan].around else {
                return;
            };
            (plan, element) = (around.plan, Some(around.resource));
        }
        // A stack does not wait for one that it is in, nor for one in it.
        let inner = way.into_iter().take_while(|&inner| inner != plan).last();
        let id = element.and_then(|element| self.ids.get(self.graph, element));
        if let (Some(inner), Some(id)) = (inner, id.cloned())
            && !self.inlets[inner].after.contains(&id)
        {
            self.inlets[inner].after.push(id);
        }
    }

    /// Lowers what the program gives the parameters of the nested stack that a resource is.
    pub fn give(&mut self, around: usize, resource: NodeId, needs_extensions: &mut bool) {
        let graph = self.graph;
        let is_it = |plan: &super::stack::Plan| {
            plan.around
                .is_some_and(|around| around.resource == resource)
        };
        let Some(nested) = self.plans.iter().position(is_it) else {
            return;
        };
        for (parameter, value, source) in &self.plans[nested].data.given {
            let is_own = self.ids.plan_of(graph, *parameter) == Some(nested);
            let id = self.ids.get(graph, *parameter).filter(|_| is_own).cloned();
            let Some(id) = id else {
                let message = format!(
                    "`{}` is no parameter of `{}`",
                    graph.path(*parameter),
                    graph.path(self.plans[nested].node)
                );
                let mut found = codes::APP135.finding(message);
                found.source.push(*source);
                found.construct = Some(graph.path(self.plans[nested].node));
                self.diagnostics.push(found);
                continue;
            };
            let mut context = Context::new(self, around, resource, needs_extensions);
            let value = joined(context.lower(value));
            self.inlets[nested].given.insert(id, value);
        }
        self.miss_values(nested);
    }

    /// A parameter that nobody gives a value: no one is asked for those of a nested stack.
    fn miss_values(&mut self, nested: usize) {
        let graph = self.graph;
        for &node in &self.plans[nested].below {
            let Some(Kind::Parameter(data)) = graph.get(node).map(|node| &node.kind) else {
                continue;
            };
            let id = self.ids.get(graph, node);
            let is_given = id.is_some_and(|id| self.inlets[nested].given.get(id).is_some());
            if data.default.is_none() && !is_given {
                let message = format!(
                    "the parameter `{}` of a nested stack has neither a default nor a value",
                    graph.path(node)
                );
                let found = about(graph, node, codes::APP134.finding(message));
                self.diagnostics.push(found);
            }
        }
    }

    /// The parameters that references became.
    pub fn add_parameters(&mut self, plan: usize, parameters: &mut Map) {
        let references = self.inlets[plan].references.iter();
        let ids: Vec<Text> = references.map(|(id, _)| id.clone()).collect();
        for id in ids {
            if parameters.contains_key(&id) {
                self.report_generated(plan, &id, "what the stack around it gives it");
            } else {
                parameters.insert(id, Map::from_iter([("Type", "String")]));
            }
        }
    }

    /// Says in the resource that a nested stack is what it is given, and where its template will be.
    pub fn place_nested(&mut self, plan: usize, nested: &mut StackTemplate, resources: &mut Map) {
        let Some(around) = self.plans[plan].around else {
            return;
        };
        let Some(id) = self.ids.get(self.graph, around.resource).cloned() else {
            return;
        };
        let text = nested.template.to_json();
        let hash = Digest::of(&text);
        let url = format!(
            "https://s3.${{AWS::Region}}.${{AWS::URLSuffix}}/{}/{hash}.json",
            nested.bootstrap.bucket_name()
        );
        nested.published = Some(hash);
        let mut no_extensions = false;
        let mut context = Context::new(self, around.plan, around.resource, &mut no_extensions);
        let url = context.lower(&settled_later(&url));
        let Some(Value::Map(resource)) = resources.get_mut(&id).map(|node| &mut node.value) else {
            return;
        };

        let inlet = std::mem::take(&mut self.inlets[plan]);
        let mut parameters = Map::new();
        for (name, value) in inlet.given {
            parameters.insert(name, value);
        }
        for (name, value) in inlet.references {
            parameters.insert(name, value);
        }
        let mut properties = Map::from_iter([("TemplateURL", url)]);
        if !parameters.is_empty() {
            properties.insert("Parameters", parameters);
        }
        let said = match resource.remove("Properties").map(|node| node.value) {
            Some(Value::Map(said)) => said,
            _ => Map::new(),
        };
        for (name, value) in said.iter() {
            properties.insert(name.text.clone(), value.clone());
        }
        let referenced = always_referenced(&properties);
        let after = inlet.after.into_iter();
        let after = after
            .filter(|id| !referenced.contains(id.as_ref()))
            .collect();
        add_dependencies(resource, after);
        // By these `cdk diff` finds the template, to compare it with what is deployed.
        let metadata = resource.map_mut("Metadata");
        metadata.insert("aws:asset:path", nested.nested_file());
        metadata.insert("aws:asset:property", "TemplateURL");
        resource.insert("Properties", properties);
    }
}

/// A list of values for a parameter is one text with commas.
fn joined(value: Node) -> Node {
    match value.value {
        Value::List(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(Node::as_str).collect();
            match texts {
                Some(texts) => Node::from(texts.join(",")),
                None => Node::call(Function::Join, vec![Node::from(","), Node::from(items)]),
            }
        }
        _ => value,
    }
}

/// The resource of a stack that stands for a node in a stack in it; the node itself where it is not.
pub fn stand_in(graph: &Graph, node: NodeId, stack: NodeId) -> NodeId {
    let mut found = node;
    while graph.has_nested
        && let Some(inner) = graph.stack_of(found).filter(|inner| *inner != stack)
        && graph.is_within(inner, stack)
        && let Some(resource) = graph.nested_resource(inner)
    {
        found = resource;
    }
    found
}
