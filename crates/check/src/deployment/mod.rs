//! A template as it is deployed: conditions settled, so that rules need not think of them.
//!
//! A rule about what resources do together looks at one deployment at a time. What only the
//! deployment itself will decide (parameters, imports) stays unknown, and nothing is claimed of it.

pub(crate) mod attributes;
mod ecs;
mod elb;
pub(crate) mod fargate;
mod image;
mod needs;
pub(crate) mod network;
mod order;
mod permissions;
mod property;
mod providers;
mod rule;
mod scaling;
pub(crate) mod schedule;
mod service;
pub(crate) mod task;
mod text;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use foldhash::HashMap;
use stackwright_template::{Node, Resource, Section};

use crate::model::{Assumption, Case, Edge, Model, ParameterType};

pub(crate) use ecs::{Container, Launch, Port, Service, TaskDefinition};
pub(crate) use elb::{Balancer, Balancing, health_protocol, target_type};
pub(crate) use image::Registry;
pub(crate) use needs::Need;
pub(crate) use permissions::{Allowed, Role, Subject};
use property::Root;
pub(crate) use property::{Items, Lookup, Property, Target};
pub(crate) use providers::{is_fargate, same_provider};
pub(crate) use rule::{DeploymentRule, Deployments};
pub(crate) use scaling::{ScalableTarget, segments};

/// One of the deployments that a template can become.
///
/// It lends itself to what it hands out, which is why most methods want it for all of its life.
pub(crate) struct Deployment<'d> {
    model: &'d Model<'d>,
    case: Case,
    assumed: Vec<Assumption<'d>>,
    /// What parameters are, where they have their defaults.
    defaults: Option<HashMap<&'d str, Node>>,
    /// The resources that are deployed, in order.
    roots: Vec<Root<'d>>,
    by_id: HashMap<&'d str, usize>,
    by_type: HashMap<&'d str, Vec<usize>>,
    sees_all: bool,
    tasks: OnceCell<Vec<TaskDefinition<'d>>>,
    services: OnceCell<Vec<Service<'d>>>,
    roles: OnceCell<Vec<Role<'d>>>,
    balancing: OnceCell<Balancing<'d>>,
    edges: OnceCell<Vec<&'d Edge<'d>>>,
    order: OnceCell<order::Order<'d>>,
    scalable_targets: OnceCell<Vec<ScalableTarget<'d>>>,
    network: OnceCell<network::Network<'d>>,
}

impl<'d> Deployment<'d> {
    fn new(
        model: &'d Model<'d>,
        case: Case,
        used: &BTreeSet<&'d str>,
        defaults: Option<HashMap<&'d str, Node>>,
    ) -> Self {
        let assumed = used.iter().filter_map(|name| {
            let holds = model.conditions().holds_in(&case, name)?;
            Some(Assumption { name, holds })
        });
        let assumed = assumed.collect();
        let mut deployment = Deployment {
            model,
            case,
            assumed,
            defaults,
            roots: Vec::new(),
            by_id: HashMap::default(),
            by_type: HashMap::default(),
            sees_all: !model.makes_names_in(Section::Resources),
            tasks: OnceCell::new(),
            services: OnceCell::new(),
            roles: OnceCell::new(),
            balancing: OnceCell::new(),
            edges: OnceCell::new(),
            order: OnceCell::new(),
            scalable_targets: OnceCell::new(),
            network: OnceCell::new(),
        };
        for resource in model.template().resources() {
            if !deployment.has(resource) {
                continue;
            }
            let index = deployment.roots.len();
            let root = Root::of(&deployment, resource);
            deployment.by_id.insert(resource.id(), index);
            if let Some(name) = root.resource_type {
                deployment.by_type.entry(name).or_default().push(index);
            }
            deployment.roots.push(root);
        }
        deployment
    }

    /// The template and its facts.
    pub(crate) fn model(&self) -> &'d Model<'d> {
        self.model
    }

    /// The resources of one type that are deployed, in order.
    pub(crate) fn resources_of(&'d self, type_name: &str) -> impl Iterator<Item = Property<'d>> {
        let indexes = self.by_type.get(type_name).into_iter().flatten();
        let roots = indexes.filter_map(|index| self.roots.get(*index));
        roots.map(|root| Property::of_root(self, root))
    }

    /// How many resources of one type are deployed.
    pub(crate) fn count_of(&self, type_name: &str) -> usize {
        self.by_type.get(type_name).map_or(0, Vec::len)
    }

    /// All resources that are deployed, in order.
    pub(crate) fn resources(&'d self) -> impl Iterator<Item = Property<'d>> {
        let roots = self.roots.iter();
        roots.map(|root| Property::of_root(self, root))
    }

    /// The resource with this logical id, where it is deployed.
    pub(crate) fn resource(&'d self, id: &str) -> Option<Property<'d>> {
        let root = self.roots.get(*self.by_id.get(id)?)?;
        Some(Property::of_root(self, root))
    }

    /// Whether all resources stand in the template: no loop or macro adds others. Only then may a
    /// rule conclude from what is not there.
    pub(crate) fn sees_all(&self) -> bool {
        self.sees_all
    }

    fn has(&self, resource: Resource<'_>) -> bool {
        let condition = resource.condition();
        let holds = condition.and_then(|name| self.holds(name));
        holds.unwrap_or(true)
    }

    fn holds(&self, condition: &str) -> Option<bool> {
        self.model.conditions().holds_in(&self.case, condition)
    }

    fn default_of(&self, parameter: &str) -> Option<&Node> {
        self.defaults.as_ref()?.get(parameter)
    }
}

/// What parameters are by default. Those that are read at deployment are not known.
fn defaults<'d>(model: &Model<'d>) -> HashMap<&'d str, Node> {
    let mut defaults = HashMap::default();
    for parameter in model.template().parameters() {
        let of_type = parameter.parameter_type().and_then(ParameterType::parse);
        let (Some(of_type), Some(default)) = (of_type, parameter.default()) else {
            continue;
        };
        let Some(text) = model.text(default).filter(|_| !of_type.stored) else {
            continue;
        };
        let item = |text: &str| Node::from(text.trim().to_owned());
        let mut node = match of_type.list {
            true => Node::from(text.split(',').map(item).collect::<Vec<Node>>()),
            false => Node::from(text.into_owned()),
        };
        node.span = default.span;
        defaults.insert(parameter.id(), node);
    }
    defaults
}
