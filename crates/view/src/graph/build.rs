//! How a graph is made of templates.

use foldhash::HashMap;
use stackwright_change::Change;
use stackwright_change::words::value;
use stackwright_deployment::{Deployment, Deployments, Model};
use stackwright_template::{Node, SubPart, Template};

use super::layout::arrange;
use super::model::{Cost, Diagram, Finding, Graph, Resource, StackFindings};
use super::{changes, network, permissions, resources};
use crate::Stack;

/// One of the stacks, while the graph is made.
pub(super) struct Seen<'d> {
    /// Its position among the stacks.
    pub number: usize,
    pub name: &'d str,
    pub model: &'d Model<'d>,
    /// What it comes to if parameters have their defaults, or else in the first way in which conditions
    /// come out; nothing where a macro rewrites it.
    pub deployment: Option<&'d Deployment<'d>>,
    resources: HashMap<&'d str, usize>,
}

impl Seen<'_> {
    /// The position of the resource with a logical id among those of all stacks.
    pub fn resource(&self, id: &str) -> Option<usize> {
        self.resources.get(id).copied()
    }
}

/// All stacks, while the graph is made.
pub(super) struct All<'d> {
    pub stacks: Vec<Seen<'d>>,
    /// The resources that are exported, by the names under which they are.
    exports: HashMap<String, usize>,
}

impl<'d> All<'d> {
    /// The resource that is exported under the name that a call of `Fn::ImportValue` has.
    pub fn imported(&self, stack: &Seen<'d>, name: &Node) -> Option<usize> {
        self.exports.get(&export_name(stack.name, name)).copied()
    }

    /// The names of the stacks.
    pub fn names(&self) -> Vec<String> {
        self.stacks.iter().map(|own| own.name.to_owned()).collect()
    }

    /// The stack that is made of the nested template of a resource.
    pub fn nested(&self, stack: &Seen<'d>, id: &str) -> Option<usize> {
        let name = format!("{}/{id}", stack.name);
        self.stacks.iter().position(|own| own.name == name)
    }
}

/// The name of an export: whichever function puts it together, and with the name of the stack in it.
fn export_name(stack: &str, name: &Node) -> String {
    let Some(call) = name.as_call() else {
        return value(name);
    };
    if let Some(name) = call.reference() {
        return match name {
            "AWS::StackName" => stack.to_owned(),
            name => format!("${{{name}}}"),
        };
    }
    if let Some(sub) = call.sub() {
        let parts = sub.parts().into_iter().map(|part| match part {
            SubPart::Literal(text) => text.to_string(),
            SubPart::Variable(variable) if variable.name == "AWS::StackName" => stack.to_owned(),
            SubPart::Variable(variable) => {
                let own = sub.variables.and_then(|own| own.get(variable.name));
                let named = || format!("${{{}}}", variable.name);
                own.map_or_else(named, |own| export_name(stack, own))
            }
        });
        return parts.collect();
    }
    let join = call.join();
    match join.and_then(|join| Some((join.delimiter, join.values.as_list()?))) {
        Some((delimiter, values)) => {
            let parts: Vec<String> = values.iter().map(|own| export_name(stack, own)).collect();
            parts.join(delimiter)
        }
        None => value(name),
    }
}

impl Graph {
    /// The graph of some stacks.
    pub fn of(stacks: &[Stack]) -> Self {
        Graph::of_change(stacks, &[])
    }

    /// The graph of some stacks of which something changes: each change with the name of its stack.
    pub fn of_change(stacks: &[Stack], changes: &[(&str, &Change)]) -> Self {
        let sources = stacks;
        let mut graph = Graph {
            stacks: Vec::new(),
            resources: Vec::new(),
            diagrams: Vec::new(),
            hazards: Vec::new(),
        };
        for (number, source) in sources.iter().enumerate() {
            graph.stacks.push(StackFindings {
                name: source.name.clone(),
                findings: Vec::new(),
            });
            graph.resources.extend(resources_of(number, source));
        }
        let models: Vec<Model<'_>> = sources
            .iter()
            .map(|source| Model::new(&source.template, &[]))
            .collect();
        let deployments: Vec<Deployments<'_>> = models.iter().map(Deployments::of).collect();
        let all = all(sources, &models, &deployments, &graph.resources);
        changes::mark(&mut graph, changes);
        let drawn = [
            Some(resources::draw(&graph.resources, &all)),
            network::draw(&graph.resources, &all),
            permissions::draw(&graph.resources, &all),
            changes::draw(&graph, changes),
        ];
        graph.diagrams = drawn.into_iter().flatten().collect();
        graph.diagrams.iter_mut().for_each(arrange);
        graph
    }

    /// Tells what the checker found of a stack.
    pub fn add_finding(&mut self, stack: &str, finding: Finding) {
        let Some(number) = self.stacks.iter().position(|own| own.name == stack) else {
            return;
        };
        let path = finding.path.as_deref().unwrap_or_default();
        let id = path
            .strip_prefix("Resources/")
            .and_then(|path| path.split('/').next());
        let mut resources = self.resources.iter_mut();
        let found = id.and_then(|id| resources.find(|own| own.stack == number && own.id == id));
        match (found, self.stacks.get_mut(number)) {
            (Some(resource), _) => resource.findings.push(finding),
            (None, Some(stack)) => stack.findings.push(finding),
            (None, None) => {}
        }
    }

    /// Tells what a resource costs.
    pub fn add_cost(&mut self, stack: &str, id: &str, cost: Cost) {
        let number = self.stacks.iter().position(|own| own.name == stack);
        let mut resources = self.resources.iter_mut();
        if let Some(own) = resources.find(|own| Some(own.stack) == number && own.id == id) {
            own.cost = Some(cost);
        }
    }

    /// The view with a name, and an empty picture where there is nothing to draw.
    pub(super) fn drawn(&self, view: super::View) -> std::borrow::Cow<'_, Diagram> {
        match self.diagram(view) {
            Some(diagram) => std::borrow::Cow::Borrowed(diagram),
            None => std::borrow::Cow::Owned(Diagram::new(view)),
        }
    }
}

fn resources_of(number: usize, source: &Stack) -> impl Iterator<Item = Resource> {
    source.template.resources().map(move |own| {
        let lines = source.lines(own.id());
        Resource {
            stack: number,
            id: own.id().to_owned(),
            type_name: own.resource_type().unwrap_or_default().to_owned(),
            construct: source.construct(own.id()).map(str::to_owned),
            lines: match lines.is_empty() {
                true => written(&source.template, &own).into_iter().collect(),
                false => lines.to_vec(),
            },
            condition: own.condition().map(str::to_owned),
            properties: own.get("Properties").cloned(),
            findings: Vec::new(),
            cost: None,
            change: None,
        }
    })
}

/// Where a template that was read has a resource.
fn written(template: &Template, own: &stackwright_template::Resource<'_>) -> Option<String> {
    let span = own.span();
    let file = template.source().and_then(|source| source.name())?;
    span.is_known()
        .then(|| format!("{file}:{}:{}", span.start.line, span.start.column))
}

fn all<'d>(
    sources: &'d [Stack],
    models: &'d [Model<'d>],
    deployments: &'d [Deployments<'d>],
    resources: &[Resource],
) -> All<'d> {
    let mut exports = HashMap::default();
    let mut stacks = Vec::new();
    let mut first = 0;
    for (number, source) in sources.iter().enumerate() {
        let (Some(model), Some(deployments)) = (models.get(number), deployments.get(number)) else {
            continue;
        };
        let own = resources
            .iter()
            .skip(first)
            .take_while(|own| own.stack == number);
        let count = own.count();
        let ids = source.template.resources().map(|own| own.id());
        let seen = Seen {
            number,
            name: &source.name,
            model,
            deployment: deployments.of_defaults().or(deployments.settled().first()),
            resources: ids.enumerate().map(|(at, id)| (id, first + at)).collect(),
        };
        for output in source.template.outputs() {
            let target = output.value().and_then(referred);
            let at = target.and_then(|id| seen.resource(id));
            if let (Some(name), Some(at)) = (output.export_name(), at) {
                exports.insert(export_name(&source.name, name), at);
            }
        }
        first += count;
        stacks.push(seen);
    }
    All { stacks, exports }
}

/// What a value refers to.
fn referred(node: &Node) -> Option<&str> {
    let call = node.as_call()?;
    call.reference().or_else(|| Some(call.get_att()?.resource))
}
