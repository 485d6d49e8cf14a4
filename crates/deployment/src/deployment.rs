//! One deployment of a template: what of it is deployed, and what is worked out of that when somebody
//! asks.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::slice;

use stackwright_template::hash::HashMap;
use stackwright_template::{Node, Section};

use crate::behind::Behind;
use crate::iam::Holder;
use crate::met::{Met, Once};
use crate::model::{Assumption, Case, Edge, Model};
use crate::property::Root;
use crate::{
    Balancing, Fleet, Flow, Need, Property, Role, ScalableTarget, Service, Starter, TaskDefinition,
    Text, Wait, network, order,
};

/// One of the deployments that a template can become.
///
/// It lends itself to what it hands out, which is why most methods want it for all of its life.
pub struct Deployment<'d> {
    model: &'d dyn Behind<Model<'d>>,
    case: Case,
    assumed: Vec<Assumption<'d>>,
    /// Whether parameters have their defaults.
    by_default: bool,
    /// The resources that are deployed, in order.
    roots: Vec<Root<'d>>,
    by_id: HashMap<&'d str, usize>,
    by_type: HashMap<&'d str, Vec<usize>>,
    /// The lengths of the names of all types that the template has, a bit each. Rules ask for many types,
    /// and most that are not there are told by it.
    lengths: u64,
    sees_all: bool,
    pub(crate) met: Cell<Met>,
    pub(crate) tasks: Once<Vec<TaskDefinition<'d>>>,
    pub(crate) services: Once<Vec<Service<'d>>>,
    pub(crate) task_sets: Once<Vec<Service<'d>>>,
    pub(crate) starters: Once<Vec<Starter<'d>>>,
    pub(crate) steps: Once<Vec<Starter<'d>>>,
    pub(crate) fleets: Once<Vec<Fleet<'d>>>,
    pub(crate) roles: Once<Vec<Role<'d>>>,
    pub(crate) holders: Once<Vec<Holder<'d>>>,
    pub(crate) balancing: Once<Balancing<'d>>,
    pub(crate) edges: Once<Vec<&'d Edge<'d>>>,
    pub(crate) order: Once<order::Order<'d>>,
    pub(crate) scalable_targets: Once<Vec<ScalableTarget<'d>>>,
    pub(crate) network: Once<network::Network<'d>>,
    pub(crate) flows: Once<Vec<Flow<'d>>>,
    pub(crate) needs: Once<Vec<Need<'d>>>,
    pub(crate) waits: Once<Vec<Wait<'d>>>,
}

impl<'d> Deployment<'d> {
    pub(crate) fn new(
        model: &'d Model<'d>,
        case: Case,
        used: &BTreeSet<&'d str>,
        by_default: bool,
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
            by_default,
            roots: Vec::new(),
            by_id: HashMap::default(),
            by_type: HashMap::default(),
            lengths: 0,
            sees_all: !model.makes_names_in(Section::Resources),
            met: Cell::default(),
            tasks: Once::new(),
            services: Once::new(),
            task_sets: Once::new(),
            starters: Once::new(),
            steps: Once::new(),
            fleets: Once::new(),
            roles: Once::new(),
            holders: Once::new(),
            balancing: Once::new(),
            edges: Once::new(),
            order: Once::new(),
            scalable_targets: Once::new(),
            network: Once::new(),
            flows: Once::new(),
            needs: Once::new(),
            waits: Once::new(),
        };
        let resources = model.resources();
        deployment.roots.reserve(resources.len());
        deployment.by_id.reserve(resources.len());
        for resource in resources {
            let type_name = resource.resource_type();
            deployment.lengths |= type_name.map_or(0, length);
            let condition = resource.condition();
            let holds = condition.and_then(|name| deployment.holds(name));
            if holds == Some(false) {
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
    pub fn model(&self) -> &'d Model<'d> {
        self.model.it()
    }

    /// The resources of one type that are deployed, in order.
    pub fn resources_of(&'d self, type_name: &str) -> impl Iterator<Item = Property<'d>> {
        OfType {
            deployment: self,
            indexes: self.indexes_of(type_name).iter(),
        }
    }

    /// How many resources of one type are deployed.
    pub fn count_of(&self, type_name: &str) -> usize {
        self.indexes_of(type_name).len()
    }

    /// Whether a resource of one of these types is deployed.
    pub(crate) fn has_any<'t>(&self, mut types: impl Iterator<Item = &'t str>) -> bool {
        types.any(|name| self.count_of(name) > 0)
    }

    fn indexes_of(&self, type_name: &str) -> &[usize] {
        if self.lengths & length(type_name) == 0 {
            return &[];
        }
        if self.model().conditional().types.contains(type_name) {
            self.meet_conditions();
        }
        self.by_type.get(type_name).map_or(&[], Vec::as_slice)
    }

    /// All resources that are deployed, in order.
    pub fn resources(&'d self) -> impl Iterator<Item = Property<'d>> {
        if !self.model().conditional().ids.is_empty() {
            self.meet_conditions();
        }
        let roots = self.roots.iter();
        roots.map(|root| Property::of_root(self, root))
    }

    /// The resource with this logical id, where it is deployed.
    pub fn resource(&'d self, id: &str) -> Option<Property<'d>> {
        let root = self.roots.get(self.index_of(id)?)?;
        Some(Property::of_root(self, root))
    }

    /// Whether the resource with this logical id is deployed.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.index_of(id).is_some()
    }

    fn index_of(&self, id: &str) -> Option<usize> {
        if self.model().conditional().ids.contains(id) {
            self.meet_conditions();
        }
        self.by_id.get(id).copied()
    }

    /// The text that a node of the template gives, with its unknown parts; nothing for lists and maps.
    pub fn text_of(&'d self, node: &'d Node) -> Option<Text<'d>> {
        Text::of(self, node)
    }

    /// Whether all resources stand in the template: no loop or macro adds others. Only then may a
    /// rule conclude from what is not there.
    pub fn sees_all(&self) -> bool {
        self.sees_all
    }

    /// Whether there may be resources of some types that do not stand in the template: a macro
    /// adds them, or a loop.
    pub fn may_add(&self, types: &[&str]) -> bool {
        let resources = self.model().template().section(Section::Resources);
        let Some(map) = resources.and_then(Node::as_map) else {
            return !self.sees_all;
        };
        let mut macros = map.iter().filter(|(key, _)| key.is_macro());
        macros.any(|(_, value)| {
            let made = value.as_list().and_then(|parts| parts.get(2));
            made.and_then(Node::as_map).is_none_or(|made| {
                let kind = |node: &'d Node| node.as_map()?.get("Type")?.as_str();
                let is_one = |kind: &str| types.contains(&kind);
                made.iter().any(|(_, node)| kind(node).is_none_or(is_one))
            })
        })
    }

    pub(crate) fn holds(&self, condition: &str) -> Option<bool> {
        self.meet_conditions();
        self.model().conditions().holds_in(&self.case, condition)
    }

    /// What is assumed of conditions.
    pub(crate) fn assumed(&self) -> &[Assumption<'d>] {
        if !self.assumed.is_empty() {
            self.meet_conditions();
        }
        &self.assumed
    }

    /// What a parameter is, where parameters have their defaults.
    pub(crate) fn default_of(&self, parameter: &str) -> Option<&'d Node> {
        let default = self.model().defaults().get(parameter)?;
        self.met.set(Met {
            defaults: true,
            ..self.met.get()
        });
        self.by_default.then_some(default)
    }

    /// What was met since somebody last asked: whether another deployment of the template may give
    /// other answers to what was asked of this one.
    pub fn take_met(&self) -> Met {
        self.met.take()
    }

    fn meet_conditions(&self) {
        self.met.set(Met {
            conditions: true,
            ..self.met.get()
        });
    }
}

/// The bit of a length.
fn length(name: &str) -> u64 {
    1 << (name.len() % 64)
}

/// The deployed resources of one type, in order. A type with a name: nearly every rule makes something of
/// them, and its own name stands in that of what is made.
struct OfType<'d> {
    deployment: &'d Deployment<'d>,
    indexes: slice::Iter<'d, usize>,
}

impl<'d> Iterator for OfType<'d> {
    type Item = Property<'d>;

    fn next(&mut self) -> Option<Property<'d>> {
        let root = self.deployment.roots.get(*self.indexes.next()?)?;
        Some(Property::of_root(self.deployment, root))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.indexes.size_hint()
    }
}
