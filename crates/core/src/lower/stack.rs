use std::collections::{BTreeMap, HashMap};

use indexmap::IndexMap;
use stackwright_template::{Diagnostic, Function, Map, Node, SourceLine, Text};

use super::dependencies::resources_of;
use super::export::{Edge, Export};
use super::expr::Context;
use super::ids::{Ids, about};
use super::{overrides, tags};
use crate::NodeId;
use crate::element::{OutputData, ParameterData, RuleData};
use crate::graph::{Graph, Kind, StackData};
use crate::resource::ResourceData;
use crate::value::Expr;

/// One stack, ready to be written.
#[derive(Debug)]
pub struct StackTemplate {
    /// The stack's name in CloudFormation.
    pub name: Text,
    /// The template.
    pub template: Map,
    /// The names of the stacks that must be deployed before.
    pub dependencies: Vec<Text>,
    /// The account, if the program names it.
    pub account: Option<Text>,
    /// The region, if the program names it.
    pub region: Option<Text>,
    /// Where everything comes from, by logical id.
    pub origins: IndexMap<Text, Origin>,
}

/// Where an element of a template comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The construct's path, as `Web/Service/Resource`.
    pub path: String,
    /// The user's line that made it.
    pub source: SourceLine,
}

/// A stack before it is a template.
pub(super) struct Plan<'g> {
    pub node: NodeId,
    pub data: &'g StackData,
    pub name: Text,
    pub below: Vec<NodeId>,
    pub ids: Ids,
}

/// The work of lowering: what is read, and what is found on the way.
pub(super) struct Lowering<'g> {
    pub graph: &'g Graph,
    pub plans: Vec<Plan<'g>>,
    /// Which plan a node belongs to.
    pub plan_of: HashMap<NodeId, usize>,
    /// What other stacks import of each, by output id.
    pub exports: Vec<BTreeMap<String, Export>>,
    /// For each stack, the stacks that it needs and one reference that makes it so.
    pub edges: Vec<BTreeMap<usize, Edge>>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'g> Lowering<'g> {
    pub fn new(graph: &'g Graph) -> Self {
        let mut diagnostics = Vec::new();
        let mut plans: Vec<Plan> = Vec::new();
        let mut plan_of = HashMap::new();
        for (id, node) in graph.iter() {
            let Kind::Stack(data) = &node.kind else { continue };
            let below = graph.below(id);
            plan_of.extend(below.iter().map(|&node| (node, plans.len())));
            let name = data.name.clone().unwrap_or_else(|| node.id.clone());
            let twin = plans.iter().find(|plan| plan.name == name);
            diagnostics.extend(name_problem(graph, id, &name, twin));
            let ids = Ids::assign(graph, id, &below, &mut diagnostics);
            plans.push(Plan {
                node: id,
                data,
                name,
                below,
                ids,
            });
        }
        Lowering {
            exports: plans.iter().map(|_| BTreeMap::new()).collect(),
            edges: plans.iter().map(|_| BTreeMap::new()).collect(),
            graph,
            plans,
            plan_of,
            diagnostics,
        }
    }

    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// All stacks, in the order in which they can be deployed.
    pub fn stacks(&mut self) -> Vec<StackTemplate> {
        let sections: Vec<Sections> = (0..self.plans.len()).map(|i| self.sections(i)).collect();
        for (index, plan) in self.plans.iter().enumerate() {
            for (other, source) in &plan.data.depends_on {
                if let Some(&other) = self.plan_of.get(other) {
                    let edge = Edge::explicit(plan.node, *source);
                    self.edges[index].entry(other).or_insert(edge);
                }
            }
        }
        let order = self.deployment_order();
        let mut sections: Vec<Option<Sections>> = sections.into_iter().map(Some).collect();
        order
            .into_iter()
            .filter_map(|index| Some(self.finish(index, sections.get_mut(index)?.take()?)))
            .collect()
    }

    fn sections(&mut self, index: usize) -> Sections {
        let mut sections = Sections::default();
        let graph = self.graph;
        let count = self.plans[index].below.len();
        sections.resources = Map::with_capacity(count);
        for position in 0..count {
            let node = self.plans[index].below[position];
            let Some(data) = graph.get(node) else { continue };
            let Some(id) = self.plans[index].ids.get(node).cloned() else {
                continue;
            };
            let origin = Origin {
                path: graph.path(node),
                source: data.source,
            };
            sections.origins.insert(id.clone(), origin);
            let mut context = Context::new(self, index, node, &mut sections.needs_extensions);
            let (section, value) = match &data.kind {
                Kind::Resource(data) => (&mut sections.resources, resource(&mut context, data)),
                Kind::Parameter(data) => (&mut sections.parameters, parameter(&mut context, data)),
                Kind::Mapping(data) => (&mut sections.mappings, context.object(&data.table)),
                Kind::Condition(data) => (&mut sections.conditions, context.lower(&data.expr)),
                Kind::Rule(data) => (&mut sections.rules, rule(&mut context, data)),
                Kind::Output(data) => (&mut sections.outputs, output(&mut context, data)),
                Kind::Group | Kind::Stack(_) => continue,
            };
            section.insert(id, value);
        }
        let stack = self.plans[index].node;
        let data = self.plans[index].data;
        let mut context = Context::new(self, index, stack, &mut sections.needs_extensions);
        for (key, value) in &data.metadata {
            sections.metadata.insert(key.clone(), context.lower(value));
        }
        sections
    }

    fn finish(&mut self, index: usize, mut sections: Sections) -> StackTemplate {
        let plan = &self.plans[index];
        for (id, export) in std::mem::take(&mut self.exports[index]) {
            sections.outputs.insert(id, export.into_output());
        }
        let mut transforms = plan.data.transforms.clone();
        let extensions = "AWS::LanguageExtensions";
        if sections.needs_extensions && !transforms.iter().any(|name| name == extensions) {
            transforms.insert(0, extensions.into());
        }

        let mut template = Map::new();
        template.insert("AWSTemplateFormatVersion", "2010-09-09");
        if let Some(description) = &plan.data.description {
            template.insert("Description", description.clone());
        }
        if !transforms.is_empty() {
            template.insert("Transform", one_or_list(transforms));
        }
        for (name, section) in [
            ("Metadata", sections.metadata),
            ("Parameters", sections.parameters),
            ("Mappings", sections.mappings),
            ("Conditions", sections.conditions),
            ("Rules", sections.rules),
        ] {
            if !section.is_empty() {
                template.insert(name, section);
            }
        }
        template.insert("Resources", sections.resources);
        if !sections.outputs.is_empty() {
            template.insert("Outputs", sections.outputs);
        }

        let names = self.edges[index].keys().map(|&i| self.plans[i].name.clone());
        StackTemplate {
            name: plan.name.clone(),
            template,
            dependencies: names.collect(),
            account: plan.data.account.clone(),
            region: plan.data.region.clone(),
            origins: sections.origins,
        }
    }
}

/// The parts of a template, before it is known what other stacks import of it.
#[derive(Default)]
struct Sections {
    metadata: Map,
    parameters: Map,
    mappings: Map,
    conditions: Map,
    rules: Map,
    resources: Map,
    outputs: Map,
    origins: IndexMap<Text, Origin>,
    /// Whether a function is used that only the transform `AWS::LanguageExtensions` knows.
    needs_extensions: bool,
}

fn name_problem(
    graph: &Graph,
    stack: NodeId,
    name: &str,
    twin: Option<&Plan>,
) -> Option<Diagnostic> {
    if let Some(twin) = twin {
        let mut found = about(
            graph,
            stack,
            Diagnostic::error("APP111", format!("two stacks have the name `{name}`")),
        );
        found.source.extend(graph.get(twin.node).map(|node| node.source));
        return Some(found.help("stack names are unique in an account and region"));
    }
    let valid = name.len() <= 128
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (!valid).then(|| {
        let message = format!("`{name}` is not a stack name");
        about(graph, stack, Diagnostic::error("APP110", message)).help(
            "a stack name begins with a letter and has at most 128 letters, digits and hyphens",
        )
    })
}

fn one_or_list(mut items: Vec<Text>) -> Node {
    match items.len() {
        1 => Node::from(items.remove(0)),
        _ => Node::from(items.into_iter().map(Node::from).collect::<Vec<_>>()),
    }
}

fn parameter(context: &mut Context, data: &ParameterData) -> Node {
    let mut map = Map::new();
    map.insert("Type", data.ty.clone());
    if let Some(default) = &data.default {
        let default = match default {
            // A list is given as text with commas.
            Expr::List(items) if data.is_list => {
                let texts: Vec<&str> = items.iter().filter_map(Expr::as_str).collect();
                Node::from(texts.join(","))
            }
            other => context.lower(other),
        };
        map.insert("Default", default);
    }
    for (name, value) in &data.fields {
        map.insert(*name, context.lower(value));
    }
    Node::from(map)
}

fn rule(context: &mut Context, data: &RuleData) -> Node {
    let mut map = Map::new();
    if let Some(when) = &data.when {
        map.insert("RuleCondition", context.lower(when));
    }
    let assertions = data.assertions.iter().map(|assertion| {
        Node::from(Map::from_iter([
            ("Assert", context.lower(&assertion.holds)),
            ("AssertDescription", Node::from(assertion.description.clone())),
        ]))
    });
    let assertions: Vec<Node> = assertions.collect();
    map.insert("Assertions", assertions);
    Node::from(map)
}

fn output(context: &mut Context, data: &OutputData) -> Node {
    let mut map = Map::new();
    if let Some(description) = &data.description {
        map.insert("Description", description.clone());
    }
    if let Some(condition) = data.condition {
        map.insert("Condition", context.logical_id(condition));
    }
    map.insert("Value", context.lower(&data.value));
    if let Some(name) = &data.export {
        map.insert("Export", Map::from_iter([("Name", context.lower(name))]));
    }
    Node::from(map)
}

fn resource(context: &mut Context, data: &ResourceData) -> Node {
    let mut map = Map::with_capacity(4);
    map.insert("Type", data.meta.type_name.clone());
    if let Some(condition) = data.condition {
        map.insert("Condition", context.logical_id(condition));
    }

    let mut properties = Map::with_capacity(data.props.len() + 1);
    for (name, value) in data.props.iter() {
        properties.insert(name.clone(), context.lower(value));
    }
    if let Some(property) = data.meta.tags
        && let Some(tags) = context.with_report(|graph, node, report| {
            tags::tags(graph, node, data, report)
        })
    {
        properties.insert(property.name, context.lower(&tags));
    }
    for change in &data.overrides {
        overrides::apply(context, &mut properties, change);
    }

    let after = depends_on(context, data);
    if !after.is_empty() {
        map.insert("DependsOn", one_or_list(after));
    }
    if !data.metadata.is_empty() {
        map.insert("Metadata", context.object(&data.metadata));
    }
    for (name, policy) in [
        ("CreationPolicy", &data.creation_policy),
        ("UpdatePolicy", &data.update_policy),
    ] {
        if let Some(policy) = policy {
            map.insert(name, context.lower(policy));
        }
    }
    for (name, policy) in [
        ("DeletionPolicy", data.deletion_policy),
        ("UpdateReplacePolicy", data.update_replace_policy),
    ] {
        if let Some(policy) = policy {
            map.insert(name, policy);
        }
    }
    if !properties.is_empty() {
        map.insert("Properties", properties);
    }
    Node::from(map)
}

/// The dependencies to be written: those of the same stack that no reference makes already.
fn depends_on(context: &mut Context, data: &ResourceData) -> Vec<Text> {
    let mut ids: Vec<Text> = Vec::new();
    for (other, source) in &data.depends_on {
        for resource in resources_of(context.graph(), *other) {
            if context.is_referenced(resource) || resource == context.node() {
                continue;
            }
            match context.local_id(resource) {
                Some(id) if !ids.contains(&id) => ids.push(id),
                Some(_) => {}
                None => context.needs_stack_of(resource, *source),
            }
        }
    }
    ids
}

/// `Ref` or `Fn::GetAtt`, in the stack that the resource is in.
pub(super) fn local_reference(id: Text, attribute: &crate::value::Attribute) -> Node {
    match attribute {
        crate::value::Attribute::Ref => Node::call(Function::Ref, Node::from(id)),
        crate::value::Attribute::Named(name) => Node::call(
            Function::GetAtt,
            Node::from(vec![Node::from(id), Node::from(name.clone())]),
        ),
    }
}
