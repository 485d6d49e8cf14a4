use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use stackwright_assets::Digest;
use stackwright_codes as codes;
use stackwright_template::{
    Diagnostic, Map, Node, Ordered, Resource, Section, SourceLine, Template, Text,
};

use super::acknowledge::{self, Open};
use super::condition::Combined;
use super::element::{output, rule};
use super::export::{Edge, Export};
use super::expr::Context;
use super::ids::{Ids, about};
use super::nested::{Around, Inlet};
use super::parameter::parameter;
use super::resource::resource;
use crate::NodeId;
use crate::asset::{Asset, Bootstrap};
use crate::graph::{Graph, Kind, StackData};
use crate::resource::AskedIn;
use crate::value::Attribute;

/// One stack, ready to be written.
#[derive(Debug)]
pub struct StackTemplate {
    /// The stack's id in the app: no other stack has it. Files and command lines name the stack
    /// by it.
    pub id: Text,
    /// The stack's name in CloudFormation, which stacks in several regions may have. Of a nested one,
    /// whose name CloudFormation makes up, the id.
    pub name: Text,
    /// The template.
    pub template: Template,
    /// The ids of the stacks that must be deployed before.
    pub dependencies: Vec<Text>,
    /// The account, if the program names it.
    pub account: Option<Text>,
    /// The region, if the program names it.
    pub region: Option<Text>,
    /// The tags of the stack itself, which are not in the template.
    pub tags: Vec<(Text, Text)>,
    /// Whether the stack may not be deleted.
    pub termination_protection: bool,
    /// The ARNs of the topics that are told what becomes of the stack.
    pub notification_arns: Vec<Text>,
    /// The stacks in it, whose templates are published as well, in the order in which they were
    /// declared.
    pub nested: Vec<StackTemplate>,
    /// The hash of the JSON of a nested stack's template, under which it is published; nothing for
    /// what is deployed by itself.
    pub published: Option<Digest>,
    /// What is published before it is deployed, and what command lines call it. Of a nested stack it
    /// is with the one that is deployed.
    pub assets: Vec<(String, Asset)>,
    /// Where that goes, and who publishes and deploys.
    pub bootstrap: Bootstrap,
    /// Whether all that the program says of the stack is in its template. Where it is not, an
    /// error says what is missing, and what is found in the template may come of that.
    pub is_complete: bool,
    /// Where everything comes from, by logical id.
    pub origins: IndexMap<Text, Origin, RandomState>,
    /// The lines that asked for what stands in a resource with what others asked for, by logical id: rights in a
    /// role. Of one list the last is what holds.
    pub asked: Vec<(Text, Arc<AskedIn>)>,
    /// Where the stack itself comes from.
    pub origin: Origin,
    /// Where the acknowledgements in the template's metadata come from, in their order.
    pub acknowledgements: Vec<Origin>,
}

impl StackTemplate {
    /// The stack and all stacks in it, each before those in it.
    pub fn with_nested(&self) -> Vec<&StackTemplate> {
        let mut all = Vec::with_capacity(1 + self.nested.len());
        let mut open = vec![self];
        while let Some(stack) = open.pop() {
            all.push(stack);
            open.extend(stack.nested.iter().rev());
        }
        all
    }

    /// The resource that a stack in this one is.
    pub fn holder_of(&self, nested: &StackTemplate) -> Option<Resource<'_>> {
        let file = nested.nested_file();
        let mut resources = self.template.resources();
        resources.find(|resource| {
            let asset = resource
                .metadata()
                .and_then(|all| all.get("aws:asset:path"));
            asset.and_then(Node::as_str) == Some(&file)
        })
    }

    /// The name of the file with a nested stack's template.
    pub fn nested_file(&self) -> String {
        format!("{}.nested.template.json", self.id)
    }

    /// Where a place in the template comes from: the construct that is at that path, as
    /// `Resources/Service/Properties/Cluster`, and the stack for what no construct made.
    pub fn origin_at(&self, path: &str) -> &Origin {
        let mut segments = path.split('/');
        let found = match segments.next() {
            Some("Metadata") => acknowledge::position(segments)
                .and_then(|position| self.acknowledgements.get(position)),
            _ => segments.next().and_then(|id| self.origins.get(id)),
        };
        found.unwrap_or(&self.origin)
    }
}

/// Where an element of a template comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The construct's path, as `Web/Service/Resource`.
    pub path: String,
    /// The user's line that made it.
    pub source: SourceLine,
    /// The line in a construct of the user's own that added it, where there is one.
    pub inner: Option<SourceLine>,
}

impl Origin {
    pub(super) fn of(graph: &Graph, node: NodeId, source: SourceLine) -> Self {
        let made = graph.get(node).filter(|made| made.source == source);
        Origin {
            path: graph.path(node),
            source,
            inner: made
                .and_then(|made| made.inner)
                .filter(|inner| *inner != source),
        }
    }

    /// The lines of the program that made it: the outermost, and the innermost of the user's own.
    pub fn lines(&self) -> impl Iterator<Item = SourceLine> {
        std::iter::once(self.source).chain(self.inner)
    }
}

/// A stack before it is a template.
pub(super) struct Plan<'g> {
    pub node: NodeId,
    pub source: SourceLine,
    pub data: &'g StackData,
    /// What tells it apart from all other stacks.
    pub id: Text,
    /// What CloudFormation calls it; of a nested one that is not known.
    pub name: Text,
    pub below: Vec<NodeId>,
    /// What is said of its deployment: of the outermost stack.
    pub place: &'g StackData,
    /// What a nested stack is in.
    pub around: Option<Around>,
}

/// Whether both may come to be the same: what is not said may be anything.
fn may_be(one: &Option<Text>, other: &Option<Text>) -> bool {
    one.is_none() || other.is_none() || one == other
}

impl Plan<'_> {
    /// Whether both may come to be in one account and region: what is not said may be the same.
    pub fn may_meet(&self, other: &Plan) -> bool {
        self.may_be_of_one_account(other) && may_be(&self.place.region, &other.place.region)
    }

    pub fn may_be_of_one_account(&self, other: &Plan) -> bool {
        may_be(&self.place.account, &other.place.account)
    }

    fn twin_problem(&self, graph: &Graph, twin: &Plan) -> Diagnostic {
        let name = &self.name;
        let message = format!("two stacks have the name `{name}` in one account and region");
        let mut found = about(graph, self.node, codes::APP111.finding(message));
        found.source.push(twin.source);
        found.help(
            "name one of them otherwise, or say where each is deployed with `environment`: what \
             is not said may be the same",
        )
    }

    fn name_problem(&self, graph: &Graph) -> Option<Diagnostic> {
        let (name, id) = (&self.name, &self.id);
        let is_name = name.len() <= 128
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let (message, help) = if !is_name {
            (
                format!("`{name}` is not a stack name"),
                "a stack name begins with a letter and has at most 128 letters, digits and hyphens",
            )
        } else if !is_file_name(id) {
            (
                format!("`{id}` is not the id of a stack"),
                "its template's file has the id for a name: use letters, digits, `-`, `_` and `.`",
            )
        } else {
            return None;
        };
        let found = codes::APP110.finding(message).help(help);
        Some(about(graph, self.node, found))
    }
}

/// The work of lowering: what is read, and what is found on the way.
pub(super) struct Lowering<'g> {
    pub graph: &'g Graph,
    pub plans: Vec<Plan<'g>>,
    pub ids: Ids,
    /// What stands for a reference in all other stacks.
    pub imports: HashMap<(NodeId, Attribute), Node, RandomState>,
    /// What other stacks import of each, by output id.
    pub exports: Vec<Ordered<String, Export>>,
    /// For each stack, the stacks that it needs and one reference that makes it so.
    pub edges: Vec<Ordered<usize, Edge>>,
    /// For each nested stack, what it is given and waits for.
    pub inlets: Vec<Inlet>,
    /// For each stack, the conditions that are made of others.
    pub combined: Vec<Combined>,
    /// For each stack, whether something is missing in its template.
    pub incomplete: Vec<bool>,
    /// The names of all exports that programs give, as far as they are known.
    pub named: Ordered<String, Vec<(usize, NodeId)>>,
    pub diagnostics: Vec<Diagnostic>,
    pub acknowledged: Vec<Diagnostic>,
    /// For each stack, the acknowledgements of what synthesis has not found.
    pub open: Vec<Vec<Open<'g>>>,
}

impl<'g> Lowering<'g> {
    pub fn new(graph: &'g Graph) -> Self {
        let mut diagnostics = graph.diagnostics.clone();
        let mut plans: Vec<Plan> = Vec::new();
        let mut ids = Ids::new(graph);
        let mut incomplete = Vec::new();
        for (id, node) in graph.iter() {
            let Kind::Stack(data) = &node.kind else {
                continue;
            };
            let below = graph.own(id);
            let around = data.resource.and_then(|resource| {
                let around = graph.stack_around(id);
                let plan = plans.iter().position(|plan| Some(plan.node) == around)?;
                Some(Around { plan, resource })
            });
            let stack_id = graph.stack_id(id).unwrap_or_else(|| node.id.clone());
            let name = data.name.clone().unwrap_or_else(|| stack_id.clone());
            let is_whole = ids.assign(graph, plans.len(), &below, &mut diagnostics);
            let is_refused = |node: &NodeId| graph.stack_of(*node) == Some(id);
            incomplete.push(!is_whole || graph.refused.iter().any(is_refused));
            let plan = Plan {
                node: id,
                source: node.source,
                data,
                id: stack_id,
                name,
                below,
                place: around.map_or(&**data, |around| plans[around.plan].place),
                around,
            };
            if around.is_none() {
                diagnostics.extend(plan.name_problem(graph));
                let mut others = plans.iter();
                let twin = others.find(|twin| twin.name == plan.name && twin.may_meet(&plan));
                diagnostics.extend(twin.map(|twin| plan.twin_problem(graph, twin)));
            }
            plans.push(plan);
        }
        Lowering {
            imports: HashMap::default(),
            exports: plans.iter().map(|_| Ordered::default()).collect(),
            edges: plans.iter().map(|_| Ordered::default()).collect(),
            open: plans.iter().map(|_| Vec::new()).collect(),
            inlets: plans.iter().map(|_| Inlet::default()).collect(),
            combined: plans.iter().map(|_| Combined::default()).collect(),
            incomplete,
            named: Ordered::default(),
            graph,
            plans,
            ids,
            diagnostics,
            acknowledged: Vec::new(),
        }
    }

    /// What was found, and what of it is acknowledged; sorted, and none of it twice.
    pub fn into_findings(self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        (
            Diagnostic::sorted(self.diagnostics),
            Diagnostic::sorted(self.acknowledged),
        )
    }

    /// All stacks, in the order in which they can be deployed.
    pub fn stacks(&mut self) -> Vec<StackTemplate> {
        let sections: Vec<Sections> = (0..self.plans.len()).map(|i| self.sections(i)).collect();
        for index in 0..self.plans.len() {
            let (node, data) = (self.plans[index].node, self.plans[index].data);
            for (other, source) in &data.depends_on {
                if let Some(other) = self.ids.plan_of(self.graph, *other) {
                    self.wait(index, other, None, Edge::explicit(node, *source));
                }
            }
        }
        self.keep_exports();
        self.check_names();
        let order = self.deployment_order();
        let sections = self.with_exports(sections);
        self.acknowledge();
        let mut sections: Vec<Option<Sections>> = sections.into_iter().map(Some).collect();
        order
            .into_iter()
            .filter_map(|index| self.finish(index, &mut sections))
            .collect()
    }

    fn sections(&mut self, index: usize) -> Sections {
        let mut sections = Sections::default();
        let graph = self.graph;
        let count = self.plans[index].below.len();
        let below = &self.plans[index].below;
        let elements = below
            .iter()
            .filter(|node| self.ids.get(graph, **node).is_some());
        let elements = elements.count();
        sections.resources = Map::with_capacity(elements);
        sections.origins.reserve(elements);
        let mut ids = Vec::with_capacity(8);
        for position in 0..count {
            let node = self.plans[index].below[position];
            let Some(data) = graph.get(node) else {
                continue;
            };
            for condition in &data.when {
                let extensions = &mut sections.needs_extensions;
                Context::new(self, index, node, extensions).logical_id(*condition);
            }
            let Some(id) = self.ids.get(graph, node).cloned() else {
                continue;
            };
            let path = graph.path_by(node, &mut ids);
            let origin = Origin {
                path,
                source: data.source,
                inner: data.inner,
            };
            match data.kind {
                Kind::Resource(_) | Kind::Parameter(_) => {
                    sections.origins.insert(id.clone(), origin);
                }
                // What has its ids for itself, as an output, may be called what something else is.
                _ => {
                    sections.origins.entry(id.clone()).or_insert(origin);
                }
            }
            let mut context = Context::new(self, index, node, &mut sections.needs_extensions);
            let (section, value) = match &data.kind {
                Kind::Resource(data) => (&mut sections.resources, resource(&mut context, data)),
                Kind::Parameter(data) => (&mut sections.parameters, parameter(&mut context, data)),
                Kind::Mapping(data) => (&mut sections.mappings, context.object(&data.table)),
                Kind::Condition(data) => (&mut sections.conditions, context.lower(&data.expr)),
                Kind::Rule(data) => (&mut sections.rules, rule(&mut context, data)),
                Kind::Output(data) => (&mut sections.outputs, output(&mut context, data)),
                Kind::Written(data) => {
                    let value = context.lower(&data.value);
                    if let Some(name) = value.get("Export").and_then(|export| export.get("Name"))
                        && data.section == Section::Outputs
                    {
                        context.exports(name);
                    }
                    let Some(section) = sections.section(data.section) else {
                        continue;
                    };
                    (section, value)
                }
                Kind::Group | Kind::Stack(_) => continue,
            };
            section.insert(id, value);
            if graph.has_nested && matches!(data.kind, Kind::Resource(_)) {
                self.give(index, node, &mut sections.needs_extensions);
            }
        }
        let stack = self.plans[index].node;
        let data = self.plans[index].data;
        let mut context = Context::new(self, index, stack, &mut sections.needs_extensions);
        for (key, value) in &data.metadata {
            sections.metadata.insert(key.clone(), context.lower(value));
        }
        for (key, value) in &data.sections {
            sections.others.insert(key.clone(), context.lower(value));
        }
        let transforms = data.transforms.iter();
        sections.transforms = transforms.map(|name| context.lower(name)).collect();
        sections
    }

    /// Adds what other stacks import, and the conditions that are made of others: all that is
    /// known once every stack is lowered.
    fn with_exports(&mut self, mut all: Vec<Sections>) -> Vec<Sections> {
        for (index, sections) in all.iter_mut().enumerate() {
            self.add_parameters(index, &mut sections.parameters);
            for (id, export) in std::mem::take(&mut self.exports[index]) {
                if sections.outputs.contains_key(&id) {
                    self.report_generated(index, &id, "an export for another stack");
                } else {
                    sections.outputs.insert(id, export.into_output());
                }
            }
            for (id, condition) in std::mem::take(&mut self.combined[index]) {
                if sections.conditions.contains_key(&id) {
                    self.report_generated(index, &id, "conditions that must hold together");
                } else {
                    sections.conditions.insert(id, condition);
                }
            }
        }
        all
    }

    /// An element of the program's has the id of something that synthesis makes.
    pub fn report_generated(&mut self, index: usize, id: &str, what: &str) {
        self.incomplete[index] = true;
        let (graph, ids) = (self.graph, &self.ids);
        let mut below = self.plans[index].below.iter();
        let own = below.find(|&&node| ids.get(graph, node).is_some_and(|own| own == id));
        let Some(&own) = own else { return };
        let path = graph.path(own);
        let message = format!("`{path}` has the logical id `{id}`, which is that of {what}");
        let mut found = about(graph, own, codes::APP105.finding(message)).help(
            "give it another id; to keep an export that nothing imports any more, use \
             `keep_export`",
        );
        found.resource = Some(id.to_owned());
        self.diagnostics.push(found);
    }

    /// The lines that asked for what stands in resources of a stack.
    fn asked(&self, index: usize) -> Vec<(Text, Arc<AskedIn>)> {
        let (graph, ids) = (self.graph, &self.ids);
        let here = |node: &NodeId| ids.plan_of(graph, *node) == Some(index);
        let own = graph.asked.iter().filter(|(node, _)| here(node));
        let named =
            own.filter_map(|(node, own)| Some((ids.get(graph, *node)?.clone(), own.clone())));
        named.collect()
    }

    fn finish(&mut self, index: usize, all: &mut [Option<Sections>]) -> Option<StackTemplate> {
        let mut sections = all.get_mut(index)?.take()?;
        let mut nested = Vec::new();
        for inner in 0..self.plans.len() {
            let around = self.plans[inner].around;
            if around.is_some_and(|around| around.plan == index)
                && let Some(mut template) = self.finish(inner, all)
            {
                self.place_nested(inner, &mut template, &mut sections.resources);
                nested.push(template);
            }
        }
        self.write_acknowledgements(index, &mut sections.metadata);
        let plan = &self.plans[index];
        let mut transforms = sections.transforms;
        let extensions = "AWS::LanguageExtensions";
        let is_it = |transform: &Node| transform.as_str() == Some(extensions);
        if sections.needs_extensions && !transforms.iter().any(is_it) {
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
            ("Hooks", sections.hooks),
        ] {
            if !section.is_empty() {
                template.insert(name, section);
            }
        }
        for (key, value) in sections.others {
            template.insert(key, value);
        }
        template.insert("Resources", sections.resources);
        if !sections.outputs.is_empty() {
            template.insert("Outputs", sections.outputs);
        }

        let needed = self.edges[index].iter();
        let is_nested = plan.around.is_some();
        let assets = match is_nested {
            true => Vec::new(),
            false => self.graph.assets_of(plan.node),
        };
        Some(StackTemplate {
            id: plan.id.clone(),
            name: plan.name.clone(),
            template: Template::from(template),
            dependencies: needed.map(|&(i, _)| self.plans[i].id.clone()).collect(),
            account: plan.place.account.clone(),
            region: plan.place.region.clone(),
            tags: plan.data.tags.clone(),
            termination_protection: plan.data.termination_protection,
            notification_arns: plan.data.notification_arns.clone(),
            assets,
            nested,
            published: None,
            bootstrap: self.graph.bootstrap_of(plan.node),
            is_complete: !self.incomplete[index],
            origins: sections.origins,
            asked: self.asked(index),
            origin: Origin::of(self.graph, plan.node, plan.source),
            acknowledgements: self.open[index].iter().map(Open::origin).collect(),
        })
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
    hooks: Map,
    /// What included templates have besides.
    others: Map,
    transforms: Vec<Node>,
    resources: Map,
    outputs: Map,
    origins: IndexMap<Text, Origin, RandomState>,
    /// Whether a function is used that only the transform `AWS::LanguageExtensions` knows.
    needs_extensions: bool,
}

impl Sections {
    /// Where an element of an included template goes.
    fn section(&mut self, section: Section) -> Option<&mut Map> {
        Some(match section {
            Section::Parameters => &mut self.parameters,
            Section::Mappings => &mut self.mappings,
            Section::Conditions => &mut self.conditions,
            Section::Rules => &mut self.rules,
            Section::Hooks => &mut self.hooks,
            Section::Resources => &mut self.resources,
            Section::Outputs => &mut self.outputs,
            _ => return None,
        })
    }
}

/// Whether a text can be the name of a file anywhere, and no pattern of a command line.
fn is_file_name(id: &str) -> bool {
    let admitted = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    !id.starts_with('.') && !id.contains("..") && id.chars().all(admitted)
}

/// One by itself, several as a list.
pub(super) fn one_or_list(mut items: Vec<Node>) -> Node {
    match items.len() {
        1 => items.remove(0),
        _ => Node::from(items),
    }
}
