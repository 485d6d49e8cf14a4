//! How a graph is made of templates.

use foldhash::HashMap;
use stackwright_change::Change;
use stackwright_deployment::{Deployment, Deployments, Model};
use stackwright_template::{Node, Template};

use super::layout::arrange;
use super::model::{Cost, Diagram, Finding, Graph, Resource, StackFindings};
use super::{changes, network, permissions, resources};
use crate::Stack;
use crate::together::{By, Links, Whole, together};

/// One of the stacks, while the graph is made.
pub(super) struct Seen<'d> {
    /// Its position among the stacks.
    pub number: usize,
    pub name: &'d str,
    pub model: &'d Model<'d>,
    /// The stacks that it is made of, where those lead to each other.
    pub whole: &'d Whole<'d>,
    /// What it comes to if parameters have their defaults, or else in the first way in which conditions
    /// come out; nothing where a macro rewrites it.
    pub deployment: Option<&'d Deployment<'d>>,
    resources: HashMap<&'d str, usize>,
}

impl Seen<'_> {
    /// Whether it is one stack as it is written, and not several as one.
    fn is_one(&self) -> bool {
        !self.name.is_empty()
    }

    /// The position of the resource with a logical id among those of all stacks.
    pub fn resource(&self, id: &str) -> Option<usize> {
        self.resources.get(id).copied()
    }
}

/// All stacks, while the graph is made.
pub(super) struct All<'d> {
    pub stacks: Vec<Seen<'d>>,
    /// Of stacks that lead to each other, all of them as one.
    together: Vec<Seen<'d>>,
    /// What leads from one to another.
    links: &'d Links<'d>,
}

impl<'d> All<'d> {
    /// The resources of other stacks that something in a stack leads to, by itself: what is inside of it leads elsewhere.
    pub fn led(&self, stack: &Seen<'d>, node: &Node) -> Vec<(By, usize)> {
        // Of several that are one, everything is where it leads to.
        if self.stacks.len() < 2 || !stack.is_one() {
            return Vec::new();
        }
        let all = self.links.all(stack.number, node);
        let found = all.filter_map(|(_, led)| {
            let (by, at, id) = self.links.resource_of(led)?;
            let other = self.stacks.iter().find(|own| own.number == at)?;
            Some((by, other.resource(id)?))
        });
        found.collect()
    }

    /// The stacks; those that lead to each other as one.
    pub fn wholes(&self) -> impl Iterator<Item = &Seen<'d>> {
        let alone = self.stacks.iter().filter(|own| !own.whole.is_of_several());
        alone.chain(&self.together)
    }

    /// The names of the stacks.
    pub fn names(&self) -> Vec<String> {
        self.stacks.iter().map(|own| own.name.to_owned()).collect()
    }

    /// Adds stacks that lead to each other, as one.
    fn join(&mut self, whole: &'d Whole<'d>, model: &'d Model<'d>, outcomes: &'d Deployments<'d>) {
        let resources = model.template().resources();
        let resources = resources.filter_map(|own| {
            let (number, id) = whole.owner(own.id());
            let stack = self.stacks.iter().find(|stack| stack.number == number)?;
            Some((own.id(), stack.resource(id)?))
        });
        let resources = resources.collect();
        self.together.push(Seen {
            number: whole.members().first().copied().unwrap_or(0),
            name: "",
            model,
            whole,
            deployment: deployed(outcomes),
            resources,
        });
    }

    /// The stack that is made of the nested template of a resource.
    pub fn nested(&self, stack: &Seen<'d>, id: &str) -> Option<usize> {
        let name = format!("{}/{id}", stack.name);
        self.stacks.iter().position(|own| own.name == name)
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
        let links = Links::of(sources);
        let wholes = together(sources, &links);
        let several: Vec<&Whole<'_>> = wholes.iter().filter(|own| own.is_of_several()).collect();
        let joined: Vec<Model<'_>> = several
            .iter()
            .map(|own| Model::new(own.template(), &[]))
            .collect();
        let outcomes: Vec<Deployments<'_>> = joined.iter().map(Deployments::of).collect();
        let mut all = all(
            sources,
            &links,
            &wholes,
            &models,
            &deployments,
            &graph.resources,
        );
        for ((whole, model), outcomes) in several.iter().zip(&joined).zip(&outcomes) {
            all.join(whole, model, outcomes);
        }
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
    links: &'d Links<'d>,
    wholes: &'d [Whole<'d>],
    models: &'d [Model<'d>],
    deployments: &'d [Deployments<'d>],
    resources: &[Resource],
) -> All<'d> {
    let mut stacks = Vec::new();
    let mut first = 0;
    for (number, source) in sources.iter().enumerate() {
        let (Some(model), Some(deployments)) = (models.get(number), deployments.get(number)) else {
            continue;
        };
        let whole = wholes.iter().find(|own| own.members().contains(&number));
        let Some(whole) = whole else { continue };
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
            whole,
            deployment: deployed(deployments),
            resources: ids.enumerate().map(|(at, id)| (id, first + at)).collect(),
        };
        first += count;
        stacks.push(seen);
    }
    All {
        stacks,
        together: Vec::new(),
        links,
    }
}

/// With the defaults of parameters, or else in the first way in which the conditions come out.
fn deployed<'d>(deployments: &'d Deployments<'d>) -> Option<&'d Deployment<'d>> {
    deployments.of_defaults().or(deployments.settled().first())
}
